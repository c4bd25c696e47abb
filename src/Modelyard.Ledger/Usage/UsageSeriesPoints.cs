using System.Data.Common;

namespace Modelyard.Ledger;

/// <summary>What durations are of. The numbers are in the database.</summary>
internal enum UsageMeasure
{
    Duration = 0,
    FirstToken = 1,
    PerToken = 2,
}

/// <summary>Sums of a series in one step (its first minute) and currency.</summary>
internal sealed record UsageSeriesSum(
    string Series, long Slot, string Currency, long Requests, long Errors, long RateLimited, long InputTokens, long CachedInputTokens, long OutputTokens, decimal Cost)
{
    public static UsageSeriesSum Read(DbDataReader row) => new(
        row.GetString(0), row.GetInt64(1), row.GetString(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6), row.GetInt64(7), row.GetInt64(8),
        CostSums.Whole(row.GetInt64(9), row.GetInt64(10)));
}

/// <summary>How many calls of a step took how long.</summary>
internal readonly record struct UsageSeriesBin(string Series, long Slot, UsageMeasure Measure, int Bin, long Calls);

/// <summary>Points of series, from sums and durations.</summary>
internal static class UsageSeriesPoints
{
    public static IReadOnlyList<UsageSeriesPoint> Of(IEnumerable<UsageSeriesSum> sums, IEnumerable<UsageSeriesBin> spread)
    {
        var bins = spread.ToLookup(b => (b.Series, b.Slot, b.Measure));
        return
        [
            .. sums.GroupBy(s => (s.Series, s.Slot)).OrderBy(g => g.Key.Series, StringComparer.Ordinal).ThenBy(g => g.Key.Slot)
                .Select(g => Point([.. g], measure => Percentiles([.. bins[(g.Key.Series, g.Key.Slot, measure)]]))),
        ];
    }

    private static UsageSeriesPoint Point(IReadOnlyList<UsageSeriesSum> rows, Func<UsageMeasure, Percentiles?> percentiles) => new(
        rows[0].Series is "" or "/" ? null : rows[0].Series,
        DateTimeOffset.FromUnixTimeSeconds(rows[0].Slot * 60),
        rows.Sum(r => r.Requests),
        rows.Sum(r => r.Errors),
        rows.Sum(r => r.RateLimited),
        rows.Sum(r => r.InputTokens),
        rows.Sum(r => r.CachedInputTokens),
        rows.Sum(r => r.OutputTokens),
        [.. rows.Where(r => r.Currency.Length > 0).OrderBy(r => r.Currency, StringComparer.Ordinal).Select(r => (r.Currency, r.Cost))],
        percentiles(UsageMeasure.Duration),
        percentiles(UsageMeasure.FirstToken),
        percentiles(UsageMeasure.PerToken));

    private static Percentiles? Percentiles(UsageSeriesBin[] bins)
    {
        var ordered = bins.GroupBy(b => b.Bin, b => b.Calls).OrderBy(g => g.Key).Select(g => (g.Key, g.Sum())).ToList();
        return ordered.Count == 0 ? null : new Percentiles(LogBins.Quantile(ordered, 0.5), LogBins.Quantile(ordered, 0.95), LogBins.Quantile(ordered, 0.99));
    }
}
