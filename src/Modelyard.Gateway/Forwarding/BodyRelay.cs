using System.Buffers;

namespace Modelyard.Gateway;

/// <summary>Passes an answer on as it comes, chunk by chunk; the last one when the call is settled.</summary>
internal static class BodyRelay
{
    public const int BufferSize = 64 * 1024;

    public static async ValueTask<ReplicaFault> RunAsync(Stream from, long? length, GatewayCall call, ReplicaPatience patience, CallTimeouts limits)
    {
        // While the one is filled, the other may hold what could turn out to be the last of an answer of unknown length.
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        var held = length is null ? ArrayPool<byte>.Shared.Rent(BufferSize) : null;
        var (heldBytes, passed) = (0, 0L);
        try
        {
            while (true)
            {
                int read;
                try
                {
                    patience.Wait(call.TimeToFirstByte is null ? limits.FirstByte : limits.Idle);
                    read = await from.ReadAsync(buffer, patience.Token);
                    patience.Rest();
                }
                catch (Exception e) when (ReplicaFaults.IsFault(e))
                {
                    return ReplicaFaults.Of(e, patience);
                }

                var ended = read == 0 || (passed += read) == length;
                if (read > 0)
                {
                    call.NoteFirstByte();
                    call.Account?.Read(buffer.AsSpan(0, read));
                    call.Recorder?.Write(buffer.AsSpan(0, read));
                }

                if (ended)
                {
                    call.CloseAccount();
                }

                var due = held is null ? buffer.AsMemory(0, read) : held.AsMemory(0, heldBytes);
                if (due.Length > 0)
                {
                    await call.Http.Response.Body.WriteAsync(due, call.Http.RequestAborted);
                }

                if (held is not null)
                {
                    (buffer, held, heldBytes) = (held, buffer, read);
                }

                if (ended)
                {
                    return ReplicaFault.None;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            if (held is not null)
            {
                ArrayPool<byte>.Shared.Return(held);
            }
        }
    }
}
