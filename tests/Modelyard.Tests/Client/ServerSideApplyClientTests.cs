using Modelyard.Api;
using Modelyard.Client;
using Modelyard.Tests.Testing;

namespace Modelyard.Tests.Client;

public sealed class ServerSideApplyClientTests : IAsyncLifetime
{
    private static readonly NamespacedName Name = new("default", "settings");

    private ApiEnvironment _api = null!;
    private ResourceClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _api = await ApiEnvironment.StartAsync();
        _client = new ResourceClient(_api.Connect());
    }

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [ControllerFact]
    public async Task Apply_CreatesUpdatesAndGivesUpWhatIsLeftOut()
    {
        (await ApplyAsync(("a", "1"), ("b", "1"))).Metadata.ManagedFields!.Single().Manager.ShouldBe("tests");

        var applied = await ApplyAsync(("b", "2"));

        applied.Data.ShouldBe(new Dictionary<string, string> { ["b"] = "2" });
        (await ApplyAsync(("b", "2"))).Metadata.ResourceVersion.ShouldBe(applied.Metadata.ResourceVersion);
    }

    [ControllerFact]
    public async Task Apply_FieldOfAnother_IsAConflictUnlessForced()
    {
        await ApplyAsync(("a", "1"));

        (await Should.ThrowAsync<StatusException>(_client.ApplyAsync(New(("a", "2")), "others", force: false, Cancel))).IsConflict.ShouldBeTrue();
        (await _client.ApplyAsync(New(("a", "2")), "others", force: true, Cancel)).Data!["a"].ShouldBe("2");
    }

    [ControllerFact]
    public async Task Apply_ObjectThatWasRead_IsAccepted()
    {
        await ApplyAsync(("a", "1"));
        var read = await _client.GetAsync<ConfigMap>(Name, Cancel);
        read.Data!["a"] = "2";

        (await _client.ApplyAsync(read, "tests", force: true, Cancel)).Data!["a"].ShouldBe("2");
    }

    [ControllerFact]
    public async Task ApplyStatus_ChangesTheStatusAlone()
    {
        var service = new InferenceService { Metadata = { Name = "atlas", Namespace = "default" } };
        service.Spec.Predictor = new PredictorSpec { Model = new ModelSpec { ModelFormat = new ModelFormat { Name = "gguf" }, StorageUri = "file:///m" } };
        await _client.CreateAsync(service, Cancel);

        var wanted = new InferenceService
        {
            Metadata = { Name = "atlas", Namespace = "default" },
            Status = new InferenceServiceStatus { Url = "http://atlas" },
        };
        var applied = await _client.ApplyStatusAsync(wanted, "tests", force: true, Cancel);

        applied.Status!.Url.ShouldBe("http://atlas");
        applied.Spec.Predictor!.Model!.StorageUri.ShouldBe("file:///m");
        applied.Metadata.Generation.ShouldBe(1);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static ConfigMap New(params (string Key, string Value)[] data) =>
        new() { Metadata = { Name = Name.Name, Namespace = Name.Namespace }, Data = data.ToDictionary(d => d.Key, d => d.Value) };

    private Task<ConfigMap> ApplyAsync(params (string Key, string Value)[] data) => _client.ApplyAsync(New(data), "tests", force: false, Cancel);
}
