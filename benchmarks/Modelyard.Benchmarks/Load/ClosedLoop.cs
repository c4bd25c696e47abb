using System.Net.Http.Headers;

namespace Modelyard.Benchmarks;

/// <summary>As many callers as connections, each asking again as soon as it has its answer, or at a steady pace if that is slower.</summary>
internal sealed class ClosedLoop(int connections, byte[] body, TimeSpan pace = default) : IDisposable
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        ActivityHeadersPropagator = null,
        MaxConnectionsPerServer = connections,
    });

    public async Task RunAsync(Target target, TimeSpan duration, Latencies latencies)
    {
        var time = TimeProvider.System;
        var allocated = GC.GetTotalAllocatedBytes();
        var started = time.GetTimestamp();
        var callers = await Task.WhenAll(Enumerable.Range(0, connections).Select(caller => Task.Run(async () =>
        {
            var times = new List<double>(4096);
            for (var call = 0; time.GetElapsedTime(started) < duration; call++)
            {
                // Not all at the same moment.
                var due = (pace * (call + ((double)caller / connections))) - time.GetElapsedTime(started);
                if (due > TimeSpan.Zero)
                {
                    await Task.Delay(due);
                }

                var sent = time.GetTimestamp();
                await CallAsync(target);
                times.Add(time.GetElapsedTime(sent).TotalMicroseconds);
            }

            return times;
        })));
        latencies.Add(callers.SelectMany(t => t), time.GetElapsedTime(started), GC.GetTotalAllocatedBytes() - allocated);
    }

    public void Dispose() => _client.Dispose();

    private async Task CallAsync(Target target)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, target.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = Json;
        foreach (var (name, value) in target.AllHeaders)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await _client.SendAsync(request, CancellationToken.None);
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{target.Url} answered {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
        }

        await response.Content.CopyToAsync(Stream.Null);
    }
}
