using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Modelyard.Benchmarks;

/// <summary>
/// A model server that streams: so many events a second on each connection, for so long, each event with the moment it was sent at. It speaks over
/// plain sockets, so that it leaves the processors to what is measured.
/// </summary>
internal static class MockUpstream
{
    private const int EventsPerSecond = 50;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    /// <summary>Serves until standard input ends. The first line it writes is its address.</summary>
    public static async Task<int> ServeAsync(int seconds)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(4096);
        var streams = new Streams(seconds * EventsPerSecond);
        _ = Task.Run(() => AcceptAsync(listener, streams));
        _ = Task.Run(streams.SendAsync);
        Console.WriteLine(listener.LocalEndPoint);
        while (await Console.In.ReadLineAsync() is not null)
        {
        }

        return 0;
    }

    private static async Task AcceptAsync(Socket listener, Streams streams)
    {
        while (true)
        {
            var socket = await listener.AcceptAsync();
            socket.NoDelay = true;
            _ = Task.Run(() => AnswerAsync(socket, streams));
        }
    }

    private static async Task AnswerAsync(Socket socket, Streams streams)
    {
        using var owned = socket;
        var buffer = new byte[16 * 1024];
        var filled = 0;
        while (await socket.ReceiveAsync(buffer.AsMemory(filled)) is var read and > 0)
        {
            filled += read;
            if (IsWhole(buffer.AsSpan(0, filled)))
            {
                filled = 0;
                await streams.StartAsync(socket);
            }
        }
    }

    // Requests are small and come one at a time.
    private static bool IsWhole(ReadOnlySpan<byte> request)
    {
        var end = request.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        var head = Encoding.ASCII.GetString(request[..end]);
        var length = head.Split("\r\n").FirstOrDefault(l => l.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        return length is null
            ? request[(end + 4)..].EndsWith("0\r\n\r\n"u8)
            : request.Length - end - 4 >= int.Parse(length.AsSpan("Content-Length:".Length), provider: null);
    }

    /// <summary>All streams, sent by one thread: each at its own times, a tick apart from each other at most.</summary>
    private sealed class Streams(int events)
    {
        private readonly List<Entry> _entries = [];
        private readonly Lock _lock = new();

        public Task StartAsync(Socket socket)
        {
            var entry = new Entry(socket, TimeProvider.System.GetTimestamp());
            socket.Send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"u8);
            lock (_lock)
            {
                _entries.Add(entry);
            }

            return entry.Ended.Task;
        }

        public async Task SendAsync()
        {
            using var timer = new PeriodicTimer(Tick);
            while (await timer.WaitForNextTickAsync())
            {
                lock (_lock)
                {
                    _entries.RemoveAll(entry => !SendDue(entry));
                }
            }
        }

        private bool SendDue(Entry entry)
        {
            try
            {
                while (TimeProvider.System.GetElapsedTime(entry.Began).TotalSeconds * EventsPerSecond >= entry.Sent)
                {
                    if (entry.Sent == events)
                    {
                        SendChunk(entry.Socket, "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":100}}\n\ndata: [DONE]\n\n");
                        entry.Socket.Send("0\r\n\r\n"u8);
                        entry.Ended.SetResult();
                        return false;
                    }

                    entry.Sent++;
                    SendChunk(
                        entry.Socket,
                        $"data: {{\"id\":\"x\",\"object\":\"chat.completion.chunk\",\"t\":{TimeProvider.System.GetTimestamp()},\"choices\":[{{\"index\":0,\"delta\":{{\"content\":\"word \"}}}}]}}\n\n");
                }

                return true;
            }
            catch (SocketException e)
            {
                entry.Ended.SetException(e);
                return false;
            }
        }

        private static void SendChunk(Socket socket, string text) => socket.Send(Encoding.ASCII.GetBytes($"{text.Length:x}\r\n{text}\r\n"));
    }

    private sealed class Entry(Socket socket, long began)
    {
        public Socket Socket { get; } = socket;

        public long Began { get; } = began;

        public int Sent { get; set; }

        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
