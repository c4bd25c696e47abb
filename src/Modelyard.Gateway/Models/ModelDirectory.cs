using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Gateway;

/// <summary>The models there are, kept current. While the API server is away the last snapshot stays in force.</summary>
internal sealed partial class ModelDirectory(Informer<InferenceService> services, Informer<Pod> pods, ILogger<ModelDirectory> logger) : BackgroundService
{
    private readonly ModelSnapshotBuilder _builder = new();
    private readonly SemaphoreSlim _changed = new(0, 1);
    private volatile ModelSnapshot? _current;

    /// <summary>Null until the API server has been heard once.</summary>
    public ModelSnapshot? Current => _current;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await services.WaitForSyncAsync(stoppingToken);
        await pods.WaitForSyncAsync(stoppingToken);

        using var serviceChanges = services.Subscribe(_ => Wake());
        using var podChanges = pods.Subscribe(_ => Wake());
        while (!stoppingToken.IsCancellationRequested)
        {
            var snapshot = _builder.Build(services.List(), pods.List());
            _current = snapshot;
            if (logger.IsEnabled(LogLevel.Debug))
            {
                Log.Rebuilt(logger, snapshot.Models.Length, snapshot.Models.Sum(m => m.Replicas.Length));
            }

            await _changed.WaitAsync(stoppingToken);
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _changed.Dispose();
    }

    // Changes that arrive while a snapshot is built are one change: the next one sees them all. Informers call one at a time each, but there are two.
    private void Wake()
    {
        try
        {
            _changed.Release();
        }
        catch (SemaphoreFullException)
        {
            // Woken already.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "The directory has {Models} models with {Replicas} ready replicas.")]
        public static partial void Rebuilt(ILogger logger, int models, int replicas);
    }
}
