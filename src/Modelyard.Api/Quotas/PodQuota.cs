namespace Modelyard.Api;

/// <summary>What a pod takes of quotas.</summary>
public static class PodQuota
{
    private static readonly string[] Demanded = ["cpu", "memory", "requests.cpu", "requests.memory", "limits.cpu", "limits.memory"];

    /// <summary>Whether the pod has ended, or should have by now: then it takes nothing.</summary>
    public static bool IsOver(Pod pod, DateTimeOffset now) =>
        pod.Status?.Phase is "Succeeded" or "Failed" || pod.Metadata.DeletionTimestamp < now;

    /// <summary>What a pod of this spec takes while it runs, by the names of quotas.</summary>
    public static Dictionary<string, decimal> UsageOf(PodSpec spec)
    {
        var usage = new Dictionary<string, decimal> { [QuotaNames.Pods] = 1 };
        var requests = Total(spec, static r => r?.Requests);
        var limits = Total(spec, static r => r?.Limits);
        foreach (var (resource, amount) in spec.Overhead ?? [])
        {
            Add(requests, resource, amount.Value);
            if (limits.ContainsKey(resource))
            {
                Add(limits, resource, amount.Value);
            }
        }

        foreach (var (name, amount) in requests.SelectMany(r => QuotaNames.OfRequest(r.Key), (r, name) => (name, r.Value))
            .Concat(limits.SelectMany(l => QuotaNames.OfLimit(l.Key), (l, name) => (name, l.Value))))
        {
            usage[name] = amount;
        }

        return usage;
    }

    /// <summary>Which containers leave out what a quota demands of each, since what they take could not be said otherwise.</summary>
    /// <param name="spec">The pod's spec.</param>
    /// <param name="limited">What the quota limits.</param>
    public static SortedDictionary<string, IReadOnlyList<string>> Missing(PodSpec spec, IReadOnlyCollection<string> limited)
    {
        var missing = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var name in Demanded.Where(limited.Contains).Where(n => !Gives(spec.Resources, n)))
        {
            var silent = (spec.Containers ?? []).Concat(spec.InitContainers ?? []).Where(c => !Gives(c.Resources, name)).Select(c => c.Name ?? "").Distinct().ToList();
            if (silent.Count > 0)
            {
                missing[name] = [.. silent.Order(StringComparer.Ordinal)];
            }
        }

        return missing;
    }

    /// <summary>Whether a quota with these scopes counts the pod.</summary>
    public static bool IsInScope(PodSpec pod, ResourceQuotaSpec quota)
    {
        var bestEffort = (pod.Containers ?? []).Concat(pod.InitContainers ?? []).Select(c => c.Resources).Append(pod.Resources).All(IsEmpty);
        return QuotaScopes.Of(quota).All(scope => scope switch
        {
            QuotaScopes.Terminating => pod.ActiveDeadlineSeconds is not null,
            QuotaScopes.NotTerminating => pod.ActiveDeadlineSeconds is null,
            QuotaScopes.BestEffort => bestEffort,
            _ => !bestEffort,
        });
    }

    // Init containers run one after another, before the others: they need room for the largest, beside those of them that stay.
    private static Dictionary<string, decimal> Total(PodSpec spec, Func<ResourceRequirements?, Dictionary<string, Quantity>?> of)
    {
        var (total, staying, peak) = (new Dictionary<string, decimal>(), new Dictionary<string, decimal>(), new Dictionary<string, decimal>());
        foreach (var container in spec.Containers ?? [])
        {
            Add(total, of(container.Resources));
        }

        foreach (var container in spec.InitContainers ?? [])
        {
            if (container.RestartPolicy == "Always")
            {
                Add(total, of(container.Resources));
                Add(staying, of(container.Resources));
                Raise(peak, staying);
            }
            else
            {
                var atOnce = new Dictionary<string, decimal>(staying);
                Add(atOnce, of(container.Resources));
                Raise(peak, atOnce);
            }
        }

        Raise(total, peak);
        foreach (var (resource, amount) in of(spec.Resources) ?? [])
        {
            total[resource] = amount.Value;
        }

        return total;
    }

    private static bool Gives(ResourceRequirements? resources, string name) => name.StartsWith("limits.", StringComparison.Ordinal)
        ? resources?.Limits?.Keys.Any(r => QuotaNames.OfLimit(r).Contains(name)) == true
        : resources?.Requests?.Keys.Any(r => QuotaNames.OfRequest(r).Contains(name)) == true;

    private static bool IsEmpty(ResourceRequirements? resources) =>
        !(resources?.Requests ?? []).Concat(resources?.Limits ?? []).Any(r => r.Key is "cpu" or "memory" && r.Value.Value > 0);

    private static void Add(Dictionary<string, decimal> sums, Dictionary<string, Quantity>? amounts)
    {
        foreach (var (resource, amount) in amounts ?? [])
        {
            Add(sums, resource, amount.Value);
        }
    }

    private static void Add(Dictionary<string, decimal> sums, string resource, decimal amount) => sums[resource] = sums.GetValueOrDefault(resource) + amount;

    private static void Raise(Dictionary<string, decimal> most, Dictionary<string, decimal> amounts)
    {
        foreach (var (resource, amount) in amounts)
        {
            most[resource] = Math.Max(most.GetValueOrDefault(resource), amount);
        }
    }
}
