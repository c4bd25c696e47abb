using Microsoft.Extensions.Hosting;
using Modelyard.Api;

namespace Modelyard.Client;

/// <summary>Runs one informer for as long as the host runs.</summary>
public sealed class InformerService<T>(Informer<T> informer) : BackgroundService
    where T : Resource
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => informer.RunAsync(stoppingToken);
}
