using System.Buffers;

namespace Modelyard.Gateway;

/// <summary>Passes an answer on as it comes, chunk by chunk.</summary>
internal static class BodyRelay
{
    public const int BufferSize = 64 * 1024;

    public static async ValueTask<ReplicaFault> RunAsync(Stream from, GatewayCall call, ReplicaPatience patience, GatewayOptions limits)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (true)
            {
                int read;
                try
                {
                    patience.Wait(call.TimeToFirstByte is null ? limits.FirstByteTimeout : limits.IdleTimeout);
                    read = await from.ReadAsync(buffer, patience.Token);
                    patience.Rest();
                }
                catch (Exception e) when (ReplicaFaults.IsFault(e))
                {
                    return ReplicaFaults.Of(e, patience);
                }

                if (read == 0)
                {
                    return ReplicaFault.None;
                }

                call.NoteFirstByte();
                await call.Http.Response.Body.WriteAsync(buffer.AsMemory(0, read), call.Http.RequestAborted);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
