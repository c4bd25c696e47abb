namespace Modelyard.Gateway;

/// <summary>
/// The circuit breaker of a replica. One that fails several calls in a row gets no more for a while; then one, and the others only when that
/// one ended well. The while doubles each time it does not.
/// </summary>
internal sealed class ReplicaHealth
{
    /// <summary>So many failures in a row are no accident.</summary>
    public const int Threshold = 5;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private int _failures;
    private long _openUntil;

    /// <summary>How long it gets no calls; nothing when it does, or is due for its next try.</summary>
    /// <param name="now">In ticks of 100 ns, on the clock of all calls here.</param>
    public TimeSpan PauseLeft(long now) =>
        Volatile.Read(ref _failures) < Threshold ? TimeSpan.Zero : TimeSpan.FromTicks(Math.Max(0, Volatile.Read(ref _openUntil) - now));

    /// <summary>Whether a call may go there now. After a pause that is so for a single one, until its end is known or another pause has passed.</summary>
    public bool TryAdmit(long now)
    {
        if (Volatile.Read(ref _failures) < Threshold)
        {
            return true;
        }

        var until = Volatile.Read(ref _openUntil);
        return until <= now && Interlocked.CompareExchange(ref _openUntil, now + PauseAfter(Volatile.Read(ref _failures)).Ticks, until) == until;
    }

    public void Succeeded()
    {
        // Hardly ever anything to write, and then no fight for the cache line.
        if (Volatile.Read(ref _failures) != 0)
        {
            Volatile.Write(ref _failures, 0);
        }
    }

    public void Failed(long now)
    {
        var failures = Interlocked.Increment(ref _failures);
        if (failures >= Threshold)
        {
            Volatile.Write(ref _openUntil, now + PauseAfter(failures).Ticks);
        }
    }

    private static TimeSpan PauseAfter(int failures)
    {
        var doublings = Math.Clamp(failures - Threshold, 0, 16);
        var pause = FirstPause * (1 << doublings);
        return pause < LongestPause ? pause : LongestPause;
    }
}
