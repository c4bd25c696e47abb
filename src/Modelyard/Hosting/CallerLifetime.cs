using Microsoft.Extensions.Hosting;

namespace Modelyard;

/// <summary>Leaves signals to whoever started the host: stopping has an order of its own.</summary>
internal sealed class CallerLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
