using Microsoft.Extensions.Logging.Abstractions;
using Modelyard.ApiServer;
using Modelyard.Client;

namespace Modelyard.Tests.Testing;

/// <summary>A real API server over a folder of its own, reached in the way of the test that runs now.</summary>
internal sealed class ApiEnvironment : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("modelyard-api-").FullName;
    private readonly List<ApiConnection> _connections = [];
    private ApiServerHost _server = null!;

    private ApiEnvironment()
    {
    }

    public ApiServerHost Server => _server;

    public static async Task<ApiEnvironment> StartAsync()
    {
        var environment = new ApiEnvironment();
        environment._server = await ApiServerHost.StartAsync(
            new ApiServerOptions { DataDirectory = environment._folder, Port = 0 }, NullLoggerFactory.Instance, CancellationToken.None);
        return environment;
    }

    public ApiConnection Connect()
    {
        var connection = ApiBindings.Connect(_server);
        _connections.Add(connection);
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        _connections.ForEach(c => c.Dispose());
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
