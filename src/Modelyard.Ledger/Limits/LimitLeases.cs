namespace Modelyard.Ledger;

/// <summary>
/// Limits that several gateways share: each takes parts of them out of the database for itself and serves from those, so that together they
/// never use more than there is, and hardly any call waits for the database. By the clock of the database, since theirs may differ.
/// </summary>
/// <param name="database">One that can be shared: PostgreSQL.</param>
/// <param name="gateway">Tells this gateway apart from others.</param>
public sealed class LimitLeases(LedgerDatabase database, string gateway)
{
    /// <summary>How long places are kept for a gateway that says nothing any more.</summary>
    public static readonly TimeSpan SlotLifetime = TimeSpan.FromSeconds(15);

    /// <summary>Takes what is wished for, all or nothing.</summary>
    /// <exception cref="LedgerException">The database does not answer.</exception>
    public Task<LeaseAnswer> TakeAsync(IReadOnlyList<AllowanceWish> allowances, IReadOnlyList<SlotWish> slots, CancellationToken cancellationToken) =>
        database.WriteAsync(session => LimitRows.Take(session, gateway, allowances, slots), cancellationToken);

    /// <summary>
    /// Gives back what is not needed, takes what was overdrawn (a negative amount), and says which places are kept; those of whom nothing is
    /// said for <see cref="SlotLifetime"/> are free again.
    /// </summary>
    /// <exception cref="LedgerException">The database does not answer.</exception>
    public Task SettleAsync(
        IReadOnlyList<(string Subject, long PerMinute, long Amount)> allowances, IReadOnlyList<(string Subject, int Keeps)> slots, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session =>
            {
                LimitRows.Settle(session, gateway, allowances, slots);
                return true;
            },
            cancellationToken);
}
