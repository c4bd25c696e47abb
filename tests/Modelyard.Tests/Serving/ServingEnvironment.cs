using Microsoft.Extensions.DependencyInjection;
using Modelyard.Api;
using Modelyard.Serving;
using Modelyard.Tests.Node;

namespace Modelyard.Tests.Serving;

/// <summary>A real API server, a real node and the controllers of organizations, endpoints and deployments.</summary>
internal static class ServingEnvironment
{
    public static readonly Uri Gateway = new("http://127.0.0.1:8080");

    public static Task<NodeEnvironment> StartAsync(bool withLedger = false, Uri? external = null, Action<IServiceCollection>? configure = null) =>
        NodeEnvironment.StartAsync(
            configure: services =>
            {
                configure?.Invoke(services);
                services.AddServing(new ServingOptions { GatewayBaseUrl = Gateway, ExternalBaseUrl = external });
            },
            withLedger: withLedger);

    /// <summary>A deployment of the test server as a runtime that exists.</summary>
    public static ModelDeployment Deployment(NodeEnvironment node, string name, Action<ModelDeploymentSpec>? change = null)
    {
        var deployment = new ModelDeployment
        {
            Metadata = new ObjectMeta { Name = name, Namespace = NodeEnvironment.Namespace },
            Spec = new ModelDeploymentSpec
            {
                Model = new DeployedModel { Uri = "file://" + node.WriteModel(name) },
                Engine = new EngineSpec { Type = EngineType.Custom, Runtime = "python" },
            },
        };
        change?.Invoke(deployment.Spec);
        return deployment;
    }

    public static async Task<ModelDeployment> DeployAsync(this NodeEnvironment node, string name, Action<ModelDeploymentSpec>? change = null) =>
        await node.Client.CreateAsync(Deployment(node, name, change), CancellationToken.None);

    public static Task<ModelDeployment> PhaseAsync(this NodeEnvironment node, string name, string phase) =>
        node.UntilAsync<ModelDeployment>(name, d => d.Status?.Phase == phase && d.Status.ObservedGeneration == d.Metadata.Generation);

    /// <summary>Changes a deployment, again when its controller wrote a status in between.</summary>
    public static async Task ChangeAsync(this NodeEnvironment node, string name, Action<ModelDeploymentSpec> change)
    {
        for (var isDone = false; !isDone;)
        {
            var deployment = await node.Client.GetAsync<ModelDeployment>(new NamespacedName(NodeEnvironment.Namespace, name), CancellationToken.None);
            change(deployment.Spec);
            try
            {
                await node.Client.UpdateAsync(deployment, CancellationToken.None);
                isDone = true;
            }
            catch (StatusException e) when (e.IsConflict)
            {
            }
        }
    }
}
