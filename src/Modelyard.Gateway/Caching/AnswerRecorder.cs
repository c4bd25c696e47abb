using System.Buffers;

namespace Modelyard.Gateway;

/// <summary>Keeps a copy of an answer on its way to the client, as long as it is not too large to be worth it.</summary>
internal sealed class AnswerRecorder(AnswerStore store, AnswerCacheKey key, CacheTerms terms, GatewayClock clock)
{
    // One answer must not push out all others.
    private const int Share = 8;

    private ArrayBufferWriter<byte>? _copy = new();

    public void Write(ReadOnlySpan<byte> piece)
    {
        if (_copy is not null && _copy.WrittenCount + piece.Length > terms.MostBytes / Share)
        {
            _copy = null;
        }

        _copy?.Write(piece);
    }

    /// <summary>The answer is whole.</summary>
    public void Complete(string contentType, TokenUsage? usage)
    {
        if (_copy is { } copy)
        {
            store.Add(key, new CachedAnswer(copy.WrittenSpan.ToArray(), contentType, usage, clock.Now + terms.Ttl.Ticks), terms.MostBytes);
        }
    }
}
