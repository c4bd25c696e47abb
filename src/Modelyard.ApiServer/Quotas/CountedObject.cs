using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>An object as quotas see it: what it takes of them.</summary>
internal sealed class CountedObject
{
    private readonly Dictionary<string, decimal> _usage = [];
    private readonly PodSpec? _pod;

    public CountedObject(KindDescriptor kind, JsonObject document, DateTimeOffset now)
    {
        _usage[QuotaNames.CountOf(kind.Group, kind.Plural)] = 1;
        if (kind.Group.Length > 0)
        {
            return;
        }

        if (IsPod(kind))
        {
            var pod = document.Deserialize<Pod>(ApiJson.Options)!;
            _pod = pod.Spec;
            foreach (var (name, amount) in PodQuota.IsOver(pod, now) ? [] : PodQuota.UsageOf(pod.Spec))
            {
                _usage[name] = amount;
            }

            return;
        }

        _usage[kind.Plural] = 1;
        if (IsService(kind))
        {
            var spec = document.Deserialize<Service>(ApiJson.Options)!.Spec;
            var balanced = spec.Type == "LoadBalancer";
            _usage[QuotaNames.LoadBalancers] = balanced ? 1 : 0;
            _usage[QuotaNames.NodePorts] = spec.Type == "NodePort" || (balanced && spec.AllocateLoadBalancerNodePorts != false) ? spec.Ports?.Count ?? 0 : 0;
        }
    }

    /// <summary>Whether objects of this kind take anything of what is limited under this name.</summary>
    public static bool IsCountedAs(KindDescriptor kind, string name) =>
        name == QuotaNames.CountOf(kind.Group, kind.Plural)
        || (kind.Group.Length == 0
            && (name == kind.Plural
                || (IsPod(kind) && QuotaNames.IsOfPods(name))
                || (IsService(kind) && name is QuotaNames.LoadBalancers or QuotaNames.NodePorts)));

    /// <summary>Whether a change can make an object take more than before.</summary>
    public static bool CanGrow(KindDescriptor kind) => kind.Group.Length == 0 && (IsPod(kind) || IsService(kind));

    /// <summary>What it takes of a quota that limits these; nothing when the quota is about other pods.</summary>
    public Dictionary<string, decimal> UsageOf(ResourceQuotaSpec quota, IReadOnlyCollection<string> limited) =>
        IsInScope(quota) ? limited.Where(_usage.ContainsKey).ToDictionary(n => n, n => _usage[n]) : [];

    /// <summary>What of its containers the quota demands and does not find, as text; null when all is there.</summary>
    public string? MissingFor(ResourceQuotaSpec quota, IReadOnlyCollection<string> limited)
    {
        if (_pod is null || !IsInScope(quota) || PodQuota.Missing(_pod, limited) is not { Count: > 0 } missing)
        {
            return null;
        }

        return $"must specify {string.Join("; ", missing.Select(m => $"{m.Key} for: {string.Join(',', m.Value)}"))}";
    }

    private bool IsInScope(ResourceQuotaSpec quota) => _pod is null ? !QuotaScopes.Of(quota).Any() : PodQuota.IsInScope(_pod, quota);

    private static bool IsPod(KindDescriptor kind) => kind.Plural == QuotaNames.Pods;

    private static bool IsService(KindDescriptor kind) => kind.Plural == "services";
}
