namespace Modelyard.Ledger;

/// <summary>
/// Bins of durations, each a tenth wider than the one before: percentiles read from counts in them are within 5 % of the true ones, and counts
/// of different minutes can be added.
/// </summary>
internal static class LogBins
{
    private const double Growth = 1.1;

    public static int Of(double microseconds) => microseconds <= 1 ? 0 : (int)Math.Floor(Math.Log(microseconds, Growth));

    /// <summary>The duration below which the share <paramref name="quantile"/> of all lies, in seconds. The bins are in ascending order, and not empty.</summary>
    public static double Quantile(IReadOnlyList<(int Bin, long Count)> bins, double quantile)
    {
        var rank = Math.Max(1, (long)Math.Ceiling(quantile * bins.Sum(b => b.Count)));
        foreach (var (bin, count) in bins)
        {
            rank -= count;
            if (rank <= 0)
            {
                return Middle(bin);
            }
        }

        return Middle(bins[^1].Bin);
    }

    // In the middle of the bin, as ratios go: as far from its lower end as from its upper one.
    private static double Middle(int bin) => Math.Pow(Growth, bin + 0.5) / 1_000_000;
}
