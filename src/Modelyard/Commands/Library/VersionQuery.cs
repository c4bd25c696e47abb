using Modelyard.Api;

namespace Modelyard.Commands;

/// <summary>Which versions a person wants to see, and in which order.</summary>
/// <param name="Search">To be found in name, task, architecture, licence, languages or message; null for all.</param>
/// <param name="Phase">How far they have come.</param>
/// <param name="Stage">What they are used for.</param>
/// <param name="Sort">One of <see cref="Orders"/>.</param>
internal sealed record VersionQuery(string? Search, string? Phase, string? Stage, string? Sort)
{
    /// <summary>Orders; all but that by name begin with the largest or newest.</summary>
    public static IReadOnlyList<string> Orders { get; } = ["name", "newest", "size", "parameters", "context"];

    public IEnumerable<ModelVersion> Of(IEnumerable<ModelVersion> versions)
    {
        var found = versions
            .Where(v => Phase is null || string.Equals(v.Status?.Phase ?? "Pending", Phase, StringComparison.OrdinalIgnoreCase))
            .Where(v => Stage is null || string.Equals(LibraryNames.StageOf(v), Stage, StringComparison.OrdinalIgnoreCase))
            .Where(v => Search is null || Searched(v).Any(t => t?.Contains(Search, StringComparison.OrdinalIgnoreCase) == true))
            .OrderBy(v => VersionReference.Of(v).ToString(), StringComparer.Ordinal);
        return Sort switch
        {
            "newest" => found.OrderByDescending(v => v.Metadata.CreationTimestamp),
            "size" => found.OrderByDescending(v => v.Status?.Size),
            "parameters" => found.OrderByDescending(v => v.Status?.Metadata?.Parameters),
            "context" => found.OrderByDescending(v => v.Status?.Metadata?.ContextLength),
            _ => found,
        };
    }

    private static IEnumerable<string?> Searched(ModelVersion version) =>
    [
        VersionReference.Of(version).ToString(), version.Status?.Metadata?.Task, version.Status?.Metadata?.Architecture, version.Status?.Metadata?.License,
        .. version.Status?.Metadata?.Languages ?? [], version.Status?.Message,
    ];
}
