namespace Modelyard.ApiServer;

/// <summary>
/// How often one watch is written to, at most. A few are told of every change by itself; where there are hundreds, what happens within
/// some milliseconds is told together: a write costs the same for one change as for ten, and a server busy writing tells nobody in time.
/// The first change after a quiet while never waits.
/// </summary>
internal sealed class WatchPace
{
    // About what a write to one watch costs, encryption included.
    private static readonly TimeSpan PerWatch = TimeSpan.FromMicroseconds(40);

    private static readonly TimeSpan Noticeable = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(20);

    private int _watches;

    /// <summary>The least time from one write to the next.</summary>
    public TimeSpan Interval => Volatile.Read(ref _watches) * PerWatch is var share && share < Noticeable ? TimeSpan.Zero : share < Longest ? share : Longest;

    /// <summary>Counts a watch until it is disposed of.</summary>
    public IDisposable Enter()
    {
        Interlocked.Increment(ref _watches);
        return new Place(this);
    }

    private sealed class Place(WatchPace pace) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                Interlocked.Decrement(ref pace._watches);
            }
        }
    }
}
