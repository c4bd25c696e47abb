using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Modelyard.Api;
using Modelyard.ApiServer;
using Modelyard.Client;

namespace Modelyard.Tests.Client;

/// <summary>Informers over a real network that loses connections, and to a server that comes and goes.</summary>
public sealed class PartitionTests : IAsyncLifetime
{
    private static readonly KeepAlive Impatient = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));

    private readonly string _folder = Directory.CreateTempSubdirectory("modelyard-api-").FullName;
    private readonly Channel<InformerEvent<ConfigMap>> _events = Channel.CreateUnbounded<InformerEvent<ConfigMap>>();
    private readonly CancellationTokenSource _stop = new();
    private ApiServerHost _server = null!;
    private Task _running = Task.CompletedTask;

    public async ValueTask InitializeAsync() => _server = await StartServerAsync(0);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Informer_ConnectionThatDeliversNothingAnyMore_IsNoticedAndReplaced()
    {
        await using var network = new TcpProxy(_server.Address);
        using var connection = await InformAsync(new UriBuilder(_server.Address) { Port = network.Port }.Uri);
        await WriteAsync("before");
        (await NextAsync()).ShouldBe("before");

        network.SwallowPresentConnections();
        await WriteAsync("meanwhile");
        (await NextAsync()).ShouldBe("meanwhile");

        network.Connections.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task Informer_ServerThatIsStartedAgain_MissesNothing()
    {
        using var connection = await InformAsync(_server.Address);
        await WriteAsync("before");
        (await NextAsync()).ShouldBe("before");

        var port = _server.Address.Port;
        await _server.DisposeAsync();
        _server = await StartServerAsync(port);
        await WriteAsync("after");

        (await NextAsync()).ShouldBe("after");
    }

    private async Task<ApiConnection> InformAsync(Uri server)
    {
        var connection = ApiConnection.Open(Kubeconfig.Load(_server.KubeconfigPath).Resolve() with { Server = server }, Impatient, TimeProvider.System);
        var informer = new Informer<ConfigMap>(
            new ResourceClient(connection), new ListOptions { Namespace = "default" }, TimeProvider.System, NullLogger<Informer<ConfigMap>>.Instance);
        informer.Subscribe(e => _events.Writer.TryWrite(e));
        _running = informer.RunAsync(_stop.Token);
        await informer.WaitForSyncAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    private async Task WriteAsync(string name)
    {
        using var connection = new ApiConnection(_server.CreateHandler(UserIdentity.Of("test", UserIdentity.Masters)), _server.Address);
        await new ResourceClient(connection).CreateAsync(
            new ConfigMap { Metadata = { Name = name, Namespace = "default" } }, TestContext.Current.CancellationToken);
    }

    private async Task<string?> NextAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        return (await _events.Reader.ReadAsync(patience.Token)).Object.Metadata.Name;
    }

    private Task<ApiServerHost> StartServerAsync(int port) =>
        ApiServerHost.StartAsync(new ApiServerOptions { DataDirectory = _folder, Port = port }, NullLoggerFactory.Instance, CancellationToken.None);
}
