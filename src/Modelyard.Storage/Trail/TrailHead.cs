using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Modelyard.Storage;

/// <summary>The end of the trail: the number and hash of the newest record. As text <c>NUMBER:HASH</c>, to be noted elsewhere.</summary>
public sealed record TrailHead(long Sequence, ReadOnlyMemory<byte> Hash)
{
    private const int HashDigits = 64;

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out TrailHead? head)
    {
        head = text.Split(':') is [var sequence, { Length: HashDigits } hash] && hash.All(char.IsAsciiHexDigit)
            && long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new TrailHead(number, Convert.FromHexString(hash))
            : null;
        return head is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sequence}:{Convert.ToHexStringLower(Hash.Span)}");
}

/// <summary>The end of the trail as the database has it, with what shows that nobody else has put it there.</summary>
/// <param name="Head">The newest record.</param>
/// <param name="Seal">Over the head, under the key of the trail.</param>
/// <param name="Key">The fingerprint of that key.</param>
/// <param name="Revision">The newest revision of the log.</param>
public sealed record SealedTrailHead(TrailHead Head, ReadOnlyMemory<byte> Seal, string Key, long Revision);
