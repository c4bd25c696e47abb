using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Modelyard.Tests.Artifacts;

/// <summary>A real web server on a free port that serves files and misbehaves on demand.</summary>
internal sealed class FileServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FileServer(WebApplication app) => _app = app;

    internal ConcurrentDictionary<string, ServedFile> Files { get; } = new();

    internal ConcurrentQueue<ServedRequest> Requests { get; } = new();

    /// <summary>Tried before the files; answers true when it has answered.</summary>
    internal Func<HttpContext, Task<bool>>? Intercept { get; set; }

    internal string Address => _app.Urls.Single();

    internal long BytesServed => Requests.Sum(r => r.Bytes);

    internal static async Task<FileServer> StartAsync(Action<ListenOptions>? listen = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, options => listen?.Invoke(options)));
        if (listen is not null)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
        }

        var server = new FileServer(builder.Build());
        server._app.Run(server.HandleAsync);
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    internal ServedFile Serve(string path, byte[] content) => Files[path] = new ServedFile(content);

    internal IEnumerable<ServedRequest> RequestsFor(string path) => Requests.Where(r => r.Path == path);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        var request = new ServedRequest(context.Request);
        Requests.Enqueue(request);
        if (Intercept is not null && await Intercept(context))
        {
            return;
        }

        if (!Files.TryGetValue(request.Path, out var file))
        {
            context.Response.StatusCode = 404;
            return;
        }

        await file.SendAsync(context, request);
    }
}

internal sealed class ServedRequest(HttpRequest request)
{
    private long _bytes;

    internal string Path { get; } = request.Path.Value!;

    internal string? Range { get; } = request.Headers.Range;

    internal string? IfRange { get; } = request.Headers.IfRange;

    internal string? Query { get; } = request.QueryString.Value;

    internal string? Authorization { get; } = request.Headers.Authorization;

    internal IReadOnlyDictionary<string, string?> Headers { get; } =
        request.Headers.ToDictionary(h => h.Key, h => (string?)h.Value, StringComparer.OrdinalIgnoreCase);

    internal long Bytes => Interlocked.Read(ref _bytes);

    internal void Sent(long bytes) => Interlocked.Add(ref _bytes, bytes);
}

internal sealed class ServedFile(byte[] content)
{
    private const int Chunk = 64 << 10;
    private readonly ConcurrentQueue<Func<HttpContext, Task<bool>>> _next = new();

    internal byte[] Content { get; set; } = content;

    internal string? ETag { get; set; } = "\"v1\"";

    internal string ContentType { get; set; } = "application/octet-stream";

    internal bool IgnoresRange { get; set; }

    /// <summary>Awaited before each chunk of a body, with the offset in the file.</summary>
    internal Func<long, CancellationToken, Task>? BeforeChunk { get; set; }

    /// <summary>The next requests for more than one byte are cut after so many bytes each.</summary>
    internal ConcurrentQueue<int> CutAfter { get; } = new();

    /// <summary>
    /// Awaited before a connection is cut, with the offset: what the client has not read by then is lost with the connection.
    /// </summary>
    internal Func<long, Task>? BeforeCut { get; set; }

    /// <summary>The next requests for more than one byte are answered so.</summary>
    internal void AnswerNext(int status, string? retryAfter = null) => _next.Enqueue(context =>
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null)
        {
            context.Response.Headers.RetryAfter = retryAfter;
        }

        return Task.FromResult(true);
    });

    internal async Task SendAsync(HttpContext context, ServedRequest request)
    {
        var (first, last) = Parse(request);
        var isProbe = request.Range == "bytes=0-0";
        if (!isProbe && _next.TryDequeue(out var answer) && await answer(context))
        {
            return;
        }

        var response = context.Response;
        response.ContentType = ContentType;
        response.Headers.ETag = ETag;
        if (first is { } start && start >= Content.Length)
        {
            response.StatusCode = 416;
            response.Headers.ContentRange = $"bytes */{Content.Length}";
            return;
        }

        if (first is not null)
        {
            response.StatusCode = 206;
            response.Headers.ContentRange = $"bytes {first}-{last}/{Content.Length}";
        }

        var from = first ?? 0;
        var to = first is null ? Content.Length : last + 1;
        response.ContentLength = to - from;
        var cut = !isProbe && CutAfter.TryDequeue(out var after) ? Math.Min(from + after, to) : (int?)null;
        for (var at = from; at < to;)
        {
            if (at >= cut)
            {
                await (BeforeCut?.Invoke(at) ?? Task.CompletedTask);
                context.Abort();
                return;
            }

            if (!isProbe && BeforeChunk is not null)
            {
                await BeforeChunk(at, context.RequestAborted);
            }

            var size = Math.Min(Chunk, Math.Min(to, cut ?? to) - at);
            request.Sent(size);
            await response.Body.WriteAsync(Content.AsMemory(at, size), context.RequestAborted);
            await response.Body.FlushAsync(context.RequestAborted);
            at += size;
        }
    }

    private (int? First, int Last) Parse(ServedRequest request)
    {
        if (IgnoresRange || request.Range is not { } range || (request.IfRange is { } tag && tag != ETag))
        {
            return (null, 0);
        }

        var parts = range["bytes=".Length..].Split('-');
        var last = parts[1].Length == 0 ? int.MaxValue : int.Parse(parts[1], CultureInfo.InvariantCulture);
        return (int.Parse(parts[0], CultureInfo.InvariantCulture), Math.Min(last, Content.Length - 1));
    }
}
