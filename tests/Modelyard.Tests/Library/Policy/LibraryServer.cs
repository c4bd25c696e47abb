using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.ApiServer;
using Modelyard.Client;
using Modelyard.Library;
using Modelyard.Tests.ApiServer;

namespace Modelyard.Tests.Library.Policy;

/// <summary>A real API server where the library has its say, without the controllers that would change what tests write.</summary>
public sealed class LibraryServer : IAsyncLifetime
{
    private readonly TestApiServer _server = new();
    private ApiConnection _connection = null!;

    internal ResourceClient Client { get; private set; } = null!;

    internal ModelPolicy Policy { get; private set; } = null!;

    internal DeploymentPreflight Preflight { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await _server.InitializeAsync();
        _connection = new ApiConnection(_server.Host.CreateHandler(UserIdentity.Of("tester", UserIdentity.Masters)), _server.Host.Address);
        Client = new ResourceClient(_connection);
        Policy = new ModelPolicy(Client);
        Preflight = new DeploymentPreflight(Policy, Client);
        _server.Host.Policy = new LibraryAdmission(new LibraryReview(Policy), new LibraryDeletion(new VersionUse(Client), Client));
    }

    public async ValueTask DisposeAsync()
    {
        _connection.Dispose();
        await _server.DisposeAsync();
    }

    /// <summary>A project of its own, whose policy is <paramref name="mode"/>.</summary>
    internal async Task<string> ProjectAsync(string? mode = null)
    {
        var name = await _server.NewNamespaceAsync();
        if (mode is not null)
        {
            await Client.PatchAsync<Namespace>(new NamespacedName("", name), Labelled(LibraryNames.PolicyLabel, mode), CancellationToken.None);
        }

        return name;
    }

    /// <summary>A version in the phase it is to be in.</summary>
    internal async Task<ModelVersion> VersionAsync(string project, string version, string phase = "Approved", string? digest = null)
    {
        var reference = new VersionReference(project, "atlas", version);
        var made = await Client.CreateAsync(
            new ModelVersion
            {
                Metadata = new ObjectMeta { Namespace = project, Name = reference.ResourceName },
                Spec = new ModelVersionSpec { Model = reference.Model, Version = version, Source = new VersionSource { Uri = UriOf(version) } },
            },
            CancellationToken.None);
        var status = new ModelVersionStatus { Phase = phase, Digest = digest ?? DigestOf(version) };
        await Client.WriteAsync<ModelVersion, ModelVersionSpec, ModelVersionStatus>(made, status, CancellationToken.None);
        return await Client.GetAsync<ModelVersion>(NamespacedName.Of(made), CancellationToken.None);
    }

    internal Task StageAsync(ModelVersion version, string stage) =>
        Client.PatchAsync<ModelVersion>(NamespacedName.Of(version), Labelled(LibraryNames.StageLabel, stage), CancellationToken.None);

    internal static string UriOf(string version) => $"oci://registry.example/acme/atlas:{version}";

    internal static string DigestOf(string version) => "sha256:" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(version)));

    internal static InferenceService Service(string project, string uri, string name = "atlas") => new()
    {
        Metadata = new ObjectMeta { Namespace = project, Name = name },
        Spec = new InferenceServiceSpec { Predictor = new PredictorSpec { Model = new ModelSpec { ModelFormat = new ModelFormat { Name = "gguf" }, StorageUri = uri } } },
    };

    internal static ModelDeployment Deployment(string project, string version, string name = "atlas") => new()
    {
        Metadata = new ObjectMeta { Namespace = project, Name = name },
        Spec = new ModelDeploymentSpec { Model = new DeployedModel { Version = version }, Engine = new EngineSpec { Type = EngineType.BuiltInLlama } },
    };

    private static Patch Labelled(string label, string value) =>
        Patch.Merge(new JsonObject { ["metadata"] = new JsonObject { ["labels"] = new JsonObject { [label] = value } } });
}
