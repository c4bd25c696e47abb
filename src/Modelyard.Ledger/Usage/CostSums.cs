namespace Modelyard.Ledger;

/// <summary>The SQL of sums of cost, in billionths of a currency.</summary>
internal static class CostSums
{
    public const long Billion = 1_000_000_000;

    // Four billion units of a currency in one row: a price so wrong must not keep everything else from being stored.
    public const long Most = 4 * Billion * Billion;

    // Billionths summed over years and everybody need not fit into 64 bits; whole units and the rest do.
    public static readonly string[] Parts = [$"cost_nanos / {Billion}", $"cost_nanos % {Billion}"];

    /// <summary>What an upsert sets the column to: the sum, or the most there is.</summary>
    public static string Added(string table) =>
        $"cost_nanos = CASE WHEN {table}.cost_nanos > {Most} - excluded.cost_nanos THEN {Most} ELSE {table}.cost_nanos + excluded.cost_nanos END";

    /// <summary>The cost of all, or the most there is.</summary>
    public static long Of(IEnumerable<UsageRecord> records) => records.Aggregate(0L, (sum, r) => long.Min(Most, sum + long.Min(Most, r.CostNanos)));

    /// <summary>What the two parts are together, in whole units.</summary>
    public static decimal Whole(long units, long billionths) => units + (billionths / (decimal)Billion);
}
