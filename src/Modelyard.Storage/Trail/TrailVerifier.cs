using System.Globalization;
using System.Security.Cryptography;

namespace Modelyard.Storage;

/// <summary>Checks that the trail is what was written: no record changed, removed, added or moved, and none missing at the end.</summary>
public sealed class TrailVerifier(TrailKey key)
{
    /// <param name="trail">The trail.</param>
    /// <param name="known">An end of the trail that was noted before: that record must still be there. Null when none was.</param>
    /// <param name="from">The first record to check, at most the noted one; what is before it is taken as it is. 1 for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StoreUnusableException">There is no trail, or it was made with another key.</exception>
    public async Task<TrailVerdict> VerifyAsync(ITrailSnapshot trail, TrailHead? known, long from, CancellationToken cancellationToken)
    {
        var end = trail.Head ?? throw new StoreUnusableException("there is no audit trail in this database");
        key.RequireBound(end.Key, "the database");
        if (from > Math.Max(end.Head.Sequence, 1))
        {
            return new TrailVerdict(0, end.Head, Walk.BeyondTheEnd(end.Head.Sequence + 1, from));
        }

        var walk = new Walk(key, known, from);
        await foreach (var record in trail.ReadFromAsync(from, cancellationToken))
        {
            if (walk.Check(record) is { } fault)
            {
                return new TrailVerdict(walk.Count, walk.Head, fault);
            }
        }

        return new TrailVerdict(walk.Count, walk.Head, walk.Finish(end));
    }

    private sealed class Walk(TrailKey key, TrailHead? known, long from)
    {
        private long _first;
        private long _anchor;
        private long _revision;

        public long Count { get; private set; }

        public TrailHead Head { get; private set; } = TrailKey.Beginning with { Sequence = from - 1 };

        public TrailFault? Check(TrailRecord record)
        {
            if (Count == 0)
            {
                // Whether the trail may begin here an anchor has to say, later on.
                _first = record.Sequence;
                Head = record.Sequence == 1 ? TrailKey.Beginning : new TrailHead(record.Sequence - 1, record.Previous);
            }

            var expected = Head.Sequence + 1;
            if (record.Sequence != expected)
            {
                return new TrailFault(expected, Missing(expected, record.Sequence - 1));
            }

            var hash = key.Hash(record.Sequence, record.Time, record.Revision, record.PrunedThrough, record.Previous.Span, record.Content.Span);
            if (!Same(hash, record.Hash.Span))
            {
                return new TrailFault(record.Sequence, Invariant($"record {record.Sequence} is not as it was written"));
            }

            if (!Same(record.Previous.Span, Head.Hash.Span))
            {
                return new TrailFault(record.Sequence, Invariant($"record {record.Sequence} does not follow from record {Head.Sequence}"));
            }

            if (known?.Sequence == record.Sequence && !Same(known.Hash.Span, hash))
            {
                return new TrailFault(record.Sequence, Invariant($"record {record.Sequence} is another than the one that was noted"));
            }

            if (record.Revision != 0)
            {
                if (_revision != 0 && record.Revision != _revision + 1)
                {
                    return new TrailFault(record.Sequence, Invariant($"before record {record.Sequence}: revisions {_revision + 1} to {record.Revision - 1} have no record"));
                }

                _revision = record.Revision;
            }

            _anchor = Math.Max(_anchor, record.PrunedThrough);
            Head = new TrailHead(record.Sequence, hash);
            Count++;
            return null;
        }

        public TrailFault? Finish(SealedTrailHead end)
        {
            if (!Same(key.Seal(end.Head), end.Seal.Span))
            {
                return new TrailFault(end.Head.Sequence, "the stored end of the trail was not written by this program");
            }

            if (Head.Sequence < end.Head.Sequence)
            {
                return new TrailFault(Head.Sequence + 1, Missing(Head.Sequence + 1, end.Head.Sequence) + ", at the end");
            }

            if (Head.Sequence > end.Head.Sequence || !Same(Head.Hash.Span, end.Head.Hash.Span))
            {
                return new TrailFault(end.Head.Sequence, Invariant($"the trail ends with another record than its stored end, {end.Head.Sequence}, says"));
            }

            if (_first > from && _first != _anchor + 1)
            {
                var begin = Math.Max(_anchor + 1, from);
                return new TrailFault(begin, Missing(begin, _first - 1) + ", and no retention has removed them");
            }

            if (_revision != 0 && _revision != end.Revision)
            {
                return new TrailFault(Head.Sequence + 1, Invariant($"revisions {_revision + 1} to {end.Revision} have no record"));
            }

            return known is not null && known.Sequence > Head.Sequence
                ? BeyondTheEnd(Head.Sequence + 1, known.Sequence)
                : null;
        }

        public static TrailFault BeyondTheEnd(long first, long noted) => new(first, Missing(first, noted) + ": the trail reached further when its end was noted");

        private static bool Same(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) => CryptographicOperations.FixedTimeEquals(one, other);

        private static string Missing(long from, long to) => from == to ? Invariant($"record {from} is missing") : Invariant($"records {from} to {to} are missing");

        private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
    }
}
