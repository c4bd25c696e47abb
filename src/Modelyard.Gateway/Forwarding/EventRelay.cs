using System.Buffers;

namespace Modelyard.Gateway;

/// <summary>
/// Passes a stream of server-sent events on, whole events at a time and each as soon as it is whole, so that what the client has is well-formed
/// whenever the replica dies.
/// </summary>
internal sealed class EventRelay(Stream from, GatewayCall call, ReplicaPatience patience, CallTimeouts limits)
{
    // As large as events are; one that is not gets more.
    private const int UsualSize = 4 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(UsualSize);
    private int _filled;
    private bool _ended;

    /// <summary>Whether the client has the beginning of an event but not its end.</summary>
    public bool IsInsideEvent { get; private set; }

    public async ValueTask<ReplicaFault> RunAsync()
    {
        try
        {
            while (true)
            {
                int read;
                try
                {
                    read = await ReadAsync();
                }
                catch (Exception e) when (ReplicaFaults.IsFault(e))
                {
                    var fault = ReplicaFaults.Of(e, patience);
                    return fault != ReplicaFault.ClientLeft && _ended ? ReplicaFault.None : fault;
                }

                if (read == 0)
                {
                    await WriteRestAsync();
                    return _ended ? ReplicaFault.None : ReplicaFault.Broken;
                }

                call.NoteFirstByte();
                _filled += read;
                await WriteWholeEventsAsync();
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }
    }

    private async ValueTask<int> ReadAsync()
    {
        patience.Wait(call.TimeToFirstByte is null ? limits.FirstByte : limits.Idle);
        var read = await from.ReadAsync(_buffer.AsMemory(_filled), patience.Token);
        patience.Rest();
        return read;
    }

    private async ValueTask WriteWholeEventsAsync()
    {
        var whole = EventBoundary.LastEnd(_buffer.AsSpan(0, _filled));
        if (whole == 0)
        {
            if (_filled < _buffer.Length)
            {
                return;
            }

            if (_buffer.Length < BodyRelay.BufferSize)
            {
                Resize(BodyRelay.BufferSize);
                return;
            }

            // An event larger than the buffer goes on in parts.
            whole = _filled;
            IsInsideEvent = true;
        }
        else
        {
            IsInsideEvent = false;
        }

        _ended |= EventBoundary.EndsStream(_buffer.AsSpan(0, whole));
        var wanted = IsInsideEvent ? whole : Account(_buffer.AsSpan(0, whole));
        if (_ended)
        {
            call.CloseAccount();
        }

        if (wanted > 0)
        {
            call.Recorder?.Write(_buffer.AsSpan(0, wanted));
            await call.Http.Response.Body.WriteAsync(_buffer.AsMemory(0, wanted), call.Http.RequestAborted);
        }

        _filled -= whole;
        _buffer.AsSpan(whole, _filled).CopyTo(_buffer);
        if (_filled == 0 && _buffer.Length > UsualSize)
        {
            Resize(UsualSize);
        }
    }

    /// <summary>Reads what events tell of the usage, and takes those out that the client did not ask for; returns the length of what is left.</summary>
    private int Account(Span<byte> events)
    {
        var kept = 0;
        for (var at = 0; at < events.Length;)
        {
            var length = EventBoundary.FirstEnd(events[at..]);
            var @event = events.Slice(at, length);
            if (call.Account?.ReadEvent(@event) != true || call.Fields.IncludeUsage || !call.Operation.ReportsUsageOnDemand)
            {
                if (kept < at)
                {
                    @event.CopyTo(events[kept..]);
                }

                kept += length;
            }

            at += length;
        }

        return kept;
    }

    // A last event without its blank line is whole all the same if the replica said so by ending the stream after "[DONE]".
    private async ValueTask WriteRestAsync()
    {
        if (_filled > 0 && EventBoundary.EndsStream(_buffer.AsSpan(0, _filled)))
        {
            _ended = true;
            call.CloseAccount();
            call.Recorder?.Write(_buffer.AsSpan(0, _filled));
            await call.Http.Response.Body.WriteAsync(_buffer.AsMemory(0, _filled), call.Http.RequestAborted);
        }
    }

    private void Resize(int size)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(size);
        _buffer.AsSpan(0, _filled).CopyTo(buffer);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = buffer;
    }
}
