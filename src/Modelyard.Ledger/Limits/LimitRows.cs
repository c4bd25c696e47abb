namespace Modelyard.Ledger;

/// <summary>
/// The SQL of the tables <c>ledger_limits</c> and <c>ledger_slots</c>. Subjects are locked in their order, with locks that PostgreSQL hands out in the order in which
/// they were asked for: of many who wait for a row that each of them writes, some may wait for as long as there are others.
/// </summary>
internal static class LimitRows
{
    // What is lost when the machine of the database goes down is some milliseconds of limits: not worth a wait for the disk at each lease.
    private const string Asynchronous = "set local synchronous_commit = off";
    private const long Slots = 0;
    private const long Allowances = 1;
    private const string Now = "select cast(extract(epoch from clock_timestamp()) * 10000000 as bigint)";

    public static LeaseAnswer Take(LedgerSession session, string gateway, IReadOnlyList<AllowanceWish> allowances, IReadOnlyList<SlotWish> slots)
    {
        session.Execute(Asynchronous);
        var buckets = Lock(session, allowances.Select(a => (a.Subject, a.PerMinute)), out var now);
        var others = LockSlots(session, gateway, slots.Select(s => s.Subject), now);

        var (refused, remaining, wait) = ((string?)null, 0L, TimeSpan.Zero);
        foreach (var wish in allowances)
        {
            var bucket = buckets[wish.Subject];
            if (bucket.TimeUntil(wish.Needs) is var needed && needed > wait)
            {
                (refused, remaining, wait) = (wish.Subject, bucket.Remaining, needed);
            }
        }

        foreach (var wish in slots)
        {
            if (refused is null && others[wish.Subject] + wish.Holds >= wish.Most)
            {
                // Nobody knows when a call ends.
                (refused, wait) = (wish.Subject, TimeSpan.FromSeconds(1));
            }
        }

        if (refused is not null)
        {
            return new LeaseAnswer(null, null, refused, [remaining], wait);
        }

        var taken = allowances.Select(wish =>
        {
            var bucket = buckets[wish.Subject];

            // A call that is larger than a whole minute's allowance takes all of it.
            var amount = Math.Max(Math.Min(wish.Needs, wish.PerMinute), Math.Min(wish.Wants, bucket.Remaining));
            bucket.Take(amount);
            return amount;
        }).ToList();
        Store(session, buckets, now);

        var places = slots.Select(wish => Math.Min(wish.Wants, wish.Most - others[wish.Subject] - wish.Holds)).ToList();
        for (var i = 0; i < slots.Count; i++)
        {
            Keep(session, gateway, slots[i].Subject, slots[i].Holds + places[i], now);
        }

        return new LeaseAnswer(taken, places, null, [.. allowances.Select(a => buckets[a.Subject].Remaining)], TimeSpan.Zero);
    }

    public static void Settle(
        LedgerSession session, string gateway, IReadOnlyList<(string Subject, long PerMinute, long Amount)> allowances, IReadOnlyList<(string Subject, int Keeps)> slots)
    {
        session.Execute(Asynchronous);
        var buckets = Lock(session, allowances.Select(a => (a.Subject, a.PerMinute)), out var now);
        foreach (var (subject, _, amount) in allowances)
        {
            buckets[subject].Take(-amount);
        }

        Store(session, buckets, now);
        LockSlots(session, gateway, slots.Select(s => s.Subject), now);
        foreach (var (subject, keeps) in slots)
        {
            Keep(session, gateway, subject, keeps, now);
        }
    }

    private static Dictionary<string, TokenBucket> Lock(LedgerSession session, IEnumerable<(string Subject, long PerMinute)> wanted, out long now)
    {
        var buckets = new Dictionary<string, TokenBucket>(StringComparer.Ordinal);
        foreach (var (subject, perMinute) in wanted.OrderBy(w => w.Subject, StringComparer.Ordinal))
        {
            Lock(session, subject, Allowances);

            // One that nobody has used yet is full, whenever that was.
            buckets[subject] = session.Query(
                "select per_minute, level, at from ledger_limits where subject = @subject",
                row => new TokenBucket(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)),
                ("@subject", subject)).SingleOrDefault() ?? new TokenBucket(perMinute, 0);
        }

        // Only now: it must not be before what another gateway has just written.
        now = session.Scalar<long>(Now);
        foreach (var (subject, perMinute) in wanted)
        {
            buckets[subject].Refill(now);
            if (buckets[subject].PerMinute != perMinute)
            {
                buckets[subject].Resize(perMinute, now);
            }
        }

        return buckets;
    }

    private static void Store(LedgerSession session, Dictionary<string, TokenBucket> buckets, long now)
    {
        foreach (var (subject, bucket) in buckets)
        {
            session.Execute(
                """
                insert into ledger_limits (subject, per_minute, level, at) values (@subject, @limit, @level, @at)
                on conflict (subject) do update set per_minute = excluded.per_minute, level = excluded.level, at = excluded.at
                """,
                ("@subject", subject),
                ("@limit", bucket.PerMinute),
                ("@level", bucket.Level),
                ("@at", now));
        }
    }

    /// <summary>Holds others off these subjects until the transaction ends; how many places other gateways have.</summary>
    private static Dictionary<string, int> LockSlots(LedgerSession session, string gateway, IEnumerable<string> subjects, long now)
    {
        var others = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var subject in subjects.Order(StringComparer.Ordinal))
        {
            Lock(session, subject, Slots);
            others[subject] = (int)session.Scalar<long>(
                "select cast(coalesce(sum(slots), 0) as bigint) from ledger_slots where subject = @subject and gateway <> @gateway and expires_at > @now",
                ("@subject", subject),
                ("@gateway", gateway),
                ("@now", now));
        }

        return others;
    }

    // Until the transaction ends. A statement of its own: what is read next has to see what those have written who had the lock before.
    private static void Lock(LedgerSession session, string subject, long kind) =>
        session.Query("select pg_advisory_xact_lock(hashtextextended(@subject, @kind))::text", _ => true, ("@subject", subject), ("@kind", kind));

    private static void Keep(LedgerSession session, string gateway, string subject, int slots, long now)
    {
        if (slots == 0)
        {
            session.Execute("delete from ledger_slots where subject = @subject and (gateway = @gateway or expires_at <= @now)", ("@subject", subject), ("@gateway", gateway), ("@now", now));
            return;
        }

        session.Execute(
            """
            insert into ledger_slots (subject, gateway, slots, expires_at) values (@subject, @gateway, @slots, @expires)
            on conflict (subject, gateway) do update set slots = excluded.slots, expires_at = excluded.expires_at
            """,
            ("@subject", subject),
            ("@gateway", gateway),
            ("@slots", (long)slots),
            ("@expires", now + LimitLeases.SlotLifetime.Ticks));
    }
}
