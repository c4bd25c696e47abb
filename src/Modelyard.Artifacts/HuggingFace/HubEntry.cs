using System.Text.Json.Serialization;

namespace Modelyard.Artifacts;

/// <summary>One line of the hub's listing of a repository's files.</summary>
internal sealed record HubEntry(string? Type, string? Path, long Size, string? Oid, HubLfs? Lfs);

/// <param name="Oid">SHA-256 of the content.</param>
internal sealed record HubLfs(string? Oid, long Size);

internal sealed record HubError([property: JsonPropertyName("error")] string? Message);
