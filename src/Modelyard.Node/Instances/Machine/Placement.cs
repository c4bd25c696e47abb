using System.Globalization;
using Modelyard.Api;

namespace Modelyard.Node;

/// <summary>Whether a Pod fits on this machine beside those that are there.</summary>
/// <param name="Problem">Why it does not; null when it does.</param>
/// <param name="Gpus">The devices it gets.</param>
internal sealed record Placement(string? Problem, IReadOnlyList<GpuDevice> Gpus)
{
    private const string GpuResource = "nvidia.com/gpu";

    /// <summary>Only requests count: a limit is a promise not to take more, not a wish to have it.</summary>
    public static Placement Find(Pod pod, IEnumerable<Pod> placed, MachineCapacity capacity, IReadOnlyDictionary<string, string> nodeLabels)
    {
        var others = placed.Where(p => p.Status?.Phase is not ("Succeeded" or "Failed")).ToList();
        var problems = new List<string>();
        foreach (var (key, value) in pod.Spec.NodeSelector ?? [])
        {
            if (nodeLabels.GetValueOrDefault(key) != value)
            {
                problems.Add($"node selector {key}={value} does not match this machine");
            }
        }

        Check(problems, "cpu", Sum(pod, "cpu"), capacity.MilliCpu / 1000m - others.Sum(p => Sum(p, "cpu")), value => value.ToString("0.###", CultureInfo.InvariantCulture));
        Check(problems, "memory", Sum(pod, "memory"), capacity.MemoryBytes - others.Sum(p => Sum(p, "memory")), value => $"{value / (1 << 20):0} MiB");

        var taken = others.SelectMany(GpuNames).ToHashSet(StringComparer.Ordinal);
        var free = capacity.Gpus.Where(g => !taken.Contains(g.Uuid)).ToList();
        var gpus = Sum(pod, GpuResource);
        Check(problems, GpuResource, gpus, free.Count, value => value.ToString("0", CultureInfo.InvariantCulture));
        foreach (var resource in Requests(pod).Select(r => r.Key).Distinct().Where(r => r is not ("cpu" or "memory" or GpuResource or "ephemeral-storage")))
        {
            problems.Add($"this machine has no {resource}");
        }

        return problems.Count > 0
            ? new Placement($"0/1 nodes are available: {string.Join(", ", problems)}.", [])
            : new Placement(null, [.. free.Take((int)gpus)]);
    }

    private static void Check(List<string> problems, string resource, decimal needed, decimal free, Func<decimal, string> text)
    {
        if (needed > 0 && needed > free)
        {
            problems.Add($"insufficient {resource}: needs {text(needed)}, {text(Math.Max(0, free))} free");
        }
    }

    private static IEnumerable<string> GpuNames(Pod pod) =>
        pod.Metadata.Annotations?.GetValueOrDefault(Annotations.Gpus)?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static decimal Sum(Pod pod, string resource) => Requests(pod).Where(r => r.Key == resource).Sum(r => r.Value.Value);

    // Of a device the limit is the request; of anything else a limit alone stands for both, as Kubernetes has it.
    private static IEnumerable<KeyValuePair<string, Quantity>> Requests(Pod pod) =>
        pod.Spec.Containers!.SelectMany(c => (c.Resources?.Requests ?? [])
            .Concat((c.Resources?.Limits ?? []).Where(l => l.Key.Contains('/') && c.Resources?.Requests?.ContainsKey(l.Key) != true)));
}
