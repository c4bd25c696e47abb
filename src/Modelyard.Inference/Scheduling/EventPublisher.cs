using System.Collections.Concurrent;

namespace Modelyard.Inference;

/// <summary>
/// Carries each step's events to their readers, on one thread: the answers of a step are written one after the other. A thread
/// from the pool for each would interrupt the computing threads as many times, and whenever one of those stops, all stop.
/// </summary>
internal sealed class EventPublisher : IDisposable
{
    private readonly ConcurrentQueue<(Generation Generation, GenerationEvent Event)> _posted = new();
    private readonly AutoResetEvent _wake = new(false);
    private volatile bool _stopping;

    internal EventPublisher() => new Thread(Run) { IsBackground = true, Name = "llama-publisher" }.Start();

    internal void Post(Generation generation, GenerationEvent news) => _posted.Enqueue((generation, news));

    /// <summary>Has what was posted delivered, in order.</summary>
    internal void Flush()
    {
        if (!_posted.IsEmpty)
        {
            _wake.Set();
        }
    }

    /// <summary>Ends the thread when it has delivered everything. Not waited for: the caller may be a reader, and so be on it.</summary>
    public void Dispose()
    {
        _stopping = true;
        _wake.Set();
    }

    private void Run()
    {
        while (true)
        {
            var last = _stopping;
            while (_posted.TryDequeue(out var posted))
            {
                posted.Generation.Deliver(posted.Event);
            }

            if (last)
            {
                _wake.Dispose();
                return;
            }

            _wake.WaitOne();
        }
    }
}
