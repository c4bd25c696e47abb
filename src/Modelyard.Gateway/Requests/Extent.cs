using System.Text.Json;

namespace Modelyard.Gateway;

/// <summary>A part of a body. One of no length is nowhere.</summary>
internal readonly record struct Extent(int At, int Length)
{
    public bool IsNowhere => Length == 0;

    /// <summary>Where the value is that was just read.</summary>
    public static Extent Of(ref Utf8JsonReader reader) => new((int)reader.TokenStartIndex, (int)(reader.BytesConsumed - reader.TokenStartIndex));
}
