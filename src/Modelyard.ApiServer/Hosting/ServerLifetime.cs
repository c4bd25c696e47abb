namespace Modelyard.ApiServer;

/// <summary>Tells long-running answers that the server stops, so that stopping does not wait for them.</summary>
internal sealed class ServerLifetime : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();

    public CancellationToken Stopping => _stopping.Token;

    public void Stop() => _stopping.Cancel();

    public void Dispose() => _stopping.Dispose();
}
