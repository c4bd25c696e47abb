using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Modelyard.ApiServer;

/// <summary>The response half of one in-process call: what a server would keep for a connection.</summary>
internal sealed class InProcessExchange : IHttpResponseFeature, IHttpResponseBodyFeature, IHttpRequestLifetimeFeature
{
    private readonly Pipe _pipe = new();
    private readonly CancellationTokenSource _aborted = new();
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Stack<(Func<object, Task> Callback, object State)> _onStarting = [];
    private readonly Stack<(Func<object, Task> Callback, object State)> _onCompleted = [];
    private readonly StartingPipeWriter _writer;
    private Stream? _stream;

    public InProcessExchange()
    {
        _writer = new StartingPipeWriter(_pipe.Writer, () => StartAsync(CancellationToken.None));
        RequestAborted = _aborted.Token;
    }

    /// <summary>Completes when status and headers are final.</summary>
    public Task Started => _started.Task;

    public PipeReader Output => _pipe.Reader;

    public int StatusCode { get; set; } = 200;

    public string? ReasonPhrase { get; set; }

    public IHeaderDictionary Headers { get; set; } = new HeaderDictionary();

    public Stream Body { get => Stream; set => throw new NotSupportedException("the response body cannot be replaced"); }

    public bool HasStarted => _started.Task.IsCompleted;

    public CancellationToken RequestAborted { get; set; }

    public Stream Stream => _stream ??= _writer.AsStream(leaveOpen: true);

    public PipeWriter Writer => _writer;

    public void OnStarting(Func<object, Task> callback, object state) => _onStarting.Push((callback, state));

    public void OnCompleted(Func<object, Task> callback, object state) => _onCompleted.Push((callback, state));

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (HasStarted)
        {
            return;
        }

        while (_onStarting.TryPop(out var hook))
        {
            await hook.Callback(hook.State);
        }

        _started.TrySetResult();
    }

    public async Task CompleteAsync()
    {
        await StartAsync();

        // A broken-off answer must not look like a whole one.
        await _pipe.Writer.CompleteAsync(_aborted.IsCancellationRequested ? new IOException("The API server broke off the answer.") : null);
        while (_onCompleted.TryPop(out var hook))
        {
            await hook.Callback(hook.State);
        }
    }

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        SendFileFallback.SendFileAsync(Stream, path, offset, count, cancellationToken);

    public void DisableBuffering()
    {
        // Nothing is buffered: the reader has every flush at once.
    }

    public void Fail(Exception failure)
    {
        _started.TrySetException(new HttpRequestException("The API server failed to answer.", failure));
        _pipe.Writer.Complete(failure);
    }

    public void Abort()
    {
        _aborted.Cancel();
        _started.TrySetCanceled(_aborted.Token);
        _pipe.Writer.CancelPendingFlush();
    }
}
