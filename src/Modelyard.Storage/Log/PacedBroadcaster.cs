namespace Modelyard.Storage;

/// <summary>
/// A <see cref="Broadcaster"/> that tells a crowd of watches of several changes at once. Waking hundreds of them and sending to each is most
/// of what a change costs, however small it is; a few together cost hardly more than one.
/// </summary>
/// <remarks>A change after a quiet moment is passed on at once, and so is every change that concerns few watches.</remarks>
internal sealed class PacedBroadcaster : IDisposable
{
    private const int Crowd = 64;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);

    private readonly Lock _gate = new();
    private readonly Broadcaster _broadcaster;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly List<StoreChange> _held = [];
    private long _lastTold;
    private long _revision;

    public PacedBroadcaster(long revision, int capacity, TimeProvider time)
    {
        _revision = revision;
        _broadcaster = new Broadcaster(capacity);
        _time = time;
        _lastTold = time.GetTimestamp();
        _timer = time.CreateTimer(static self => ((PacedBroadcaster)self!).TellHeld(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Every change up to this revision has been offered.</summary>
    public long Revision => Volatile.Read(ref _revision);

    public Subscription Subscribe(string? collection, string? @namespace)
    {
        lock (_gate)
        {
            // A newcomer begins where the log is: what was held belongs to its past.
            Tell();
            return _broadcaster.Subscribe(collection, @namespace);
        }
    }

    public void Publish(IReadOnlyList<StoreChange> changes)
    {
        lock (_gate)
        {
            _held.AddRange(changes);
            var wait = Pace - _time.GetElapsedTime(_lastTold);
            if (wait <= TimeSpan.Zero || !changes.Any(c => _broadcaster.Concerned(c) >= Crowd))
            {
                Tell();
            }
            else if (_held.Count == changes.Count)
            {
                _timer.Change(wait, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>Ends every watch and goes on from another revision.</summary>
    public void Restart(long revision, Exception reason)
    {
        lock (_gate)
        {
            Tell();
            _broadcaster.Close(reason);
            Volatile.Write(ref _revision, revision);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void TellHeld()
    {
        lock (_gate)
        {
            Tell();
        }
    }

    private void Tell()
    {
        if (_held.Count > 0)
        {
            _broadcaster.Publish(_held);
            Volatile.Write(ref _revision, _held[^1].Revision);
            _held.Clear();
            _lastTold = _time.GetTimestamp();
        }
    }
}
