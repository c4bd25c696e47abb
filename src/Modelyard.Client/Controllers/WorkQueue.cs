using System.Threading.Channels;

namespace Modelyard.Client;

/// <summary>
/// Keys waiting to be worked on. A key is in the queue at most once, and is never handed out again while someone still works on it:
/// what arrives in the meantime makes it return once when it is done.
/// </summary>
public sealed class WorkQueue<TKey>(TimeProvider time) : IDisposable
    where TKey : notnull
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(1);

    private readonly Lock _gate = new();
    private readonly HashSet<TKey> _dirty = [];
    private readonly HashSet<TKey> _processing = [];
    private readonly Dictionary<TKey, ITimer> _delayed = [];
    private readonly Channel<TKey> _ready = Channel.CreateUnbounded<TKey>();
    private bool _disposed;

    /// <summary>Adds a key, unless it already waits.</summary>
    public void Add(TKey key)
    {
        lock (_gate)
        {
            if (_disposed || !_dirty.Add(key) || _processing.Contains(key))
            {
                return;
            }

            // The set bounds the channel: a key is written again only after it was taken.
            _ready.Writer.TryWrite(key);
        }
    }

    /// <summary>Adds a key after <paramref name="delay"/>; a later call for the same key replaces the earlier one.</summary>
    public void AddAfter(TKey key, TimeSpan delay)
    {
        if (delay <= TimeSpan.Zero)
        {
            Add(key);
            return;
        }

        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            if (_delayed.Remove(key, out var earlier))
            {
                earlier.Dispose();
            }

            // Timers reach some seven weeks ahead. Whoever is woken too early finds that it is, and waits again.
            _delayed[key] = time.CreateTimer(_ => Due(key), null, delay < LongestDelay ? delay : LongestDelay, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Waits for a key. Call <see cref="Done"/> when finished with it.</summary>
    public async ValueTask<TKey> TakeAsync(CancellationToken cancellationToken)
    {
        var key = await _ready.Reader.ReadAsync(cancellationToken);
        lock (_gate)
        {
            _dirty.Remove(key);
            _processing.Add(key);
        }

        return key;
    }

    /// <summary>Says that the work on a key taken earlier is finished.</summary>
    public void Done(TKey key)
    {
        lock (_gate)
        {
            _processing.Remove(key);
            if (_dirty.Contains(key))
            {
                _ready.Writer.TryWrite(key);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            foreach (var timer in _delayed.Values)
            {
                timer.Dispose();
            }

            _delayed.Clear();
            _ready.Writer.TryComplete();
        }
    }

    private void Due(TKey key)
    {
        lock (_gate)
        {
            if (_delayed.Remove(key, out var timer))
            {
                timer.Dispose();
            }
        }

        Add(key);
    }
}
