using Modelyard.Api;

namespace Modelyard.Library;

/// <summary>Which models a service runs, read off its Pods, and how each stands.</summary>
internal static class RunningModels
{
    /// <summary>The service that a Pod belongs to; null for none.</summary>
    public static NamespacedName? ServiceOf(Pod pod) =>
        pod.Metadata.Labels?.GetValueOrDefault(ServingNames.InferenceServiceLabel) is { Length: > 0 } name ? new NamespacedName(pod.Metadata.Namespace!, name) : null;

    /// <summary>The version that a Pod runs; null when it is none of the library.</summary>
    public static VersionReference? VersionOf(Pod pod) =>
        pod.Metadata.Annotations?.GetValueOrDefault(LibraryNames.VersionAnnotation) is { } text && VersionReference.Parse(text) is { Project: not null } reference ? reference : null;

    /// <summary>Each model once, in an order of their own, so that equal lists are equal.</summary>
    public static List<ServedModel> Of(NamespacedName service, IEnumerable<Pod> pods, Func<NamespacedName, ModelVersion?> find) =>
    [
        .. pods.Where(p => p.Status?.Phase == "Running" && ServiceOf(p) == service)
            .Select(p => (Version: VersionOf(p), Digest: p.Metadata.Annotations?.GetValueOrDefault(LibraryNames.DigestAnnotation), Uri: UriOf(p)))
            .Distinct()
            .Select(m => Describe(m.Version, m.Digest, m.Uri, m.Version is { } v ? find(new NamespacedName(v.Project!, v.ResourceName)) : null))
            .OrderBy(m => m.Version, StringComparer.Ordinal).ThenBy(m => m.Digest, StringComparer.Ordinal).ThenBy(m => m.Uri, StringComparer.Ordinal),
    ];

    private static string? UriOf(Pod pod) => pod.Spec.InitContainers?.Find(c => c.Name == ServingNames.StorageInitializer)?.Args is [var uri, ..] ? uri : null;

    private static ServedModel Describe(VersionReference? reference, string? digest, string? uri, ModelVersion? version) => new()
    {
        Version = reference?.ToString(),
        Digest = digest,
        Uri = uri,
        Stage = version?.Metadata.Labels?.GetValueOrDefault(LibraryNames.StageLabel),
        Phase = version?.Status?.Phase,
        Policies = version?.Status?.Policies is { Count: > 0 } policies ? [.. policies.Select(p => p.Policy!)] : null,
        Decisions = version?.Status?.Decisions,
    };
}
