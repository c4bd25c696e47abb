using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Library;

/// <summary>Whether the quotas of a project have room for a deployment.</summary>
internal sealed class QuotaPreflight(IResourceClient client)
{
    /// <summary>What stands against it. A deployment that is there already needs only what comes on top.</summary>
    /// <param name="project">The project.</param>
    /// <param name="name">The deployment's name; null when it has none yet.</param>
    /// <param name="spec">The deployment as it is to be.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<string>> RefusalsAsync(string project, string? name, ModelDeploymentSpec spec, CancellationToken cancellationToken)
    {
        var quotas = (await client.ListAsync<ResourceQuota>(new ListOptions { Namespace = project }, cancellationToken)).Items;
        if (quotas.Count == 0)
        {
            return [];
        }

        var objects = await NewObjectsAsync(project, name, spec, cancellationToken);
        var replicas = spec.Engine?.Type == EngineType.External || spec.Stopped == true ? 0 : spec.Scaling?.MinReplicas ?? spec.Replicas ?? 1;
        var replica = replicas > 0 ? await ReplicaAsync(project, spec, cancellationToken) : new PodSpec();
        var running = name is null ? [] : await RunningAsync(project, name, cancellationToken);
        return [.. quotas.SelectMany(q => RefusalsOf(q, objects, replicas, replica, running))];
    }

    private static IEnumerable<string> RefusalsOf(ResourceQuota quota, List<string> objects, int replicas, PodSpec replica, List<PodSpec> running)
    {
        var hard = quota.Status?.Hard ?? quota.Spec.Hard ?? [];
        var asked = objects.Where(hard.ContainsKey).ToDictionary(o => o, _ => 1m);
        if (replicas > 0 && PodQuota.IsInScope(replica, quota.Spec))
        {
            var missing = PodQuota.Missing(replica, hard.Keys);
            if (missing.Count > 0)
            {
                var fields = missing.Keys.Select(m => m.EndsWith("cpu", StringComparison.Ordinal) ? "spec.resources.cpu" : "spec.resources.memory").Distinct();
                yield return $"the project's quota {quota.Metadata.Name} wants {string.Join(", ", missing.Keys)} of every replica: set {string.Join(" and ", fields)}";
            }

            foreach (var (resource, amount) in PodQuota.UsageOf(replica).Append(new(QuotaNames.CountOf("", QuotaNames.Pods), 1)).Where(u => hard.ContainsKey(u.Key)))
            {
                var has = running.Where(p => PodQuota.IsInScope(p, quota.Spec)).Sum(p => PodQuota.UsageOf(p).GetValueOrDefault(resource, resource == QuotaNames.CountOf("", QuotaNames.Pods) ? 1 : 0));
                asked[resource] = (amount * replicas) - has;
            }
        }

        var exceeded = asked
            .Select(a => (Resource: a.Key, Asked: a.Value, Used: quota.Status?.Used?.GetValueOrDefault(a.Key) ?? default, Hard: hard[a.Key]))
            .Where(a => a.Asked > 0 && a.Used.Value + a.Asked > a.Hard.Value)
            .OrderBy(a => a.Resource, StringComparer.Ordinal)
            .ToList();
        if (exceeded.Count > 0)
        {
            yield return $"the project's quota {quota.Metadata.Name} has no room for it: "
                + string.Join("; ", exceeded.Select(e => $"{e.Resource}: {QuotaNames.Amount(e.Resource, e.Asked)} asked for, {e.Used} of {e.Hard} used"))
                + ". Ask for less, stop or delete something else in the project, or have the quota raised";
        }
    }

    private async Task<List<string>> NewObjectsAsync(string project, string? name, ModelDeploymentSpec spec, CancellationToken cancellationToken)
    {
        var objects = new List<string>();
        if (name is null || await client.TryGetAsync<ModelDeployment>(new NamespacedName(project, name), cancellationToken) is null)
        {
            objects.Add(QuotaNames.CountOf(TenancyNames.Group, "modeldeployments"));
        }

        if (spec.Engine?.Type != EngineType.External && (name is null || await client.TryGetAsync<InferenceService>(new NamespacedName(project, name), cancellationToken) is null))
        {
            objects.Add(QuotaNames.CountOf(ServingNames.Group, "inferenceservices"));
        }

        return objects;
    }

    private async Task<List<PodSpec>> RunningAsync(string project, string name, CancellationToken cancellationToken)
    {
        var ofService = new ListOptions { Namespace = project, LabelSelector = $"{ServingNames.InferenceServiceLabel}={name}" };
        return [.. (await client.ListAsync<Pod>(ofService, cancellationToken)).Items.Where(p => p.Status?.Phase is not ("Succeeded" or "Failed")).Select(p => p.Spec)];
    }

    /// <summary>A replica, as far as quotas see it: what the deployment gives, over what the runtime gives that it names.</summary>
    private async Task<PodSpec> ReplicaAsync(string project, ModelDeploymentSpec spec, CancellationToken cancellationToken)
    {
        var runtime = spec.Engine?.Runtime is { } named
            ? (await client.TryGetAsync<ServingRuntime>(new NamespacedName(project, named), cancellationToken))?.Spec
                ?? (await client.TryGetAsync<ClusterServingRuntime>(new NamespacedName("", named), cancellationToken))?.Spec
            : null;
        var offered = (runtime?.Containers?.Find(c => c.Name == ServingNames.ServingContainer) ?? runtime?.Containers?.FirstOrDefault())?.Resources;
        var given = spec.Resources?.AsRequirements();
        var limits = Over(offered?.Limits, given?.Limits);

        // What is limited and not asked for is reserved up to the limit, in pods as such.
        var requests = Over(limits, Over(offered?.Requests, given?.Requests));
        return new PodSpec { Containers = [new Container { Name = ServingNames.ServingContainer, Resources = new ResourceRequirements { Requests = requests, Limits = limits } }] };
    }

    private static Dictionary<string, Quantity> Over(Dictionary<string, Quantity>? below, Dictionary<string, Quantity>? above)
    {
        var both = new Dictionary<string, Quantity>(below ?? []);
        foreach (var (resource, amount) in above ?? [])
        {
            both[resource] = amount;
        }

        return both;
    }
}
