[assembly: AssemblyFixture(typeof(Modelyard.Inference.Tests.SharedServer))]

namespace Modelyard.Inference.Tests;

/// <summary>One server for every test that does not care who else uses it.</summary>
public sealed class SharedServer : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private TestServer? _server;

    internal async Task<TestServer> GetAsync()
    {
        await _gate.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return _server ??= await TestServer.StartAsync();
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _gate.Dispose();
    }
}
