namespace Modelyard.ApiServer;

/// <summary>What was taken from the quotas of a namespace for one write.</summary>
internal sealed class QuotaCharge(QuotaStore quotas, string @namespace, string uid)
{
    private readonly HashSet<string> _quotas = [];

    public string Uid => uid;

    public bool IsEmpty => _quotas.Count == 0;

    public void Add(StoredQuota quota) => _quotas.Add(quota.Uid);

    public bool Includes(StoredQuota quota) => _quotas.Contains(quota.Uid);

    /// <summary>The write was refused after all.</summary>
    public async Task GiveBackAsync(CancellationToken cancellationToken)
    {
        using var turn = await quotas.TurnAsync(@namespace, cancellationToken);
        await GiveBackInTurnAsync(cancellationToken);
    }

    /// <summary>The same for who has the turn already.</summary>
    public async Task GiveBackInTurnAsync(CancellationToken cancellationToken)
    {
        for (var left = true; left && !IsEmpty;)
        {
            left = false;
            foreach (var quota in (await quotas.ListAsync(@namespace, cancellationToken)).Where(Includes))
            {
                // Where the note is gone, who counted anew has dealt with it.
                if (quota.Pending.FirstOrDefault(p => p.Uid == uid) is { } charge)
                {
                    var less = charge.Amounts.Select(a => KeyValuePair.Create(a.Key, -a.Value));
                    left |= !await quotas.TryWriteAsync(quota, quota.With(less, [.. quota.Pending.Where(p => p != charge)]), cancellationToken);
                }
            }
        }
    }
}
