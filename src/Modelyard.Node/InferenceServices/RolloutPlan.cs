using Modelyard.Api;

namespace Modelyard.Node;

/// <summary>The next step from the replicas there are to those there should be. A pure function; it is asked again after every change.</summary>
/// <param name="Create">How many replicas of the wanted revision to create.</param>
/// <param name="Delete">Which replicas to end.</param>
internal sealed record RolloutPlan(int Create, IReadOnlyList<Pod> Delete)
{
    /// <summary>Plans one step.</summary>
    /// <param name="revision">Hash of the wanted revision; null when the spec cannot be compiled, so that what runs is left alone.</param>
    /// <param name="desired">How many replicas are wanted.</param>
    /// <param name="strategy">How many there may be too many or too few meanwhile.</param>
    /// <param name="pods">All replicas there are.</param>
    public static RolloutPlan Next(string? revision, int desired, DeploymentStrategy? strategy, IReadOnlyCollection<Pod> pods)
    {
        var ended = pods.Where(p => p.Metadata.DeletionTimestamp is null && p.Status?.Phase is "Succeeded" or "Failed").ToList();
        var living = pods.Where(p => p.Metadata.DeletionTimestamp is null && p.Status?.Phase is not ("Succeeded" or "Failed")).ToList();
        if (desired == 0)
        {
            return new RolloutPlan(0, [.. living, .. ended]);
        }

        if (revision is null)
        {
            return new RolloutPlan(0, []);
        }

        var wanted = living.Where(p => Revision(p) == revision).ToList();
        var old = living.Except(wanted).ToList();
        if (strategy?.Type == "Recreate")
        {
            var mayCreate = old.Count == 0 && pods.All(p => Revision(p) == revision);
            return new RolloutPlan(mayCreate ? Math.Max(0, desired - wanted.Count) : 0, [.. old, .. Surplus(wanted, desired), .. ended]);
        }

        var (surge, unavailable) = Limits(strategy, desired);
        var create = Math.Clamp(desired + surge - living.Count, 0, Math.Max(0, desired - wanted.Count));

        // What is not ready serves nobody: ending it makes nothing worse. Of the ready ones as many may go as the others can spare.
        var idle = old.Where(p => !PodConditions.IsReady(p)).ToList();
        var spare = living.Count(PodConditions.IsReady) - (desired - unavailable);
        var serving = old.Where(PodConditions.IsReady).OrderBy(p => p.Metadata.CreationTimestamp).ThenBy(p => p.Metadata.Name, StringComparer.Ordinal);
        return new RolloutPlan(create, [.. idle, .. serving.Take(Math.Max(0, spare)), .. Surplus(wanted, desired), .. ended]);
    }

    public static string? Revision(Pod pod) => pod.Metadata.Labels?.GetValueOrDefault(Labels.Revision);

    private static IEnumerable<Pod> Surplus(List<Pod> pods, int desired) =>
        pods.OrderBy(PodConditions.IsReady).ThenByDescending(p => p.Metadata.CreationTimestamp).ThenBy(p => p.Metadata.Name, StringComparer.Ordinal)
            .Take(Math.Max(0, pods.Count - desired));

    private static (int Surge, int Unavailable) Limits(DeploymentStrategy? strategy, int desired)
    {
        var rolling = strategy?.RollingUpdate;
        var surge = Count(rolling?.MaxSurge, desired, otherwise: 1, roundUp: true);
        var unavailable = Count(rolling?.MaxUnavailable, desired, otherwise: 0, roundUp: false);

        // Neither more nor fewer would mean never.
        return surge == 0 && unavailable == 0 ? (1, 0) : (surge, unavailable);
    }

    private static int Count(IntOrString? value, int desired, int otherwise, bool roundUp)
    {
        if (value?.Text is { } text && text.EndsWith('%') && int.TryParse(text.AsSpan(0, text.Length - 1), out var percent))
        {
            var exact = desired * percent / 100.0;
            return (int)(roundUp ? Math.Ceiling(exact) : Math.Floor(exact));
        }

        return value?.Number is { } number and >= 0 ? number : otherwise;
    }
}
