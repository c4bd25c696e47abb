using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Serving;
using Modelyard.Tests.Repository;

namespace Modelyard.Tests.Serving;

/// <summary>
/// Each case is a deployment (and runtimes) in YAML beside what it must compile to. With MODELYARD_GOLDEN=write the results are written anew,
/// to be read before they are committed.
/// </summary>
public sealed class DeploymentCompilerTests
{
    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "tests", "Modelyard.Tests", "Serving", "Golden");
    private static readonly JsonSerializerOptions Indented = new(ApiJson.Options) { WriteIndented = true };

    public static TheoryData<string> Cases() => new(Directory.GetFiles(Folder, "*.in.yaml").Select(f => Path.GetFileName(f)[..^".in.yaml".Length]).Order());

    [Theory]
    [MemberData(nameof(Cases))]
    public void Deployment_CompilesToTheGoldenObjects(string name)
    {
        var text = new JsonArray([.. Compile(name)]).ToJsonString(Indented) + "\n";
        var golden = Path.Combine(Folder, name + ".out.json");
        if (Environment.GetEnvironmentVariable("MODELYARD_GOLDEN") == "write")
        {
            File.WriteAllText(golden, text);
        }

        Assert.Equal(File.ReadAllText(golden), text);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void CompiledObjects_AreWhatKServesOwnSchemasDemand(string name)
    {
        SharedData.Require();
        foreach (var document in Compile(name))
        {
            var kind = KindRegistry.BuiltIn.Single(k => k.Kind == document["kind"]!.ToString());

            StructuralValidator.Validate(Crd.Schema(kind.Plural), document).ShouldBeEmpty();
            StructuralValidator.Validate(Crd.Schema(kind.Plural), Admission.Admit(kind, document)).ShouldBeEmpty();
        }
    }

    [Fact]
    public void Runtime_ThatIsMissing_IsAwaited()
    {
        var rejection = Rejection("engine: { type: custom, runtime: mine }");

        (rejection.Reason, rejection.IsAwaited).ShouldBe(("RuntimeNotFound", true));
        rejection.Message.ShouldContain("mine");
        rejection.Message.ShouldContain("kubectl get servingruntimes");
    }

    [Fact]
    public void BuiltInRuntime_ThatIsMissing_IsAwaited() =>
        Rejection("engine: { type: builtin-onnx }\nmodel: { uri: hf://owner/embedder }").Message.ShouldContain("modelyard-onnx");

    [Fact]
    public void Runtime_WithoutFormats_AsksForTheFormat()
    {
        var runtime = new ServingRuntime { Metadata = new ObjectMeta { Name = "mine" } };

        var rejection = Rejection("engine: { type: custom, runtime: mine }", new KnownRuntimes([runtime], []));

        (rejection.Reason, rejection.IsAwaited).ShouldBe(("FormatUnknown", false));
        rejection.Message.ShouldContain("spec.model.format");
    }

    [Fact]
    public void VersionOfTheLibrary_ThatIsMissing_IsAwaited() =>
        Rejection("engine: { type: builtin-llama }\nmodel: { version: atlas:1.0.0 }").ShouldSatisfyAllConditions(
            r => r.Reason.ShouldBe("VersionUnknown"), r => r.Message.ShouldContain("atlas:1.0.0"));

    [Fact]
    public void RuntimeOfTheNamespace_ComesBeforeTheClustersOfTheSameName()
    {
        var runtimes = new KnownRuntimes(
            [new ServingRuntime { Metadata = new ObjectMeta { Name = "mine" }, Spec = Serves("near") }],
            [new ClusterServingRuntime { Metadata = new ObjectMeta { Name = "mine" }, Spec = Serves("far") }]);

        var desired = DeploymentCompiler.Compile(Deployment("engine: { type: custom, runtime: mine }"), runtimes);

        desired.Service!.Spec.Predictor!.Model!.ModelFormat!.Name.ShouldBe("near");
        desired.Runtime.ShouldBeNull();

        static ServingRuntimeSpec Serves(string format) => new() { SupportedModelFormats = [new SupportedModelFormat { Name = format }] };
    }

    private static DeploymentRejectedException Rejection(string spec, KnownRuntimes? runtimes = null) =>
        Should.Throw<DeploymentRejectedException>(() => DeploymentCompiler.Compile(Deployment(spec), runtimes ?? new KnownRuntimes([], [])));

    private static ModelDeployment Deployment(string spec) => Admission.Stored($"""
        apiVersion: modelyard.dev/v1alpha1
        kind: ModelDeployment
        metadata: {"{ name: chat, namespace: acme, uid: 0b5ab1f0-0000-4000-8000-000000000001 }"}
        spec:
          {spec.ReplaceLineEndings("\n  ")}
        """).Deserialize<ModelDeployment>(ApiJson.Options)!;

    private static IEnumerable<JsonObject> Compile(string name)
    {
        var documents = ManifestReader.ReadAll(File.ReadAllText(Path.Combine(Folder, name + ".in.yaml")), name)
            .Select(m => Admission.Admit(KindRegistry.BuiltIn.Single(k => k.Kind == m.Document["kind"]!.ToString()), m.Document))
            .ToLookup(d => d["kind"]!.ToString());
        var deployment = documents["ModelDeployment"].Single().Deserialize<ModelDeployment>(ApiJson.Options)!;
        deployment.Metadata.Uid = "0b5ab1f0-0000-4000-8000-000000000001";

        var desired = DeploymentCompiler.Compile(
            deployment,
            new KnownRuntimes(
                documents["ServingRuntime"].Select(d => d.Deserialize<ServingRuntime>(ApiJson.Options)!),
                documents["ClusterServingRuntime"].Select(d => d.Deserialize<ClusterServingRuntime>(ApiJson.Options)!)));

        return new Resource?[] { desired.Runtime, desired.Service }.OfType<Resource>().Select(Document);
    }

    private static JsonObject Document(Resource resource)
    {
        var kind = KindRegistry.BuiltIn.Single(k => k.Kind == resource.GetType().Name);
        (resource.ApiVersion, resource.Kind) = (kind.ApiVersion, kind.Kind);
        return JsonSerializer.SerializeToNode(resource, resource.GetType(), ApiJson.Options)!.AsObject();
    }
}
