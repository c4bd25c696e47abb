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
    private ModelSeal _seal = null!;

    internal ResourceClient Client { get; private set; } = null!;

    internal ModelPolicy Policy { get; private set; } = null!;

    internal DeploymentPreflight Preflight { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await _server.InitializeAsync();
        _connection = new ApiConnection(_server.Host.CreateHandler(UserIdentity.Of("tester", UserIdentity.Masters)), _server.Host.Address);
        Client = new ResourceClient(_connection);
        _seal = new ModelSeal(new SigningKeys(Client, TimeProvider.System), Client);
        Policy = new ModelPolicy(_seal, Client);
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
        return await PutAsync(made, phase, digest ?? DigestOf(version));
    }

    /// <summary>Has a version come into a phase, as the library's controller does.</summary>
    internal async Task<ModelVersion> PutAsync(ModelVersion version, string phase, string digest)
    {
        var status = new ModelVersionStatus { Phase = phase, Digest = digest, Files = [new VersionFile { Path = "atlas.gguf", Digest = DigestOf("weights"), Size = 1 }] };
        await Client.WriteAsync<ModelVersion, ModelVersionSpec, ModelVersionStatus>(version, status, CancellationToken.None);
        var written = await Client.GetAsync<ModelVersion>(NamespacedName.Of(version), CancellationToken.None);
        if (phase == "Approved")
        {
            await _seal.EnsureAsync(written, CancellationToken.None);
        }

        return written;
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
