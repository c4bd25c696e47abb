using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Modelyard.Gateway;

/// <summary>The models there are, kept current. While the API server is away the last snapshot stays in force.</summary>
internal sealed partial class ModelDirectory(ClusterInformers informers, ILogger<ModelDirectory> logger) : BackgroundService
{
    private readonly ModelSnapshotBuilder _builder = new();

    // Changes that arrive while a snapshot is built are one change: the next snapshot sees them all.
    private readonly Channel<bool> _changed = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private volatile ModelSnapshot? _current;

    /// <summary>Null until the API server has been heard once.</summary>
    public ModelSnapshot? Current => _current;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await informers.WaitForSyncAsync(stoppingToken);
            await FollowAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task FollowAsync(CancellationToken stoppingToken)
    {
        using var changes = informers.Subscribe(() => _changed.Writer.TryWrite(true));
        while (true)
        {
            var snapshot = _builder.Build(informers.View());
            _current = snapshot;
            foreach (var model in snapshot.Models)
            {
                model.State.Queue.SignalAll();
            }

            if (logger.IsEnabled(LogLevel.Debug))
            {
                Log.Rebuilt(logger, snapshot.Models.Length, snapshot.Models.Sum(m => m.Replicas.Length));
            }

            await _changed.Reader.ReadAsync(stoppingToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "The directory has {Models} models with {Replicas} ready replicas.")]
        public static partial void Rebuilt(ILogger logger, int models, int replicas);
    }
}
