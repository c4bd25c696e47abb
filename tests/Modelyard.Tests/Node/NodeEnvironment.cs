using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Modelyard.Api;
using Modelyard.ApiServer;
using Modelyard.Client;
using Modelyard.Library;
using Modelyard.Node;
using Modelyard.Tests.Testing;

namespace Modelyard.Tests.Node;

/// <summary>A real API server and a real node over a folder of their own. The node can be stopped and started again, as a control plane is.</summary>
internal sealed class NodeEnvironment : IAsyncDisposable
{
    public const string Namespace = "demo";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ApiServerHost _server;
    private TestLedger? _ledger;
    private IHost? _node;
    private Action<IServiceCollection>? _configure;

    private NodeEnvironment(string folder, ApiServerHost server, NodeSettings settings)
    {
        (Folder, _server, Settings) = (folder, server, settings);
        Client = Connect();
    }

    public string Folder { get; }

    public NodeSettings Settings { get; }

    public IResourceClient Client { get; }

    public required string Data { get; init; }

    public string Script => Path.Combine(Folder, "model-server.py");

    /// <param name="settings">The pace; a quick one when null.</param>
    /// <param name="dataFolder">Below its folder.</param>
    /// <param name="configure">Replaces services of the node.</param>
    /// <param name="withLedger">Whether the API has keys, members and usage.</param>
    public static async Task<NodeEnvironment> StartAsync(
        NodeSettings? settings = null, string dataFolder = "data", Action<IServiceCollection>? configure = null, bool withLedger = false)
    {
        var folder = Directory.CreateTempSubdirectory("modelyard-node-").FullName;
        ModelServerScript.Write(folder);
        var ledger = withLedger ? await TestLedger.OpenAsync(Path.Combine(folder, "ledger")) : null;
        var server = await ApiServerHost.StartAsync(
            new ApiServerOptions { DataDirectory = Path.Combine(folder, "api"), Port = 0, Ledger = ledger?.Served }, NullLoggerFactory.Instance, CancellationToken.None);
        settings ??= new NodeSettings { InitialBackoff = TimeSpan.FromMilliseconds(300), DrainDelay = TimeSpan.Zero, EagerProbePeriod = TimeSpan.FromMilliseconds(50) };
        var environment = new NodeEnvironment(folder, server, settings) { Data = Path.Combine(folder, dataFolder), _configure = configure, _ledger = ledger };
        await environment.Client.CreateAsync(new Namespace { Metadata = new ObjectMeta { Name = Namespace } }, CancellationToken.None);
        await environment.StartNodeAsync();
        return environment;
    }

    public async Task StartNodeAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddLogging();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(Settings);
        builder.Services.AddSingleton<IResourceClient>(Connect());
        builder.Services.AddSingleton<SigningKeys>();
        builder.Services.AddSingleton<ModelSeal>();
        builder.Services.AddSingleton<ModelPolicy>();
        builder.Services.AddSingleton<IModelGate, LibraryModelGate>();
        builder.Services.AddNode(new NodeOptions
        {
            DataDirectory = Data,
            NodeName = "test-node",
            GatewayBaseUrl = new Uri("http://127.0.0.1:8080"),
            Executable = Script,
        });
        _configure?.Invoke(builder.Services);
        _node = builder.Build();
        await _node.StartAsync();
    }

    /// <summary>Stops the node as a control plane stops: what runs goes on running.</summary>
    public async Task StopNodeAsync()
    {
        await _node!.StopAsync();
        _node.Dispose();
        _node = null;
    }

    /// <summary>Stops the node and then everything it ran, as an explicit end does.</summary>
    public async Task ShutDownAsync()
    {
        if (_node is not null)
        {
            await StopNodeAsync();
        }

        await InstanceShutdown.EndAllAsync(Data, TimeSpan.FromSeconds(5), TimeProvider.System, CancellationToken.None);
    }

    /// <summary>A runtime that starts the test server for models of format <c>gguf</c>.</summary>
    public Task<ClusterServingRuntime> CreateRuntimeAsync(string name = "python", params string[] arguments) =>
        Client.CreateAsync(
            new ClusterServingRuntime
            {
                Metadata = new ObjectMeta { Name = name },
                Spec = new ServingRuntimeSpec
                {
                    SupportedModelFormats = [new SupportedModelFormat { Name = "gguf", AutoSelect = false }],
                    Containers =
                    [
                        new Container
                        {
                            Name = "kserve-container",
                            Image = "test/python",
                            Command = ["python3", Script],
                            Args = ["--port=8080", "--model=/mnt/models", "--alias={{.Name}}", .. arguments],
                            ReadinessProbe = new Probe { HttpGet = new HttpGetAction { Path = "/health", Port = 8080 }, PeriodSeconds = 1 },
                        },
                    ],
                },
            },
            CancellationToken.None);

    public string WriteModel(string name, string content = "GGUF and so on")
    {
        var file = Path.Combine(Folder, "files", name, "model.gguf");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
        return file;
    }

    public static InferenceService Service(string name, string storageUri, string runtime = "python", Action<InferenceService>? change = null)
    {
        var service = new InferenceService
        {
            Metadata = new ObjectMeta { Name = name, Namespace = Namespace },
            Spec = new InferenceServiceSpec
            {
                Predictor = new PredictorSpec
                {
                    Model = new ModelSpec { ModelFormat = new ModelFormat { Name = "gguf" }, Runtime = runtime, StorageUri = storageUri },
                },
            },
        };
        change?.Invoke(service);
        return service;
    }

    public async Task<InferenceService> CreateServiceAsync(string name, string runtime = "python", Action<InferenceService>? change = null) =>
        await Client.CreateAsync(Service(name, "file://" + WriteModel(name), runtime, change), CancellationToken.None);

    /// <summary>A Pod that runs the test server, without any service.</summary>
    public Task<Pod> CreatePodAsync(string name, Action<Container> container, Action<Pod>? change = null)
    {
        var main = new Container
        {
            Name = "main",
            Image = "test/python",
            Command = ["python3", Script],
            ReadinessProbe = new Probe { HttpGet = new HttpGetAction { Path = "/health", Port = 8080 }, PeriodSeconds = 1 },
        };
        container(main);
        var pod = new Pod { Metadata = new ObjectMeta { Name = name, Namespace = Namespace }, Spec = new PodSpec { Containers = [main] } };
        change?.Invoke(pod);
        return Client.CreateAsync(pod, CancellationToken.None);
    }

    public async Task<List<string>> LogsAsync(InstanceLogQuery query)
    {
        using var timeout = new CancellationTokenSource(Patience);
        var lines = new List<string>();
        await foreach (var line in _node!.Services.GetRequiredService<InstanceLogs>().ReadAsync(query, timeout.Token))
        {
            lines.Add(line.Text);
        }

        return lines;
    }

    public Task<InferenceService> ReadyAsync(string name) =>
        UntilAsync<InferenceService>(name, s => Condition(s, "Ready")?.Status == "True" && s.Status!.ObservedGeneration == s.Metadata.Generation);

    public static Condition? Condition(InferenceService service, string type) => service.Status?.Conditions?.Find(c => c.Type == type);

    public Task<T> UntilAsync<T>(string name, Func<T, bool> wanted, TimeSpan? patience = null)
        where T : Resource => Client.UntilAsync(new NamespacedName(Namespace, name), wanted, patience ?? Patience);

    public Task<List<Pod>> PodsUntilAsync(string service, Func<List<Pod>, bool> wanted) => ListUntilAsync($"serving.kserve.io/inferenceservice={service}", wanted);

    public async Task<JsonNode> CallAsync(Pod pod, string path)
    {
        ReplicaAddress.TryParse(pod.Metadata.Annotations!["modelyard.dev/address"], out var address).ShouldBeTrue();
        using var http = new HttpClient(new SocketsHttpHandler { ConnectCallback = new ReplicaConnector(TimeProvider.System).ConnectAsync });
        return JsonNode.Parse(await http.GetStringAsync($"http://{address.Authority}{path}"))!;
    }

    public async Task<IReadOnlyList<Event>> EventsAsync(string about) =>
        [.. (await Client.ListAsync<Event>(new ListOptions { Namespace = Namespace }, CancellationToken.None)).Items.Where(e => e.InvolvedObject?.Name == about)];

    public async Task EventUntilAsync(string about, string reason)
    {
        using var timeout = new CancellationTokenSource(Patience);
        var list = await Client.ListAsync<Event>(new ListOptions { Namespace = Namespace }, timeout.Token);
        if (list.Items.Any(Wanted))
        {
            return;
        }

        await foreach (var change in Client.WatchAsync<Event>(
            new ListOptions { Namespace = Namespace, ResourceVersion = list.Metadata.ResourceVersion }, timeout.Token))
        {
            if (Wanted(change.Object))
            {
                return;
            }
        }

        bool Wanted(Event e) => e.InvolvedObject?.Name == about && e.Reason == reason;
    }

    public string InstanceFolder(Pod pod) => Path.Combine(Data, "instances", pod.Metadata.Uid!);

    /// <summary>The processes of an instance, found by the mark they all carry.</summary>
    public IReadOnlyList<int> Processes(Pod pod)
    {
        var mark = $"{LaunchEnvironment.InstanceVariable}={pod.Metadata.Uid}";
        return [.. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _)).Select(name => int.Parse(name!))
            .Where(pid => ReadEnvironment(pid).Contains(mark))];
    }

    private static string[] ReadEnvironment(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/environ").Split('\0');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    public static bool IsReady(Pod pod) => pod.Metadata.DeletionTimestamp is null && pod.Status?.Conditions?.Find(c => c.Type == "Ready")?.Status == "True";

    public async ValueTask DisposeAsync()
    {
        await ShutDownAsync();
        await _server.DisposeAsync();
        await (_ledger?.DisposeAsync() ?? default);
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Follows the pods of a label selector until they are as wanted.</summary>
    public async Task<List<Pod>> ListUntilAsync(string selector, Func<List<Pod>, bool> wanted)
    {
        using var timeout = new CancellationTokenSource(Patience);
        var options = new ListOptions { Namespace = Namespace, LabelSelector = selector };
        var list = await Client.ListAsync<Pod>(options, timeout.Token);
        var pods = list.Items.ToDictionary(p => p.Metadata.Name!);
        try
        {
            if (wanted([.. pods.Values]))
            {
                return [.. pods.Values];
            }

            await foreach (var change in Client.WatchAsync<Pod>(options with { ResourceVersion = list.Metadata.ResourceVersion }, timeout.Token))
            {
                switch (change.Type)
                {
                    case WatchEventType.Deleted:
                        pods.Remove(change.Object.Metadata.Name!);
                        break;
                    case WatchEventType.Added or WatchEventType.Modified:
                        pods[change.Object.Metadata.Name!] = change.Object;
                        break;
                }

                if (wanted([.. pods.Values]))
                {
                    return [.. pods.Values];
                }
            }
        }
        catch (OperationCanceledException)
        {
        }

        throw new TimeoutException($"The pods {selector} did not become as wanted. Last: {string.Join('\n', pods.Values.Select(JsonText))}");
    }

    private static string JsonText(Resource? resource) =>
        resource is null ? "none" : System.Text.Json.JsonSerializer.Serialize(resource, resource.GetType(), ApiJson.Options);

    private ResourceClient Connect() => new(ApiBindings.Connect(_server));
}
