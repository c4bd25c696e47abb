namespace Modelyard.Ledger;

/// <summary>What was spent, with nothing missing that has ended in this process.</summary>
public sealed class UsageSpending(UsageStore store, UsageImporter importer)
{
    /// <summary>What was spent since a day (UTC), in billionths of the currency.</summary>
    /// <exception cref="LedgerException">The database does not answer.</exception>
    public async Task<long> SpentAsync(Spender spender, DateOnly from, string currency, CancellationToken cancellationToken)
    {
        await importer.CatchUpAsync(cancellationToken);
        return await store.SpentAsync(spender, from, currency, cancellationToken);
    }
}
