using Microsoft.Extensions.Hosting;

namespace Modelyard.ApiServer;

/// <summary>Leaves signals to the program this host is a part of; the default would take them for itself.</summary>
internal sealed class EmbeddedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
