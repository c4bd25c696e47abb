using Modelyard.Api;

namespace Modelyard.Node;

/// <summary>Reads and writes the conditions of Pods.</summary>
internal static class PodConditions
{
    public static bool IsTrue(Pod pod, string type) => pod.Status?.Conditions?.Find(c => c.Type == type)?.Status == "True";

    /// <summary>Whether it takes traffic.</summary>
    public static bool IsReady(Pod pod) => pod.Metadata.DeletionTimestamp is null && IsTrue(pod, "Ready");

    /// <summary><paramref name="next"/> laid over <paramref name="current"/>; the time changes only where the status does.</summary>
    public static List<PodCondition> Merge(List<PodCondition>? current, IEnumerable<PodCondition> next, DateTimeOffset now)
    {
        var result = (current ?? []).ToList();
        foreach (var condition in next)
        {
            var before = result.Find(c => c.Type == condition.Type);
            condition.LastTransitionTime = before?.Status == condition.Status ? before?.LastTransitionTime ?? now : now;
            if (before is null)
            {
                result.Add(condition);
            }
            else
            {
                result[result.IndexOf(before)] = condition;
            }
        }

        return result;
    }
}
