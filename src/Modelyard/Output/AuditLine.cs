using System.Globalization;
using System.Text;
using Modelyard.Storage;

namespace Modelyard;

/// <summary>One record as it is exported: what was written, and behind it its place in the chain.</summary>
internal static class AuditLine
{
    /// <remarks>Without its last property, <c>chain</c>, the line is byte for byte what the hash was made of.</remarks>
    public static string Of(TrailRecord record)
    {
        var content = Encoding.UTF8.GetString(record.Content.Span);
        var place = string.Create(
            CultureInfo.InvariantCulture,
            $"\"sequence\":{record.Sequence},\"time\":{record.Time.ToUnixTimeMilliseconds()},\"revision\":{record.Revision},\"prunedThrough\":{record.PrunedThrough}");
        return $"{content[..^1]},\"chain\":{{{place},\"previous\":\"{Hex(record.Previous)}\",\"hash\":\"{Hex(record.Hash)}\"}}}}";
    }

    private static string Hex(ReadOnlyMemory<byte> bytes) => Convert.ToHexStringLower(bytes.Span);
}
