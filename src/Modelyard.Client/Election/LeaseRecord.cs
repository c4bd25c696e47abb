using Modelyard.Api;

namespace Modelyard.Client;

/// <summary>What a Lease says, in the form in which candidates compare it: any difference is a sign of life.</summary>
internal sealed record LeaseRecord(string Holder, TimeSpan Duration, DateTimeOffset? Acquired, DateTimeOffset? Renewed, int Transitions)
{
    public static LeaseRecord Of(Lease lease) => new(
        lease.Spec?.HolderIdentity ?? "",
        TimeSpan.FromSeconds(lease.Spec?.LeaseDurationSeconds ?? 0),
        lease.Spec?.AcquireTime,
        lease.Spec?.RenewTime,
        lease.Spec?.LeaseTransitions ?? 0);

    /// <summary>Writes this as the holder's word, and leaves what else the Lease says.</summary>
    public void WriteTo(Lease lease)
    {
        lease.Spec ??= new LeaseSpec();
        lease.Spec.HolderIdentity = Holder.Length == 0 ? null : Holder;
        lease.Spec.LeaseDurationSeconds = (int)Duration.TotalSeconds;
        lease.Spec.AcquireTime = Acquired;
        lease.Spec.RenewTime = Renewed;
        lease.Spec.LeaseTransitions = Transitions;
    }
}
