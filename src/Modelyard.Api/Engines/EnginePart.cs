using System.Text.Json.Nodes;

namespace Modelyard.Api;

/// <summary>Something in an object that decides what an engine runs or loads, beyond the choice of a model and of a runtime of the installation.</summary>
/// <param name="Path">Where it stands, such as <c>spec.engine.command</c>.</param>
/// <param name="Value">What it says.</param>
/// <param name="Detail">What of it is meant, where that is not all.</param>
public sealed record EnginePart(string Path, JsonNode? Value, string? Detail = null)
{
    private const int Longest = 160;

    /// <summary>Whether the same is said in the same place.</summary>
    public bool Says(EnginePart other) => Path == other.Path && JsonNode.DeepEquals(Value, other.Value);

    /// <summary>For a person, on one line.</summary>
    public override string ToString() => Detail is null ? Path : $"{Path} ({Plain(Detail)})";

    // It may end in a header, which has no other characters.
    private static string Plain(string text) =>
        string.Concat(text.Take(Longest).Select(c => c is >= ' ' and <= '~' ? c : '?')) + (text.Length > Longest ? "..." : "");
}
