using System.Buffers.Text;
using System.Net.Http.Headers;

namespace Modelyard.Benchmarks;

/// <summary>Many streams at once, each read to its end; how old each event is when it arrives.</summary>
internal static class StreamLoad
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <returns>The ages in microseconds, and the longest silence of any stream.</returns>
    public static async Task<(List<double> Ages, double LongestSilenceMs, int Failed)> RunAsync(Target target, int streams)
    {
        using var client = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false, ActivityHeadersPropagator = null });
        var all = await Task.WhenAll(Enumerable.Range(0, streams).Select(_ => Task.Run(() => ReadAsync(client, target))));
        return ([.. all.SelectMany(s => s.Ages)], all.Max(s => s.Silence), all.Count(s => !s.Whole));
    }

    private static async Task<(List<double> Ages, double Silence, bool Whole)> ReadAsync(HttpMessageInvoker client, Target target)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, target.Url) { Content = new StringContent("""{"model":"atlas","stream":true,"messages":[]}""") };
        request.Content.Headers.ContentType = Json;
        foreach (var (name, value) in target.AllHeaders)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var ages = new List<double>();
        var (silence, last, whole) = (0.0, 0L, false);
        using var response = await client.SendAsync(request, CancellationToken.None);
        await using var stream = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[16 * 1024];
        for (var filled = 0; await stream.ReadAsync(buffer.AsMemory(filled)) is var read and > 0;)
        {
            filled += read;
            var now = TimeProvider.System.GetTimestamp();
            silence = last == 0 ? 0 : Math.Max(silence, TimeProvider.System.GetElapsedTime(last, now).TotalMilliseconds);
            last = now;
            var rest = buffer.AsSpan(0, filled);
            for (var end = rest.IndexOf("\n\n"u8); end >= 0; end = rest.IndexOf("\n\n"u8))
            {
                var at = rest[..end].IndexOf("\"t\":"u8);
                if (at >= 0 && Utf8Parser.TryParse(rest[(at + 4)..end], out long sent, out int _))
                {
                    ages.Add(TimeProvider.System.GetElapsedTime(sent, now).TotalMicroseconds);
                }

                whole |= rest[..end].IndexOf("[DONE]"u8) >= 0;
                rest = rest[(end + 2)..];
            }

            filled = rest.Length;
            rest.CopyTo(buffer);
        }

        return (ages, silence, whole);
    }
}
