using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Modelyard.Benchmarks;

/// <summary>
/// Many streams at once, each read to its end; how old each event is when it arrives. Over plain sockets: an HTTP client would take as much of the
/// processors as what is measured.
/// </summary>
internal static class StreamLoad
{
    private const string Body = """{"model":"atlas","stream":true,"messages":[]}""";

    // They begin one after the other, and what comes until all have begun does not count: it is streams that are measured, not their beginning.
    private static readonly TimeSpan Beginning = TimeSpan.FromSeconds(2);

    /// <returns>The ages in microseconds, and the longest silence of any stream.</returns>
    public static async Task<(List<double> Ages, double LongestSilenceMs, int Failed)> RunAsync(Target target, int streams)
    {
        var began = TimeProvider.System.GetTimestamp();
        var all = await Task.WhenAll(Enumerable.Range(0, streams).Select(async stream =>
        {
            await Task.Delay(Beginning * (0.9 * stream / streams));
            return await ReadAsync(target, began);
        }));
        return ([.. all.SelectMany(s => s.Ages)], all.Max(s => s.Silence), all.Count(s => !s.Whole));
    }

    private static async Task<(List<double> Ages, double Silence, bool Whole)> ReadAsync(Target target, long began)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPEndPoint.Parse(target.Url.Authority));
        var headers = string.Concat(target.AllHeaders.Select(h => $"{h.Name}: {h.Value}\r\n"));
        await socket.SendAsync(Encoding.ASCII.GetBytes(
            $"POST {target.Url.PathAndQuery} HTTP/1.1\r\nHost: {target.Url.Authority}\r\n{headers}Content-Type: application/json\r\nContent-Length: {Body.Length}\r\n\r\n{Body}"));

        var ages = new List<double>();
        var (silence, last) = (0.0, 0L);
        var buffer = new byte[4 * 1024];
        for (var filled = 0; await socket.ReceiveAsync(buffer.AsMemory(filled)) is var read and > 0;)
        {
            filled += read;
            var now = TimeProvider.System.GetTimestamp();
            var counts = TimeProvider.System.GetElapsedTime(began, now) > Beginning;
            silence = last == 0 ? 0 : Math.Max(silence, TimeProvider.System.GetElapsedTime(last, now).TotalMilliseconds);
            last = counts ? now : 0;
            var rest = buffer.AsSpan(0, filled);
            for (var end = rest.IndexOf("\n\n"u8); end >= 0; end = rest.IndexOf("\n\n"u8))
            {
                var at = rest[..end].IndexOf("\"t\":"u8);
                if (counts && at >= 0 && Utf8Parser.TryParse(rest[(at + 4)..end], out long sent, out int _))
                {
                    ages.Add(TimeProvider.System.GetElapsedTime(sent, now).TotalMicroseconds);
                }

                if (rest[..end].IndexOf("[DONE]"u8) >= 0)
                {
                    return (ages, silence, true);
                }

                rest = rest[(end + 2)..];
            }

            filled = rest.Length;
            rest.CopyTo(buffer);
        }

        return (ages, silence, false);
    }
}
