using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Modelyard.Api;
using Modelyard.ApiServer;
using Modelyard.Artifacts;
using Modelyard.Client;
using Modelyard.Library;
using Modelyard.Tests.Artifacts;
using Modelyard.Tests.Testing;

namespace Modelyard.Tests.Library;

/// <summary>A real API server, the library's controllers over a content store of their own, and folders that models come from.</summary>
internal sealed class LibraryEnvironment : IAsyncDisposable
{
    public const string Project = "acme";

    private readonly TemporaryFolder _folder = new();
    private readonly ApiEnvironment _api;
    private readonly IHost _host;
    private readonly ApiConnection _submitting;
    private readonly ResourceClient _submitter;

    private LibraryEnvironment(ApiEnvironment api, Action<IServiceCollection>? configure, IReadOnlyCollection<IModelSource> sources)
    {
        _api = api;
        Client = Connect();
        _submitting = new ApiConnection(api.Server.CreateHandler(UserIdentity.Of("submitter", UserIdentity.Masters)), api.Server.Address);
        _submitter = new ResourceClient(_submitting);
        Time.Advance(TimeProvider.System.GetUtcNow() - Time.GetUtcNow());
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddLogging();
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddSingleton<IResourceClient>(Connect());
        builder.Services.AddSingleton(new ModelFetcher(new ArtifactsOptions { StoreFolder = _folder.At("store"), FreeSpaceReserve = 0 }, TimeProvider.System, sources));
        builder.Services.AddLibrary(new LibraryOptions { ScratchFolder = Directory.CreateDirectory(_folder.At("scratch")).FullName });
        configure?.Invoke(builder.Services);
        _host = builder.Build();
    }

    public IResourceClient Client { get; }

    public ApiServerHost Server => _api.Server;

    /// <summary>The library's own, which begins with the server's.</summary>
    public ManualTime Time { get; } = new();

    public static async Task<LibraryEnvironment> StartAsync(Action<IServiceCollection>? configure = null, params IReadOnlyCollection<IModelSource> sources)
    {
        var environment = new LibraryEnvironment(await ApiEnvironment.StartAsync(), configure, sources);
        await environment.Client.CreateAsync(new Namespace { Metadata = new ObjectMeta { Name = Project } }, CancellationToken.None);
        await environment._host.StartAsync();
        return environment;
    }

    /// <summary>With something in the content store before the library starts.</summary>
    public static async Task<LibraryEnvironment> StartOverAsync(Func<ModelFetcher, Task> prepare)
    {
        var environment = new LibraryEnvironment(await ApiEnvironment.StartAsync(), configure: null, []);
        await prepare(environment.Part<ModelFetcher>());
        await environment._host.StartAsync();
        return environment;
    }

    /// <summary>A part of the library.</summary>
    public T Part<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    /// <summary>Requests of somebody in particular.</summary>
    public HttpClient As(string user, params string[] groups) => new(Server.CreateHandler(UserIdentity.Of(user, groups))) { BaseAddress = Server.Address };

    public static NamespacedName Key(string name) => new(Project, name);

    /// <summary>Offers a file as a model; the folder can be changed afterwards.</summary>
    public string Offer(string file, byte[] content) => Path.GetDirectoryName(_folder.Write(Path.Combine("models", file), content))!;

    /// <summary>Brings a version in as somebody else, who then may not decide about it.</summary>
    public Task<ModelVersion> SubmitAsync(string model, string version, string folder, Dictionary<string, string>? labels = null) =>
        SubmitFromAsync(model, version, "file://" + folder, labels);

    public Task<ModelVersion> SubmitFromAsync(string model, string version, string uri, Dictionary<string, string>? labels = null) => _submitter.CreateAsync(
        new ModelVersion
        {
            Metadata = new ObjectMeta { Namespace = Project, Name = $"{model}-{version}", Labels = labels },
            Spec = new ModelVersionSpec { Model = model, Version = version, Source = new VersionSource { Uri = uri } },
        },
        CancellationToken.None);

    public Task ApproveAsync(string name) => Client.CreateAsync(
        new ModelApproval { Metadata = new ObjectMeta { Namespace = Project, GenerateName = name + "-" }, Spec = new ModelApprovalSpec { Version = name, Decision = "Approve" } },
        CancellationToken.None);

    public Task<ModelVersion> UntilAsync(string name, string phase) => Client.UntilAsync<ModelVersion>(Key(name), v => v.Status?.Phase == phase);

    public Task<ModelScanReport> ReportAsync(string name) => Client.GetAsync<ModelScanReport>(Key(name), CancellationToken.None);

    /// <summary>Has the library look at a version once more.</summary>
    public Task TouchAsync(string name, string label) => Client.PatchAsync<ModelVersion>(
        Key(name), Patch.Merge(new() { ["metadata"] = new System.Text.Json.Nodes.JsonObject { ["labels"] = new System.Text.Json.Nodes.JsonObject { ["test"] = label } } }), CancellationToken.None);

    /// <summary>Everything the store has of a file's content.</summary>
    public void LoseContent()
    {
        foreach (var folder in (string[])["blobs", "models"])
        {
            foreach (var file in Directory.EnumerateFiles(_folder.At("store", folder), "*", SearchOption.AllDirectories))
            {
                File.Delete(file);
            }
        }
    }

    /// <summary>The phases that a version goes through from now on, ended by <paramref name="last"/>.</summary>
    public async Task<IReadOnlyList<string>> PhasesAsync(ModelVersion from, string last)
    {
        var phases = new List<string>();
        var options = new ListOptions { Namespace = Project, FieldSelector = $"metadata.name={from.Metadata.Name}", ResourceVersion = from.Metadata.ResourceVersion };
        await foreach (var change in Client.WatchAsync<ModelVersion>(options, TestContext.Current.CancellationToken))
        {
            if (change.Object.Status?.Phase is { } phase && phases.LastOrDefault() != phase)
            {
                phases.Add(phase);
                if (phase == last)
                {
                    break;
                }
            }
        }

        return phases;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        _submitting.Dispose();
        await _api.DisposeAsync();
        _folder.Dispose();
    }

    private ResourceClient Connect() => new(_api.Connect());
}
