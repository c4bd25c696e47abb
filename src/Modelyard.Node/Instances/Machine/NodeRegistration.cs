using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Node;

/// <summary>Keeps the Node object of this machine: what it has, and that it is alive.</summary>
internal sealed partial class NodeRegistration(
    IResourceClient client, ModelCache models, NodeOptions options, NodeSettings settings, TimeProvider time, ILogger<NodeRegistration> logger)
    : BackgroundService
{
    private readonly TaskCompletionSource _registered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _placement = new(1);

    /// <summary>What the machine has; known once registered.</summary>
    public MachineCapacity Capacity { get; private set; } = new(0, 0, []);

    /// <summary>The labels of the Node; known once registered.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; private set; } = new Dictionary<string, string>();

    public Task WaitUntilRegisteredAsync(CancellationToken cancellationToken) => _registered.Task.WaitAsync(cancellationToken);

    /// <summary>Enters the part where Pods are placed; one caller at a time.</summary>
    public async Task<IDisposable> EnterPlacementAsync(CancellationToken cancellationToken)
    {
        await _placement.WaitAsync(cancellationToken);
        return new Leave(_placement);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _placement.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Capacity = await MachineProbe.InspectAsync(stoppingToken);
        for (var failures = 0; !stoppingToken.IsCancellationRequested;)
        {
            var delay = settings.HeartbeatPeriod;
            try
            {
                await HeartbeatAsync(stoppingToken);
                _registered.TrySetResult();
                failures = 0;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is StatusException or HttpRequestException)
            {
                delay = Backoff.Exponential(++failures);
                Log.HeartbeatFailed(logger, options.NodeName, failures, e.Message);
            }

            await Task.Delay(delay, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task HeartbeatAsync(CancellationToken cancellationToken)
    {
        var key = new NamespacedName("", options.NodeName);
        var node = await client.TryGetAsync<Api.Node>(key, cancellationToken) ?? await CreateAsync(cancellationToken);
        if (NodeMarks.Missing(node, options.Installation, Capacity) is { } missing)
        {
            node = await client.PatchAsync<Api.Node>(key, Patch.Merge(missing), cancellationToken);
        }

        Labels = node.Metadata.Labels ?? [];

        node.Status = NodeStatusBuilder.Build(Capacity, node.Status, options.NodeName, models.Relieve(), time.GetUtcNow());
        await client.UpdateStatusAsync(node, cancellationToken);
    }

    private Task<Api.Node> CreateAsync(CancellationToken cancellationToken)
    {
        var labels = new Dictionary<string, string>
        {
            ["kubernetes.io/hostname"] = options.NodeName,
            ["kubernetes.io/os"] = "linux",
            ["kubernetes.io/arch"] = RuntimeInformation.OSArchitecture switch { Architecture.X64 => "amd64", var other => other.ToString().ToLowerInvariant() },
        };
        return client.CreateAsync(
            new Api.Node { ApiVersion = "v1", Kind = "Node", Metadata = new ObjectMeta { Name = options.NodeName, Labels = labels } }, cancellationToken);
    }

    private sealed class Leave(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The heartbeat of node {Node} failed ({Failures} in a row): {Reason}")]
        public static partial void HeartbeatFailed(ILogger logger, string node, int failures, string reason);
    }
}
