using System.Globalization;
using System.Text;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Node;

/// <summary>Resolves <c>env</c> and <c>envFrom</c> as the kubelet does: later entries win, <c>$(NAME)</c> sees what came before.</summary>
internal sealed class EnvironmentResolver(IResourceClient client)
{
    /// <summary>The variables of <paramref name="container"/>, added to <paramref name="environment"/>.</summary>
    /// <exception cref="ConfigurationException">A Secret, a ConfigMap or a key in one is missing.</exception>
    public async Task ResolveAsync(Pod pod, Container container, Dictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var space = pod.Metadata.Namespace!;
        foreach (var source in container.EnvFrom ?? [])
        {
            foreach (var (name, value) in await AllOfAsync(source, space, cancellationToken))
            {
                environment[source.Prefix + name] = value;
            }
        }

        foreach (var variable in container.Env ?? [])
        {
            var value = variable.ValueFrom is { } source
                ? await ValueAsync(source, pod, container, cancellationToken)
                : VariableExpansion.Expand(variable.Value ?? "", environment);
            if (value is not null)
            {
                environment[variable.Name!] = value;
            }
        }
    }

    private async Task<IEnumerable<KeyValuePair<string, string>>> AllOfAsync(EnvFromSource source, string space, CancellationToken cancellationToken)
    {
        if (source.ConfigMapRef is { Name: { } map } mapRef)
        {
            return await ConfigMapAsync(space, map, mapRef.Optional == true, cancellationToken) ?? [];
        }

        return source.SecretRef is { Name: { } secret } secretRef
            ? await SecretAsync(space, secret, secretRef.Optional == true, cancellationToken) ?? []
            : [];
    }

    private async Task<string?> ValueAsync(EnvVarSource source, Pod pod, Container container, CancellationToken cancellationToken)
    {
        var space = pod.Metadata.Namespace!;
        return source switch
        {
            { SecretKeyRef: { Name: { } name, Key: { } key } selector } =>
                Entry(await SecretAsync(space, name, selector.Optional == true, cancellationToken), key, selector.Optional == true, $"Secret {space}/{name}"),
            { ConfigMapKeyRef: { Name: { } name, Key: { } key } selector } =>
                Entry(await ConfigMapAsync(space, name, selector.Optional == true, cancellationToken), key, selector.Optional == true, $"ConfigMap {space}/{name}"),
            { FieldRef.FieldPath: { } path } => Field(pod, path),
            { ResourceFieldRef.Resource: { } resource } => Resource(container, resource, source.ResourceFieldRef.Divisor),
            _ => throw new ConfigurationException("env.valueFrom names none of secretKeyRef, configMapKeyRef, fieldRef and resourceFieldRef"),
        };
    }

    private static string? Entry(Dictionary<string, string>? entries, string key, bool optional, string owner) =>
        entries?.GetValueOrDefault(key) ?? (optional ? null : throw new ConfigurationException($"couldn't find key {key} in {owner}"));

    private async Task<Dictionary<string, string>?> SecretAsync(string space, string name, bool optional, CancellationToken cancellationToken)
    {
        var secret = await client.TryGetAsync<Secret>(new NamespacedName(space, name), cancellationToken);
        return secret is null && !optional
            ? throw new ConfigurationException($"secret \"{name}\" not found in namespace {space}")
            : secret?.Data?.ToDictionary(e => e.Key, e => Encoding.UTF8.GetString(e.Value)) ?? (secret is null ? null : []);
    }

    private async Task<Dictionary<string, string>?> ConfigMapAsync(string space, string name, bool optional, CancellationToken cancellationToken)
    {
        var map = await client.TryGetAsync<ConfigMap>(new NamespacedName(space, name), cancellationToken);
        return map is null && !optional
            ? throw new ConfigurationException($"configmap \"{name}\" not found in namespace {space}")
            : map?.Data ?? (map is null ? null : []);
    }

    private static string Field(Pod pod, string path) => path switch
    {
        "metadata.name" => pod.Metadata.Name ?? "",
        "metadata.namespace" => pod.Metadata.Namespace ?? "",
        "metadata.uid" => pod.Metadata.Uid ?? "",
        "spec.nodeName" => pod.Spec.NodeName ?? "",
        "spec.serviceAccountName" => pod.Spec.ServiceAccountName ?? "default",
        "status.hostIP" or "status.podIP" or "status.hostIPs" or "status.podIPs" => "127.0.0.1",
        _ when Key(path, "metadata.labels") is { } key => pod.Metadata.Labels?.GetValueOrDefault(key) ?? "",
        _ when Key(path, "metadata.annotations") is { } key => pod.Metadata.Annotations?.GetValueOrDefault(key) ?? "",
        _ => throw new ConfigurationException($"fieldRef {path} is not a field that can be passed to a container"),
    };

    // metadata.labels['key']
    private static string? Key(string path, string map) =>
        path.StartsWith(map + "['", StringComparison.Ordinal) && path.EndsWith("']", StringComparison.Ordinal) ? path[(map.Length + 2)..^2] : null;

    private static string Resource(Container container, string resource, Quantity? divisor)
    {
        var parts = resource.Split('.', 2);
        var amounts = parts[0] == "limits" ? container.Resources?.Limits : container.Resources?.Requests;
        var amount = parts.Length == 2 && amounts?.TryGetValue(parts[1], out var found) == true ? found.Value : 0;
        return Math.Ceiling(amount / (divisor is { Value: > 0 } unit ? unit.Value : 1)).ToString(CultureInfo.InvariantCulture);
    }
}
