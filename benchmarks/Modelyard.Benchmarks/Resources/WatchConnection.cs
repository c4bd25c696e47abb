using System.Buffers.Binary;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Modelyard.Benchmarks;

/// <summary>
/// Watches as streams of one HTTP/2 connection, as Go's clients hold them. It knows just enough of HTTP/2 to count the lines of each
/// stream: a client that did more would use up the processors of the server that it measures.
/// </summary>
internal sealed class WatchConnection : IAsyncDisposable
{
    private const byte Data = 0, Headers = 1, Settings = 4, Ping = 6, GoAway = 7;
    private const byte Ack = 1, EndHeaders = 4, EndStream = 1;
    private const int FrameHeader = 9;

    private readonly SslStream _stream;
    private readonly Action<int, int> _lines;
    private readonly Task _reading;
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _awaited;

    private WatchConnection(SslStream stream, int watches, Action<int, int> lines)
    {
        _stream = stream;
        _lines = lines;
        _awaited = watches;
        _reading = Task.Run(ReadAsync);
    }

    /// <summary>Opens the watches and returns when all are answered.</summary>
    /// <param name="api">The server.</param>
    /// <param name="path">What is watched.</param>
    /// <param name="watches">How many; at most a hundred.</param>
    /// <param name="lines">Called with the number of a watch and how many lines it has got.</param>
    public static async Task<WatchConnection> OpenAsync(ServedApi api, string path, int watches, Action<int, int> lines)
    {
        var socket = new TcpClient { NoDelay = true };
        await socket.ConnectAsync(api.Address.Host, api.Address.Port);
        var stream = new SslStream(socket.GetStream());
        var options = api.Tls(api.Address.Host);
        options.ApplicationProtocols = [SslApplicationProtocol.Http2];
        await stream.AuthenticateAsClientAsync(options);
        var connection = new WatchConnection(stream, watches, lines);
        await stream.WriteAsync(Opening(api.Address.Authority, path, watches));
        await connection._answered.Task;
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        await _reading.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    /// <summary>The preface, windows as large as they can be, and a request for each watch.</summary>
    private static byte[] Opening(string authority, string path, int watches)
    {
        // GET and https by their numbers, path and authority as text: RFC 7541, section 6.2.2.
        byte[] headers = [0x82, 0x87, 0x04, (byte)path.Length, .. Encoding.ASCII.GetBytes(path), 0x01, (byte)authority.Length, .. Encoding.ASCII.GetBytes(authority)];
        byte[] largest = [0x7f, 0xff, 0xff, 0xff];
        byte[] opening = [.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, .. Frame(Settings, 0, 0, [0, 4, .. largest]), .. Frame(8, 0, 0, [0x7f, 0xff, 0, 0])];
        return [.. opening, .. Enumerable.Range(0, watches).SelectMany(i => Frame(Headers, EndHeaders | EndStream, (2 * i) + 1, headers))];
    }

    private static byte[] Frame(byte type, byte flags, int stream, byte[] payload)
    {
        var frame = new byte[FrameHeader + payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, (payload.Length << 8) | type);
        frame[4] = flags;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), stream);
        payload.CopyTo(frame, FrameHeader);
        return frame;
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[256 * 1024];
        var filled = 0;
        try
        {
            while (await _stream.ReadAsync(buffer.AsMemory(filled)) is var read and > 0)
            {
                filled += read;
                var start = 0;
                while (filled - start >= FrameHeader && BinaryPrimitives.ReadInt32BigEndian(buffer.AsSpan(start)) >>> 8 is var length && filled - start >= FrameHeader + length)
                {
                    await TakeAsync(buffer.AsMemory(start, FrameHeader + length));
                    start += FrameHeader + length;
                }

                buffer.AsSpan(start, filled - start).CopyTo(buffer);
                filled -= start;
            }

            _answered.TrySetException(new InvalidOperationException("the server closed the connection"));
        }
        catch (Exception error)
        {
            _answered.TrySetException(error);
        }
    }

    private async ValueTask TakeAsync(ReadOnlyMemory<byte> frame)
    {
        var (type, flags) = (frame.Span[3], frame.Span[4]);
        var watch = (BinaryPrimitives.ReadInt32BigEndian(frame.Span[5..]) - 1) / 2;
        var payload = frame[FrameHeader..];
        switch (type)
        {
            case Data:
                _lines(watch, payload.Span.Count((byte)'\n'));
                break;
            case Headers when payload.Span[0] == 0x88:
                if (--_awaited == 0)
                {
                    _answered.TrySetResult();
                }

                break;
            case Headers or GoAway:
                throw new InvalidOperationException("a watch was refused");
            case Settings or Ping when (flags & Ack) == 0:
                await _stream.WriteAsync(Frame(type, Ack, 0, type == Ping ? payload.ToArray() : []));
                break;
        }
    }
}
