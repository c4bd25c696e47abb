using Modelyard.Api;

namespace Modelyard.Gateway;

/// <summary>Works out from resources which models there are, where they run and who may call them.</summary>
/// <remarks>Not thread-safe; it remembers what is known of replicas and models, so that the next snapshot counts on with it.</remarks>
internal sealed class ModelSnapshotBuilder
{
    private const string ServiceLabel = "serving.kserve.io/inferenceservice";

    private readonly ReplicaBook _replicas = new();
    private Dictionary<NamespacedName, ModelState> _states = [];

    public ModelSnapshot Build(ClusterView view)
    {
        var tenants = new Tenants(view.Organizations, view.Namespaces);
        var services = view.Services.Where(s => s.Metadata.DeletionTimestamp is null).ToDictionary(NamespacedName.Of);
        var deployments = view.Deployments.Where(d => d.Metadata.DeletionTimestamp is null).ToDictionary(NamespacedName.Of);
        var pods = view.Pods
            .Where(p => p.Metadata.Labels?.ContainsKey(ServiceLabel) == true)
            .ToLookup(p => new NamespacedName(p.Metadata.Namespace ?? "", p.Metadata.Labels![ServiceLabel]));

        _replicas.Begin();
        var states = new Dictionary<NamespacedName, ModelState>();
        var models = services.Keys.Union(deployments.Keys)
            .OrderBy(n => n.Namespace, StringComparer.Ordinal)
            .ThenBy(n => n.Name, StringComparer.Ordinal)
            .Select(name =>
            {
                var state = states[name] = _states.GetValueOrDefault(name) ?? new ModelState();
                var owner = tenants.OwnerOf(name.Namespace ?? "");
                return deployments.TryGetValue(name, out var deployment)
                    ? Deployed(name, deployment, services.GetValueOrDefault(name), [.. pods[name]], owner, state, view)
                    : Plain(name, services[name], [.. pods[name]], owner, state);
            })
            .ToArray();
        _states = states;
        return new ModelSnapshot(models, tenants, [.. view.Endpoints.Where(e => e.Metadata.DeletionTimestamp is null)], view.Deployments, view.Secrets);
    }

    /// <summary>An InferenceService that no deployment owns.</summary>
    private ServedModel Plain(NamespacedName name, InferenceService service, Pod[] pods, Tenant? owner, ModelState state) => new(
        name.Namespace ?? "", name.Name, Created(service), _replicas.OfPods(pods), AwaitedCondition.Describe(service, pods), owner, DeploymentTerms.None, state);

    private ServedModel Deployed(
        NamespacedName name, ModelDeployment deployment, InferenceService? service, Pod[] pods, Tenant? owner, ModelState state, ClusterView view)
    {
        var external = deployment.Spec.Engine is { Type: EngineType.External, External: { Url: not null } engine } ? engine : null;
        var replicas = deployment.Spec.Stopped == true ? []
            : external is not null ? _replicas.OfExternal(deployment, external, view.Secrets)
            : _replicas.OfPods(pods);
        var awaited = AwaitedCondition.Describe(deployment) ?? (service is null ? "nothing of it has been started yet." : AwaitedCondition.Describe(service, pods));
        return new ServedModel(name.Namespace ?? "", name.Name, Created(deployment), replicas, awaited, owner, DeploymentTerms.Of(deployment.Spec), state);
    }

    private static DateTimeOffset Created(Resource resource) => resource.Metadata.CreationTimestamp ?? DateTimeOffset.UnixEpoch;
}
