namespace Modelyard.Gateway;

/// <summary>The calls that wait until a replica of their model has time, in the order they came.</summary>
internal sealed class CallQueue
{
    private readonly Lock _gate = new();
    private readonly LinkedList<TaskCompletionSource> _waiting = new();
    private int _count;

    public int Length => Volatile.Read(ref _count);

    /// <summary>Joins the queue; null when it is full.</summary>
    /// <param name="capacity">How many may wait.</param>
    /// <param name="again">Whether the call was first already and found no place: then it is first again.</param>
    public Ticket? Join(int capacity, bool again)
    {
        lock (_gate)
        {
            if (_waiting.Count >= capacity && !again)
            {
                return null;
            }

            var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var node = again ? _waiting.AddFirst(turn) : _waiting.AddLast(turn);
            Volatile.Write(ref _count, _waiting.Count);
            return new Ticket(this, node);
        }
    }

    /// <summary>Lets the first one try: a place may be free.</summary>
    public void Signal()
    {
        if (Length == 0)
        {
            return;
        }

        lock (_gate)
        {
            if (_waiting.First is { } first)
            {
                Remove(first);
                first.Value.SetResult();
            }
        }
    }

    /// <summary>Lets as many try as there are: places may be free that nobody left.</summary>
    public void SignalAll()
    {
        for (var waiting = Length; waiting > 0; waiting--)
        {
            Signal();
        }
    }

    private void Remove(LinkedListNode<TaskCompletionSource> node)
    {
        _waiting.Remove(node);
        Volatile.Write(ref _count, _waiting.Count);
    }

    /// <summary>A place in the queue.</summary>
    public sealed class Ticket(CallQueue queue, LinkedListNode<TaskCompletionSource> node) : IDisposable
    {
        /// <summary>Completes when it is this call's turn.</summary>
        public Task Turn => node.Value.Task;

        /// <summary>Leaves the queue.</summary>
        public void Dispose()
        {
            lock (queue._gate)
            {
                if (node.List is not null)
                {
                    queue.Remove(node);
                }
            }
        }
    }
}
