using System.Globalization;

namespace Modelyard.Ledger;

/// <summary>The partitions of PostgreSQL's table of usage, one for each day.</summary>
internal static class UsagePartitions
{
    // "MDYP": one process at a time makes and drops partitions.
    private const long Lock = 0x4D445950;
    private const string Prefix = "ledger_usage_";
    private const string Format = "yyyyMMdd";

    public static IReadOnlyList<DateOnly> List(LedgerSession session) => session.Query(
        "select c.relname::text from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'ledger_usage'::regclass",
        static row => DateOnly.ParseExact(row.GetString(0).AsSpan(Prefix.Length), Format, CultureInfo.InvariantCulture));

    public static int Create(LedgerSession session, IEnumerable<DateOnly> days)
    {
        session.Scalar<object>("select pg_advisory_xact_lock(@lock)", ("@lock", Lock));
        var missing = days.Except(List(session)).ToList();
        foreach (var day in missing)
        {
            // Attached rather than created as a part: that would shut out whoever writes or reads other days.
            var name = Name(day);
            session.Execute($"create table {name} (like ledger_usage including defaults including constraints)");
            session.Execute(
                $"alter table ledger_usage attach partition {name} for values from ({UsageDay.Start(day).ToString(CultureInfo.InvariantCulture)}) to ({UsageDay.Start(day.AddDays(1)).ToString(CultureInfo.InvariantCulture)})");
        }

        return missing.Count;
    }

    public static int Drop(LedgerSession session, DateOnly day)
    {
        session.Scalar<object>("select pg_advisory_xact_lock(@lock)", ("@lock", Lock));
        return session.Execute($"drop table if exists {Name(day)}");
    }

    private static string Name(DateOnly day) => Prefix + day.ToString(Format, CultureInfo.InvariantCulture);
}
