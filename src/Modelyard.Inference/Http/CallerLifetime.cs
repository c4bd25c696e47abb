using Microsoft.Extensions.Hosting;

namespace Modelyard.Inference;

/// <summary>A host lifetime that installs no signal handlers: whoever started the server stops it.</summary>
internal sealed class CallerLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
