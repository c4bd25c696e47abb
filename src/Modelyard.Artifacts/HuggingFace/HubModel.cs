using System.Text.Json;
using System.Text.Json.Serialization;

namespace Modelyard.Artifacts;

/// <summary>What the hub says about a model at a revision.</summary>
internal sealed record HubModel
{
    public string? Id { get; init; }

    public string? Sha { get; init; }

    /// <summary>The commit it is about, when what the hub says is one.</summary>
    internal string? Commit => Sha is { Length: 40 } sha && sha.All(char.IsAsciiHexDigitLower) ? sha : null;

    public DateTimeOffset? LastModified { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    [JsonPropertyName("pipeline_tag")]
    public string? PipelineTag { get; init; }

    [JsonPropertyName("library_name")]
    public string? LibraryName { get; init; }

    public JsonElement? CardData { get; init; }

    public IReadOnlyList<HubSibling>? Siblings { get; init; }
}

internal sealed record HubSibling(string? Rfilename, long? Size);

internal sealed record HubRefs(IReadOnlyList<HubRef>? Branches, IReadOnlyList<HubRef>? Tags);

internal sealed record HubRef(string? Name, string? TargetCommit);
