using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Node;
using Modelyard.Tests.Repository;

namespace Modelyard.Tests.Node;

/// <summary>
/// Each case is a service and a runtime in YAML beside the Pod they must compile to. With MODELYARD_GOLDEN=write the Pods are written anew,
/// to be read before they are committed.
/// </summary>
public sealed class PredictorCompilerTests
{
    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "tests", "Modelyard.Tests", "Node", "Golden");

    public static TheoryData<string> Cases() => new(Directory.GetFiles(Folder, "*.in.yaml").Select(f => Path.GetFileName(f)[..^".in.yaml".Length]).Order());

    [Theory]
    [MemberData(nameof(Cases))]
    public void Service_AndRuntime_CompileToTheGoldenPod(string name)
    {
        var (service, runtime) = Read(Path.Combine(Folder, name + ".in.yaml"));

        var revision = PredictorCompiler.Compile(service, runtime);

        var pod = JsonSerializer.SerializeToNode(revision.Template, ApiJson.Options)!.AsObject();
        pod["metadata"]!["labels"]!.AsObject().Remove(Labels.Revision);
        var text = pod.ToJsonString(new JsonSerializerOptions(ApiJson.Options) { WriteIndented = true }) + "\n";
        var golden = Path.Combine(Folder, name + ".pod.json");
        if (Environment.GetEnvironmentVariable("MODELYARD_GOLDEN") == "write")
        {
            File.WriteAllText(golden, text);
        }

        Assert.Equal(File.ReadAllText(golden), text);
    }

    [Fact]
    public void Revision_ChangesWithWhatAReplicaIs_AndWithNothingElse()
    {
        var (service, runtime) = Read(Path.Combine(Folder, "merge.in.yaml"));
        var hash = PredictorCompiler.Compile(service, runtime).Hash;

        PredictorCompiler.Compile(service, runtime).Hash.ShouldBe(hash);
        service.Metadata.Annotations!["kubectl.kubernetes.io/last-applied-configuration"] = "{}";
        service.Metadata.Annotations["serving.kserve.io/stop"] = "false";
        service.Metadata.Annotations["modelyard.dev/address"] = "unix:/srv/other.sock";
        service.Metadata.Annotations["modelyard.dev/gpus"] = "GPU-1";
        service.Spec.Predictor!.MinReplicas = 5;
        service.Metadata.Generation = 9;
        PredictorCompiler.Compile(service, runtime).Hash.ShouldBe(hash, "none of these is part of a replica");
        service.Spec.Predictor.Model!.StorageUri = "file:///elsewhere";
        PredictorCompiler.Compile(service, runtime).Hash.ShouldNotBe(hash);
    }

    [Theory]
    [InlineData("{{.Nam}}", "failed to replace placeholders in serving runtime python Container kserve-container: can't evaluate field Nam")]
    [InlineData("{{.Name", "unclosed action")]
    public void Template_ThatIsInvalid_IsAnInvalidPredictorSpec(string argument, string expected)
    {
        var (service, runtime) = Read(Path.Combine(Folder, "merge.in.yaml"));
        runtime!.Spec.Containers![0].Args = [argument];

        var rejection = Should.Throw<PredictorRejectedException>(() => PredictorCompiler.Compile(service, runtime));

        rejection.Reason.ShouldBe("InvalidPredictorSpec");
        rejection.Message.ShouldContain(expected);
    }

    [Theory]
    [InlineData("graph-sequence.yaml", "sklearn-iris: no command | xgboost-iris: NoSupportingRuntime")]
    [InlineData("graph-splitter.yaml", "sklearn-iris: no command | xgboost-iris: NoSupportingRuntime")]
    [InlineData("graph-switch.yaml", "single-1: no command | single-2: no command | single-3: no command")]
    [InlineData("isvc-autoscale-custom.yaml", "flowers-sample: NoSupportingRuntime")]
    [InlineData("isvc-autoscale-hpa.yaml", "sklearn-iris-hpa: no command")]
    [InlineData("isvc-canary-standard-spec-canary.yaml", "my-model: no command")]
    [InlineData("isvc-custom-container.yaml", "custom-simple: no command")]
    [InlineData("isvc-logger.yaml", "sklearn-iris: no command")]
    [InlineData("isvc-sklearn-v2.yaml", "sklearn-irisv2: no command")]
    [InlineData("isvc-storage-hf.yaml", "huggingface-llama2: no command")]
    [InlineData("isvc-storage-oci-modelcar.yaml", "my-inference-service: no command")]
    [InlineData("isvc-storage-pvc.yaml", "sklearn-pvc: no command")]
    [InlineData("isvc-storagespec-s3.yaml", "example-sklearn-isvc: no command")]
    [InlineData("isvc-timeout.yaml", "flowers: NoSupportingRuntime")]
    [InlineData("isvc-transformer.yaml", "torch-transformer: NoSupportingRuntime")]
    [InlineData("localmodelcache.yaml", "huggingface-llama3: no command")]
    public void Sample_CompilesOrSaysWhyNot(string file, string expected)
    {
        var runtimes = SharedData.Names("samples", "runtime-*.yaml").SelectMany(f => Objects<ClusterServingRuntime>(SharedData.Read("samples", f), "ClusterServingRuntime")).ToList();
        var outcomes = Objects<InferenceService>(SharedData.Read("samples", file), "InferenceService").Select(service =>
        {
            try
            {
                var runtime = service.Spec.Predictor?.Model is { } model ? RuntimeSelector.Select(model, false, [], runtimes) : null;
                return $"{service.Metadata.Name}: {PredictorCompiler.Compile(service, runtime).Template.Spec.Containers![0].Command![0]}";
            }
            catch (PredictorRejectedException rejection)
            {
                rejection.Message.Length.ShouldBeGreaterThan(40);
                return $"{service.Metadata.Name}: {(rejection.Message.Contains("no command") ? "no command" : rejection.Reason)}";
            }
        });

        string.Join(" | ", outcomes).ShouldBe(expected);
    }

    [Fact]
    public void Sample_WithLocalCommandsForItsRuntimes_Runs()
    {
        var runtime = Objects<ClusterServingRuntime>(SharedData.Read("samples", "runtime-sklearnserver.yaml"), "ClusterServingRuntime").Single();
        runtime.Metadata.Annotations![Annotations.LocalCommand] = "python3 -m sklearnserver --model_name={{.Name}} --model_dir=/mnt/models --http_port=8080";
        var service = Objects<InferenceService>(SharedData.Read("samples", "isvc-autoscale-hpa.yaml"), "InferenceService").Single();

        var pod = PredictorCompiler.Compile(service, SelectedRuntime.Of(runtime)).Template;

        pod.Spec.Containers![0].Command.ShouldBe(["python3", "-m", "sklearnserver", "--model_name=sklearn-iris-hpa", "--model_dir=/mnt/models", "--http_port=8080"]);
        pod.Spec.InitContainers![0].Args.ShouldBe(["gs://kfserving-examples/models/sklearn/1.0/model", "/mnt/models"]);
    }

    private static (InferenceService Service, SelectedRuntime? Runtime) Read(string file)
    {
        var text = File.ReadAllText(file);
        return (Objects<InferenceService>(text, "InferenceService").Single(), Objects<ClusterServingRuntime>(text, "ClusterServingRuntime").Select(SelectedRuntime.Of).SingleOrDefault());
    }

    // Through the kind's own defaulter, as on the way into the API.
    private static IEnumerable<T> Objects<T>(string text, string kind)
        where T : Resource =>
        ManifestReader.ReadAll(text).Select(m => m.Document).Where(d => d["kind"]!.ToString() == kind).Select(document =>
        {
            var descriptor = KindRegistry.BuiltIn.Single(k => k.Kind == kind);
            var filled = descriptor.Default is { } fill ? fill(document) : document;
            return ((JsonNode)filled).Deserialize<T>(ApiJson.Options)!;
        });
}
