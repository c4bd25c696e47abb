using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Node;

/// <summary>Keeps the runtimes that come with the program in the cluster.</summary>
/// <remarks>
/// Only a runtime that carries our label is brought up to date. Who removes the label owns the runtime from then on, and it stays as it is.
/// </remarks>
internal sealed partial class BuiltInRuntimes(IResourceClient client, TimeProvider time, ILogger<BuiltInRuntimes> logger) : BackgroundService
{
    public const string Llama = ServingNames.LlamaRuntime;

    private const string ManagedBy = "app.kubernetes.io/managed-by";
    private const string Manager = "modelyard";

    /// <summary>What comes with the program.</summary>
    internal static IReadOnlyList<ClusterServingRuntime> All { get; } = [LlamaRuntime()];

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var failures = 0; !stoppingToken.IsCancellationRequested;)
        {
            try
            {
                foreach (var runtime in All)
                {
                    await EnsureAsync(runtime, stoppingToken);
                }

                return;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is StatusException or HttpRequestException)
            {
                Log.Failed(logger, ++failures, e.Message);
                await Task.Delay(Backoff.Exponential(failures), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task EnsureAsync(ClusterServingRuntime runtime, CancellationToken cancellationToken)
    {
        var key = NamespacedName.Of(runtime);
        var present = await client.TryGetAsync<ClusterServingRuntime>(key, cancellationToken);
        if (present is null)
        {
            await client.CreateAsync(runtime, cancellationToken);
            Log.Created(logger, key);
        }
        else if (present.Metadata.Labels?.GetValueOrDefault(ManagedBy) == Manager && !IsUpToDate(present, runtime))
        {
            present.Spec = runtime.Spec;
            foreach (var (name, value) in runtime.Metadata.Annotations ?? [])
            {
                (present.Metadata.Annotations ??= [])[name] = value;
            }

            await client.UpdateAsync(present, cancellationToken);
            Log.Updated(logger, key);
        }
    }

    // Annotations of others, such as kubectl's, are none of our business.
    private static bool IsUpToDate(ClusterServingRuntime present, ClusterServingRuntime wanted) =>
        JsonNode.DeepEquals(Json(present.Spec), Json(wanted.Spec))
        && (wanted.Metadata.Annotations ?? []).All(a => present.Metadata.Annotations?.GetValueOrDefault(a.Key) == a.Value);

    private static JsonNode? Json(ServingRuntimeSpec spec) => JsonSerializer.SerializeToNode(spec, ApiJson.Options);

    private static ClusterServingRuntime LlamaRuntime() => new()
    {
        ApiVersion = "serving.kserve.io/v1alpha1",
        Kind = "ClusterServingRuntime",
        Metadata = new ObjectMeta
        {
            Name = Llama,
            Labels = new Dictionary<string, string> { [ManagedBy] = Manager },
            // On one machine a replica is ours alone to call: it listens on a socket. In a cluster it has its Pod's address, as below.
            Annotations = new Dictionary<string, string>
            {
                [Annotations.LocalCommand] = $"modelyard runtime llama --model=/mnt/models --alias={{{{.Name}}}} --uds=$({LaunchEnvironment.SocketVariable})",
            },
        },
        Spec = new ServingRuntimeSpec
        {
            // No protocol is listed: the server speaks OpenAI's, which KServe has no name for, and an empty list fits any.
            SupportedModelFormats = [new SupportedModelFormat { Name = "gguf", AutoSelect = true, Priority = 1 }],
            Containers =
            [
                new Container
                {
                    Name = ContainerNames.Main,
                    Image = "modelyard/modelyard",
                    Command = ["modelyard", "runtime", "llama"],
                    Args = ["--model=/mnt/models", "--alias={{.Name}}", "--host=0.0.0.0", "--port=8080"],
                    Ports = [new ContainerPort { Name = "http1", Port = 8080, Protocol = "TCP" }],
                    ReadinessProbe = Health(period: 5, failures: 3),
                    LivenessProbe = new Probe
                    {
                        TcpSocket = new TcpSocketAction { Port = 8080 },
                        InitialDelaySeconds = 10,
                        PeriodSeconds = 10,
                        TimeoutSeconds = 5,
                        SuccessThreshold = 1,
                        FailureThreshold = 6,
                    },
                },
            ],
        },
    };

    private static Probe Health(int period, int failures) => new()
    {
        HttpGet = new HttpGetAction { Path = "/health", Port = 8080, Scheme = "HTTP" },
        PeriodSeconds = period,
        TimeoutSeconds = 2,
        SuccessThreshold = 1,
        FailureThreshold = failures,
    };

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Created the built-in runtime {Runtime}.")]
        public static partial void Created(ILogger logger, NamespacedName runtime);

        [LoggerMessage(LogLevel.Information, "Brought the built-in runtime {Runtime} up to date.")]
        public static partial void Updated(ILogger logger, NamespacedName runtime);

        [LoggerMessage(LogLevel.Warning, "The built-in runtimes could not be written ({Failures} in a row): {Reason}")]
        public static partial void Failed(ILogger logger, int failures, string reason);
    }
}
