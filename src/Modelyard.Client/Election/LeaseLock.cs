using Modelyard.Api;

namespace Modelyard.Client;

/// <summary>
/// One candidate's view of a Lease. Times in it are never compared with a clock of ours: a lease is taken for expired when nothing about it
/// changed for as long as it says, measured here, so that clocks may differ and may jump.
/// </summary>
internal sealed class LeaseLock(IResourceClient client, LeaderElectionOptions options, TimeProvider time)
{
    private Lease? _lease;
    private LeaseRecord? _observed;
    private long _observedAt;

    /// <summary>Who leads, as last seen; empty when nobody does.</summary>
    public string Holder => _observed?.Holder ?? "";

    public bool IsHeld => _observed?.Holder == options.Identity;

    /// <summary>Takes the lease, or renews it. False when another has it.</summary>
    /// <exception cref="StatusException">It could not be written, perhaps because another was quicker.</exception>
    public async Task<bool> TryAcquireOrRenewAsync(CancellationToken cancellationToken)
    {
        if (IsHeld && !IsExpired() && _lease is not null)
        {
            try
            {
                // Most renewals find the lease as they left it.
                await WriteAsync(_lease, Renewal(_observed!), cancellationToken);
                return true;
            }
            catch (StatusException e) when (e.IsConflict || e.IsNotFound)
            {
                _lease = null;
            }
        }

        var lease = await client.TryGetAsync<Lease>(options.Lease, cancellationToken);
        if (lease is null)
        {
            await CreateAsync(cancellationToken);
            return true;
        }

        var found = LeaseRecord.Of(lease);
        if (found != _observed)
        {
            Observe(found);
        }

        if (found.Holder.Length > 0 && !IsHeld && !IsExpired())
        {
            return false;
        }

        await WriteAsync(lease, IsHeld ? Renewal(found) : Succession(found.Transitions + 1), cancellationToken);
        return true;
    }

    /// <summary>Gives the lease up, so that others need not wait for its end.</summary>
    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        if (!IsHeld || _lease is null)
        {
            return;
        }

        var now = Now();
        await WriteAsync(_lease, _observed! with { Holder = "", Duration = TimeSpan.FromSeconds(1), Acquired = now, Renewed = now }, cancellationToken);
    }

    private bool IsExpired() => time.GetElapsedTime(_observedAt) >= _observed!.Duration;

    private LeaseRecord Renewal(LeaseRecord held) => held with { Duration = options.LeaseDuration, Renewed = Now() };

    private LeaseRecord Succession(int transitions)
    {
        var now = Now();
        return new LeaseRecord(options.Identity, options.LeaseDuration, now, now, transitions);
    }

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        var lease = new Lease { Metadata = new ObjectMeta { Name = options.Lease.Name, Namespace = options.Lease.Namespace } };
        var record = Succession(0);
        record.WriteTo(lease);
        _lease = await client.CreateAsync(lease, cancellationToken);
        Observe(record);
    }

    private async Task WriteAsync(Lease lease, LeaseRecord record, CancellationToken cancellationToken)
    {
        record.WriteTo(lease);
        _lease = await client.UpdateAsync(lease, cancellationToken);
        Observe(record);
    }

    private void Observe(LeaseRecord record) => (_observed, _observedAt) = (record, time.GetTimestamp());

    // To the microsecond, as it is written: what is read back must be equal to what was meant.
    private DateTimeOffset Now()
    {
        var now = time.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
