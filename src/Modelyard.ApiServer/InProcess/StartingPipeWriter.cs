using System.IO.Pipelines;

namespace Modelyard.ApiServer;

/// <summary>Sends the headers before the first byte of the body.</summary>
internal sealed class StartingPipeWriter(PipeWriter inner, Func<Task> start) : PipeWriter
{
    public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

    public override long UnflushedBytes => inner.UnflushedBytes;

    public override void Advance(int bytes) => inner.Advance(bytes);

    public override Memory<byte> GetMemory(int sizeHint = 0) => inner.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => inner.GetSpan(sizeHint);

    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    public override void Complete(Exception? exception = null)
    {
        // The exchange completes the pipe when the pipeline returns.
    }

    public override async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        await start();
        var result = await inner.FlushAsync(cancellationToken);
        return result.IsCanceled ? throw new OperationCanceledException("the caller has gone") : result;
    }
}
