using DotNet.Globbing;
using Modelyard.Api;

namespace Modelyard.Library;

/// <summary>Which versions a policy is about.</summary>
internal static class VersionSelection
{
    /// <param name="selector">Null for all.</param>
    public static bool Selects(VersionSelector? selector, ModelVersion version) =>
        selector is null
        || (AnyGlob(selector.Projects, version.Metadata.Namespace)
            && AnyGlob(selector.Models, version.Spec.Model)
            && AnyGlob(selector.Sources, version.Spec.Source?.Uri)
            && Any(selector.Tasks, version.Status?.Metadata?.Task)
            && Any(selector.Licenses, version.Status?.Metadata?.License)
            && (selector.MatchLabels ?? []).All(l => version.Metadata.Labels?.GetValueOrDefault(l.Key) == l.Value));

    private static bool AnyGlob(List<string>? globs, string? value) => globs is not { Count: > 0 } || globs.Exists(g => g.Length > 0 && Glob.Parse(g).IsMatch(value ?? ""));

    private static bool Any(List<string>? values, string? value) => values is not { Count: > 0 } || values.Contains(value ?? "", StringComparer.OrdinalIgnoreCase);
}
