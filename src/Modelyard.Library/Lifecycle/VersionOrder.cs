using Modelyard.Api;
using NuGet.Versioning;

namespace Modelyard.Library;

/// <summary>Which of the versions of a model is newer.</summary>
internal static class VersionOrder
{
    private static readonly Comparer<NuGetVersion?> Numbers =
        Comparer<NuGetVersion?>.Create((a, b) => a is null ? (b is null ? 0 : -1) : b is null ? 1 : a.CompareTo(b));

    /// <summary>By version number; without one, by when it came in.</summary>
    public static IOrderedEnumerable<ModelVersion> NewestFirst(IEnumerable<ModelVersion> versions) => versions
        .OrderByDescending(v => RuleMatcher.VersionOf(v.Spec.Version!), Numbers)
        .ThenByDescending(v => v.Metadata.CreationTimestamp);
}
