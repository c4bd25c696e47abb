using System.Diagnostics;
using System.Net.Http.Json;

namespace Modelyard.Benchmarks;

/// <summary>Streams completions over HTTP as a client does, keeping only the moments that are measured.</summary>
internal sealed class ServerClient(Uri address) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler()) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Seconds until every stream is complete.</summary>
    internal async Task<double> RunAsync(int[][] prompts, int tokens)
    {
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(prompts.Select(p => StreamAsync(p, tokens)));
        return clock.Elapsed.TotalSeconds;
    }

    /// <summary>Seconds until the first event, and until the end.</summary>
    internal async Task<(double First, double Last)> StreamAsync(int[] prompt, int tokens)
    {
        var clock = Stopwatch.StartNew();
        var body = new { model = "random", prompt, max_tokens = tokens, temperature = 0, ignore_eos = true, stream = true };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/completions") { Content = JsonContent.Create(body) };
        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        await using var stream = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[16_384];
        await stream.ReadAtLeastAsync(buffer, 1);
        var first = clock.Elapsed.TotalSeconds;
        while (await stream.ReadAsync(buffer) > 0)
        {
        }

        return (first, clock.Elapsed.TotalSeconds);
    }

    public void Dispose() => _client.Dispose();
}
