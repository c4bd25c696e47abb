using System.Globalization;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Node;

/// <summary>The variables one run of an instance gets, before the model's place is known.</summary>
/// <param name="Variables">Names and values.</param>
/// <param name="Address">Where it is told to listen.</param>
internal sealed record LaunchEnvironment(Dictionary<string, string> Variables, ReplicaAddress Address)
{
    /// <summary>Marks every process of an instance, so that one that outlived its launcher can be told from a stranger's.</summary>
    public const string InstanceVariable = "MODELYARD_INSTANCE";

    /// <summary>The port of an instance that listens on one.</summary>
    public const string PortVariable = "PORT";

    /// <summary>The socket of an instance. A container that refers to it as <c>$(MODELYARD_SOCKET)</c> gets one, and then no port.</summary>
    public const string SocketVariable = "MODELYARD_SOCKET";

    /// <summary>Resolves the variables of the Pod's main container.</summary>
    /// <exception cref="ConfigurationException">Something the container refers to is missing.</exception>
    public static async Task<LaunchEnvironment> ResolveAsync(Pod pod, InstanceContext context, ReplicaAddress address, CancellationToken cancellationToken)
    {
        var environment = Basic(pod, context, address);
        await new EnvironmentResolver(context.Client).ResolveAsync(pod, LaunchPlan.MainContainer(pod), environment.Variables, cancellationToken);
        return environment;
    }

    /// <summary>The variables that need nothing to be looked up.</summary>
    public static LaunchEnvironment Basic(Pod pod, InstanceContext context, ReplicaAddress address)
    {
        var container = LaunchPlan.MainContainer(pod);
        var variables = BaseEnvironment.Create(Environment.GetEnvironmentVariable);
        variables[InstanceVariable] = pod.Metadata.Uid!;
        if (address.SocketPath is { } socket)
        {
            variables[SocketVariable] = socket;
        }
        else
        {
            variables["HOST"] = address.Tcp!.Address.ToString();
            variables[PortVariable] = address.Tcp.Port.ToString(CultureInfo.InvariantCulture);
        }

        variables["MODEL_NAME"] = pod.Metadata.Labels?.GetValueOrDefault(Labels.InferenceService) ?? pod.Metadata.Name!;
        if (context.Options.EnginesDirectory is { } engines)
        {
            variables["MODELYARD_ENGINES"] = engines;
        }

        // Which devices were given to the Pod is written on it; an instance without any must not see those of others.
        if (pod.Metadata.Annotations?.GetValueOrDefault(Annotations.Gpus) is { } gpus)
        {
            variables["CUDA_VISIBLE_DEVICES"] = gpus;
        }

        AddResources(variables, container.Resources);
        return new LaunchEnvironment(variables, address);
    }

    private static void AddResources(Dictionary<string, string> variables, ResourceRequirements? resources)
    {
        if (Amount(resources?.Limits, "cpu") is { } cpu)
        {
            // Numerical libraries otherwise take every processor there is. A request is a minimum and no reason to take less.
            variables["OMP_NUM_THREADS"] = Math.Max(1, Math.Ceiling(cpu)).ToString(CultureInfo.InvariantCulture);
        }

        foreach (var (kind, amounts) in new[] { ("REQUEST", resources?.Requests), ("LIMIT", resources?.Limits) })
        {
            foreach (var (resource, quantity) in amounts ?? [])
            {
                var name = string.Concat(resource.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_'));
                variables[$"MODELYARD_{kind}_{name}"] = quantity.ToString();
            }
        }
    }

    private static decimal? Amount(Dictionary<string, Quantity>? amounts, string resource) =>
        amounts?.TryGetValue(resource, out var quantity) == true ? quantity.Value : null;
}
