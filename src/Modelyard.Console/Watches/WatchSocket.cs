using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Net.WebSockets;
using System.Text.Json;
using Modelyard.Api;

namespace Modelyard.WebConsole;

/// <summary>
/// One page's watches over one socket. It sends <c>{"op":"watch","id":…,"path":…}</c> and <c>{"op":"stop","id":…}</c>; it is sent
/// <c>{"id":…,"event":…}</c> for each event, and <c>{"id":…,"closed":true,"status":…}</c> at the end of a watch, with the status when it is one.
/// </summary>
internal sealed class WatchSocket(WebSocket socket, Func<string, Task<HttpResponseMessage>> open, CancellationToken ended) : IAsyncDisposable
{
    private const int LargestRequest = 8 * 1024;
    private const int MostWatches = 100;

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, Watch> _watches = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _closing = CancellationTokenSource.CreateLinkedTokenSource(ended);
    private readonly SemaphoreSlim _sending = new(1);

    /// <summary>Until the page leaves, or the session ends.</summary>
    public async Task RunAsync()
    {
        var buffer = new byte[LargestRequest];
        try
        {
            while (await ReceiveAsync(buffer) is { } request)
            {
                await HandleAsync(request);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or JsonException)
        {
            // The page has gone, its session is over, or it does not speak our language: nothing is left to be said.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        foreach (var watch in _watches.Values)
        {
            await watch.Stop.CancelAsync();
            await watch.Running;
        }

        using var patience = new CancellationTokenSource(Grace);
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            socket.Abort();
        }

        _closing.Dispose();
        _sending.Dispose();
    }

    private async Task<Request?> ReceiveAsync(byte[] buffer)
    {
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), _closing.Token);
            length += part.Count;
            if (part.MessageType == WebSocketMessageType.Close || length == buffer.Length)
            {
                return null;
            }

            if (part.EndOfMessage)
            {
                return JsonSerializer.Deserialize<Request>(buffer.AsSpan(0, length), JsonSerializerOptions.Web);
            }
        }
    }

    private async Task HandleAsync(Request request)
    {
        switch (request)
        {
            case { Op: "watch", Id: { Length: > 0 and <= 64 } id, Path: { } path } when _watches.Count >= MostWatches:
                await SendEndAsync(id, new Status { Code = 429, Reason = StatusReason.TooManyRequests, Message = $"A page can follow {MostWatches} collections; {path} would be one more." });
                break;
            case { Op: "watch", Id: { Length: > 0 and <= 64 } id, Path: { } path }:
                // Its place is taken before it runs: an answer that comes at once must find it.
                var watch = new Watch();
                if (_watches.TryAdd(id, watch))
                {
                    watch.Running = FollowAsync(id, path, watch);
                }

                break;
            case { Op: "stop", Id: { } id } when _watches.TryGetValue(id, out var stopped):
                await stopped.Stop.CancelAsync();
                break;
        }
    }

    private async Task FollowAsync(string id, string path, Watch watch)
    {
        await Task.Yield();
        Status? status = null;
        try
        {
            using var response = await open(path);
            if (response.IsSuccessStatusCode)
            {
                await using var body = await response.Content.ReadAsStreamAsync(watch.Stop.Token);
                await CopyAsync(id, PipeReader.Create(body), watch.Stop.Token);
            }
            else
            {
                status = JsonSerializer.Deserialize<Status>(await response.Content.ReadAsStringAsync(watch.Stop.Token), ApiJson.Options);
            }
        }
        catch (RefusedException e)
        {
            status = new Status { Code = e.Refusal.Status, Reason = e.Refusal.Reason, Message = e.Refusal.Message };
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or IOException or HttpRequestException or JsonException)
        {
            // It is not wanted any more, or its source has gone or speaks no language of ours: the page goes on from what it saw last.
        }

        await SendEndAsync(id, status);
        _watches.TryRemove(id, out _);
    }

    private async Task CopyAsync(string id, PipeReader lines, CancellationToken cancellationToken)
    {
        var head = JsonSerializer.SerializeToUtf8Bytes(id);
        while (true)
        {
            var read = await lines.ReadAsync(cancellationToken);
            var rest = read.Buffer;
            while (rest.PositionOf((byte)'\n') is { } end)
            {
                await SendAsync(Frame(head, rest.Slice(0, end)), cancellationToken);
                rest = rest.Slice(rest.GetPosition(1, end));
            }

            lines.AdvanceTo(rest.Start, rest.End);
            if (read.IsCompleted)
            {
                return;
            }
        }
    }

    private static ReadOnlyMemory<byte> Frame(byte[] id, ReadOnlySequence<byte> line)
    {
        var frame = new ArrayBufferWriter<byte>((int)line.Length + id.Length + 32);
        frame.Write("{\"id\":"u8);
        frame.Write(id);
        frame.Write(",\"event\":"u8);
        foreach (var part in line)
        {
            frame.Write(part.Span);
        }

        frame.Write("}"u8);
        return frame.WrittenMemory;
    }

    private async Task SendEndAsync(string id, Status? status)
    {
        try
        {
            await SendAsync(JsonSerializer.SerializeToUtf8Bytes(new { id, closed = true, status }, ApiJson.Options), _closing.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // The page has gone with all its watches.
        }
    }

    private async Task SendAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken);
        try
        {
            // Not to be cancelled by a watch that is stopped: a message that is cut off ends the whole socket.
            await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, _closing.Token);
        }
        finally
        {
            _sending.Release();
        }
    }

    private sealed record Request(string? Op, string? Id, string? Path);

    private sealed class Watch
    {
        public CancellationTokenSource Stop { get; } = new();

        public Task Running { get; set; } = Task.CompletedTask;
    }
}
