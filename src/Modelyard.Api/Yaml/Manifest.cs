using System.Text.Json.Nodes;

namespace Modelyard.Api;

/// <summary>One object of a manifest.</summary>
/// <param name="Document">The object.</param>
/// <param name="Line">The line it starts at, counted from 1.</param>
public sealed record Manifest(JsonObject Document, int Line);

/// <summary>A manifest that cannot be read; the message says where and why.</summary>
public sealed class ManifestException(string reason, int line, string? source = null, Exception? inner = null)
    : FormatException($"{(source is null ? "" : source + ": ")}line {line}: {reason}", inner)
{
    /// <summary>The line, counted from 1.</summary>
    public int Line { get; } = line;

    /// <summary>What is wrong, without the place.</summary>
    public string Reason { get; } = reason;
}
