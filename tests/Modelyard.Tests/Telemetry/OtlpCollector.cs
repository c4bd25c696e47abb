using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Modelyard.Tests.Telemetry;

/// <summary>A span as a collector gets it.</summary>
internal sealed record CollectedSpan(string Name, string TraceId, string SpanId, string ParentSpanId, IReadOnlyDictionary<string, string> Tags, IReadOnlyDictionary<string, string> Resource);

/// <summary>A collector of OpenTelemetry's protocol on a real socket, by HTTP or gRPC, that keeps what it gets.</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    private const int GrpcHeader = 5;

    private readonly WebApplication _app;

    private OtlpCollector(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.Single());

    /// <summary>What was posted, by path.</summary>
    public ConcurrentQueue<(string Path, string Authorization)> Requests { get; } = new();

    public ConcurrentQueue<CollectedSpan> Spans { get; } = new();

    /// <summary>Names of metrics.</summary>
    public ConcurrentQueue<string> Metrics { get; } = new();

    public static async Task<OtlpCollector> StartAsync(bool grpc = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = grpc ? HttpProtocols.Http2 : HttpProtocols.Http1));
        var app = builder.Build();
        var collector = new OtlpCollector(app);
        app.Run(http => collector.ReceiveAsync(http, grpc));
        await app.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext http, bool grpc)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var message = new WireMessage(body.ToArray().AsSpan(grpc ? GrpcHeader : 0));
        var path = http.Request.Path.Value!;
        if (path.EndsWith("traces", StringComparison.Ordinal) || path.Contains("TraceService", StringComparison.Ordinal))
        {
            Keep(message.Messages(1), (resource, span) => Spans.Enqueue(new CollectedSpan(
                span.Text(5), span.Hex(1), span.Hex(2), span.Hex(4), Attributes(span, 9), Attributes(resource, 1))));
        }
        else
        {
            Keep(message.Messages(1), (_, metric) => Metrics.Enqueue(metric.Text(1)));
        }

        Requests.Enqueue((path, http.Request.Headers.Authorization.ToString()));
        if (grpc)
        {
            http.Response.ContentType = "application/grpc";
            await http.Response.Body.WriteAsync(new byte[GrpcHeader]);
            http.Response.AppendTrailer("grpc-status", "0");
        }
    }

    // Both signals come by resource, by scope, and then one by one.
    private static void Keep(IEnumerable<WireMessage> resources, Action<WireMessage, WireMessage> keep)
    {
        foreach (var resource in resources)
        {
            foreach (var item in resource.Messages(2).SelectMany(scope => scope.Messages(2)))
            {
                keep(resource.Messages(1).Single(), item);
            }
        }
    }

    private static Dictionary<string, string> Attributes(WireMessage of, int field) => of.Messages(field).ToDictionary(a => a.Text(1), a =>
    {
        var value = a.Messages(2).Single();
        return value.Has(1) ? value.Text(1)
            : value.Has(2) ? (value.Number(2) != 0).ToString()
            : value.Has(3) ? ((long)value.Number(3)).ToString(System.Globalization.CultureInfo.InvariantCulture)
            : BitConverter.UInt64BitsToDouble(value.Number(4)).ToString(System.Globalization.CultureInfo.InvariantCulture);
    });
}
