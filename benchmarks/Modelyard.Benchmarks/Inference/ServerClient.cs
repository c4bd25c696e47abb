using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Modelyard.Benchmarks;

/// <summary>
/// Streams completions over HTTP, on a Unix domain socket as the gateway does, and keeps only the moments that are measured. One thread reads all the sockets and looks at
/// nothing but the beginning, because it runs on the processors of the server that it measures.
/// </summary>
internal sealed class ServerClient(string socketPath)
{
    /// <summary>Seconds until each stream's first event, and until all are complete.</summary>
    internal Task<(double[] First, double All)> RunAsync(int[][] prompts, int tokens) =>
        Task.Factory.StartNew(() => Run(prompts, tokens), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private (double[] First, double All) Run(int[][] prompts, int tokens)
    {
        var clock = Stopwatch.StartNew();
        var sockets = Array.ConvertAll(prompts, p => Ask(p, tokens));
        var first = new double[sockets.Length];
        var buffer = new byte[16_384];
        List<Socket> open = [.. sockets], ready = [];
        while (open.Count > 0)
        {
            ready.Clear();
            ready.AddRange(open);
            Socket.Select(ready, null, null, -1);
            foreach (var socket in ready)
            {
                var received = buffer.AsSpan(0, socket.Receive(buffer));
                var index = Array.IndexOf(sockets, socket);
                if (received.IsEmpty)
                {
                    open.Remove(socket);
                    socket.Dispose();
                }
                else if (first[index] == 0 && received.IndexOf("data: "u8) >= 0)
                {
                    first[index] = clock.Elapsed.TotalSeconds;
                }
                else if (received.StartsWith("HTTP/1.1 "u8) && !received.StartsWith("HTTP/1.1 200 "u8))
                {
                    throw new InvalidOperationException(Encoding.UTF8.GetString(received));
                }
            }
        }

        return (first, clock.Elapsed.TotalSeconds);
    }

    private Socket Ask(int[] prompt, int tokens)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(socketPath));
        var body = JsonSerializer.SerializeToUtf8Bytes(new { model = "random", prompt, max_tokens = tokens, temperature = 0, ignore_eos = true, stream = true });
        var head = $"POST /v1/completions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n";
        socket.Send([.. Encoding.ASCII.GetBytes(head), .. body]);
        return socket;
    }
}
