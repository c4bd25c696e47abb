using System.Collections.Frozen;

namespace Modelyard.Api;

/// <summary>The names a ResourceQuota limits things under.</summary>
public static class QuotaNames
{
    /// <summary>Pods that have not ended.</summary>
    public const string Pods = "pods";

    /// <summary>Services of type <c>LoadBalancer</c>.</summary>
    public const string LoadBalancers = "services.loadbalancers";

    /// <summary>Ports that services open on every node.</summary>
    public const string NodePorts = "services.nodeports";

    private const string Count = "count/";
    private const string Requests = "requests.";
    private const string Limits = "limits.";
    private const string HugePages = "hugepages-";
    private const string StorageClass = ".storageclass.storage.k8s.io/";

    // Claims and controllers are not served here, so that there are none: a limit on them always holds.
    private static readonly FrozenSet<string> Objects =
        FrozenSet.Create("configmaps", "persistentvolumeclaims", Pods, "replicationcontrollers", "resourcequotas", "secrets", "services", LoadBalancers, NodePorts);

    private static readonly FrozenSet<string> OfPods = FrozenSet.Create(
        "cpu", "memory", "ephemeral-storage", "requests.cpu", "requests.memory", "requests.ephemeral-storage", "limits.cpu", "limits.memory", "limits.ephemeral-storage");

    /// <summary>What objects of a kind are counted as.</summary>
    public static string CountOf(string group, string plural) => group.Length == 0 ? Count + plural : $"{Count}{plural}.{group}";

    /// <summary>Whether the amount is how many objects there are.</summary>
    public static bool IsCount(string name) => Objects.Contains(name) || name.StartsWith(Count, StringComparison.Ordinal);

    /// <summary>Whether the amount is what pods ask for, or may use, or how many of them run.</summary>
    public static bool IsOfPods(string name) =>
        name == Pods || OfPods.Contains(name) || IsHugePages(name) || (name.StartsWith(Requests, StringComparison.Ordinal) && name.Contains('/'));

    /// <summary>Whether it can be said what is used of it.</summary>
    public static bool IsKnown(string name) =>
        IsCount(name) || IsOfPods(name) || name == "requests.storage" || name.Contains(StorageClass, StringComparison.Ordinal);

    /// <summary>What a pod's request is called.</summary>
    public static IEnumerable<string> OfRequest(string resource) =>
        resource is "cpu" or "memory" or "ephemeral-storage" || IsHugePages(resource) ? [resource, Requests + resource]
        : resource.Contains('/') ? [Requests + resource]
        : [];

    /// <summary>What a pod's limit is called.</summary>
    public static IEnumerable<string> OfLimit(string resource) => resource is "cpu" or "memory" or "ephemeral-storage" ? [Limits + resource] : [];

    /// <summary>An amount, written as people write it: bytes with a binary suffix.</summary>
    public static Quantity Amount(string name, decimal value) =>
        value == Math.Truncate(value) && value is >= 0 and <= long.MaxValue && IsBytes(name) ? Quantity.Bytes((long)value) : new Quantity(value);

    private static bool IsBytes(string name) =>
        !IsCount(name) && (name.EndsWith("memory", StringComparison.Ordinal) || name.EndsWith("storage", StringComparison.Ordinal) || IsHugePages(name));

    private static bool IsHugePages(string name) =>
        name.StartsWith(HugePages, StringComparison.Ordinal) || name.StartsWith(Requests + HugePages, StringComparison.Ordinal);
}
