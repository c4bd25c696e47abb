using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace Modelyard.Benchmarks;

/// <summary>etcd with a folder of its own, every write flushed to disk as it does by default, and puts over its gRPC interface.</summary>
internal sealed class EtcdServer : IAsyncDisposable
{
    private static readonly MediaTypeHeaderValue Grpc = new("application/grpc");

    private readonly Process _process;
    private readonly HttpClient _client;

    private EtcdServer(Process process, int port)
    {
        _process = process;
        _client = new HttpClient(new SocketsHttpHandler { UseProxy = false, EnableMultipleHttp2Connections = true })
        {
            BaseAddress = new Uri($"http://127.0.0.1:{port}/etcdserverpb.KV/Put"),
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        _client.DefaultRequestHeaders.TE.ParseAdd("trailers");
    }

    public static async Task<EtcdServer> StartAsync(string folder)
    {
        var (port, peer) = (FreePort(), FreePort());
        var (clients, peers) = (Url(port), Url(peer));
        var process = Process.Start(new ProcessStartInfo("etcd",
        [
            "--data-dir", folder, "--name", "benchmark", "--logger", "zap", "--log-level", "error", "--listen-client-urls", clients, "--advertise-client-urls", clients,
            "--listen-peer-urls", peers, "--initial-advertise-peer-urls", peers, "--initial-cluster", $"benchmark={peers}",
        ]))!;
        var server = new EtcdServer(process, port);
        for (var deadline = Stopwatch.StartNew(); ;)
        {
            try
            {
                await server.PutAsync("ready", new byte[1]);
                return server;
            }
            catch (HttpRequestException) when (deadline.Elapsed < TimeSpan.FromSeconds(20) && !process.HasExited)
            {
                await Task.Delay(100);
            }
        }
    }

    public async Task PutAsync(string key, byte[] value)
    {
        using var content = new ByteArrayContent(Frame(Encoding.ASCII.GetBytes(key), value));
        content.Headers.ContentType = Grpc;
        using var response = await _client.PostAsync((Uri?)null, content);
        await response.Content.CopyToAsync(Stream.Null);
        var status = response.TrailingHeaders.TryGetValues("grpc-status", out var values) ? values.First() : "missing";
        if (status != "0")
        {
            throw new InvalidOperationException($"etcd refused a put: grpc-status {status}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>A gRPC frame with a PutRequest: field 1 is the key, field 2 the value.</summary>
    private static byte[] Frame(byte[] key, byte[] value)
    {
        byte[] message = [0x0A, .. Length(key.Length), .. key, 0x12, .. Length(value.Length), .. value];
        var header = new byte[5];
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(1), message.Length);
        return [.. header, .. message];
    }

    private static byte[] Length(int value) => value < 128 ? [(byte)value] : [(byte)(value | 128), .. Length(value >> 7)];

    private static string Url(int port) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
