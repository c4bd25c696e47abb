using Microsoft.Extensions.Hosting;

namespace Modelyard.WebConsole;

/// <summary>Leaves signals to whoever started the console.</summary>
internal sealed class CallerLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
