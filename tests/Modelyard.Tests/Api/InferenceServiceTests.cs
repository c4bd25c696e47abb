using System.Text.Json.Nodes;

namespace Modelyard.Tests;

public sealed class InferenceServiceTests
{
    private const string Head = """
        apiVersion: serving.kserve.io/v1beta1
        kind: InferenceService
        metadata: {name: atlas, namespace: demo, annotations: {ANNOTATIONS}}
        spec:
        """;

    [Theory]
    [InlineData("sklearn", null)]
    [InlineData("onnx", "v2")]
    [InlineData("triton", "v2")]
    [InlineData("huggingface", "v2")]
    [InlineData("lightgbm", null)]
    public void Defaults_OfAFrameworkKey_BecomeTheModelForm(string framework, string? protocol)
    {
        var stored = Admission.Stored(Manifest($"  predictor: {{{framework}: {{storageUri: 's3://b/m', args: [--x]}}}}"));

        var predictor = stored["spec"]!["predictor"]!.AsObject();
        predictor.ContainsKey(framework).ShouldBeFalse();
        predictor["model"]!["modelFormat"]!["name"]!.ToString().ShouldBe(framework);
        predictor["model"]!["storageUri"]!.ToString().ShouldBe("s3://b/m");
        predictor["model"]!["args"]!.ToJsonString().ShouldBe("""["--x"]""");
        predictor["model"]!["protocolVersion"]?.ToString().ShouldBe(protocol);
        stored["metadata"]!["annotations"]!["modelFormat"]!.ToString().ShouldBe(framework);
    }

    [Theory]
    [InlineData("", "Standard")]
    [InlineData("serving.kserve.io/deploymentMode: RawDeployment", "Standard")]
    [InlineData("serving.kserve.io/deploymentMode: Serverless", "Knative")]
    [InlineData("serving.kserve.io/deploymentMode: Knative", "Knative")]
    public void Defaults_OfTheDeploymentMode_UseTodaysName(string annotation, string mode) =>
        Mode(Admission.Stored(Manifest("  predictor: {model: {modelFormat: {name: gguf}}}", annotation))).ShouldBe(mode);

    [Fact]
    public void Defaults_AppliedTwice_ChangeNothing()
    {
        var once = Admission.Stored(Manifest("  predictor: {triton: {storageUri: 's3://b/m', ports: [{containerPort: 80}]}}"));

        JsonNode.DeepEquals(Admission.Stored(once.ToJsonString()), once).ShouldBeTrue();
    }

    [Fact]
    public void Defaults_OfTheOnlyContainerOfOnesOwn_GiveItTheServingName() =>
        Admission.Stored(Manifest("  predictor: {containers: [{name: mine, image: x}]}"))
            ["spec"]!["predictor"]!["containers"]![0]!["name"]!.ToString().ShouldBe("kserve-container");

    [Fact]
    public void Defaults_OfASideCarBesideAModel_KeepItsName() =>
        Admission.Stored(Manifest("  predictor: {model: {modelFormat: {name: gguf}}, containers: [{name: agent, image: x}]}"))
            ["spec"]!["predictor"]!["containers"]![0]!["name"]!.ToString().ShouldBe("agent");

    [Theory]
    [InlineData("model: {modelFormat: {name: x}}, minReplicas: 3, maxReplicas: 2", "spec.predictor.minReplicas: Invalid value: 3: 'MinReplicas' cannot be greater than MaxReplicas")]
    [InlineData("model: {modelFormat: {name: x}}, minReplicas: -1", "spec.predictor.minReplicas: Invalid value: -1: 'MinReplicas' cannot be less than 0")]
    [InlineData("model: {modelFormat: {name: x}}, containerConcurrency: -1", "spec.predictor.containerConcurrency: Invalid value: -1: parallelism cannot be less than 0")]
    [InlineData("model: {modelFormat: {name: x}, name: c}", "spec.predictor.model.name: Invalid value: \"c\": the 'name' field is not allowed in standard predictor")]
    [InlineData("model: {modelFormat: {name: x}}, logger: {url: 'http://l'}", "spec.predictor.logger.mode: Invalid value: \"\": invalid logger type")]
    [InlineData("model: {modelFormat: {name: x}, storageUri: 's3://a'}, storageUris: [{uri: 's3://b'}]", "spec.predictor.storageUris: Forbidden: Setting both StorageURI and StorageURIs is not supported.")]
    [InlineData("model: {modelFormat: {name: x}}, storageUris: [{uri: 's3://b', mountPath: /mnt/../etc}]", "spec.predictor.storageUris[0].mountPath: Invalid value: \"/mnt/../etc\": storage path cannot contain '..' for security reasons: /mnt/../etc")]
    [InlineData("model: {modelFormat: {name: x}}, storageUris: [{uri: 's3://a', mountPath: /one}, {uri: 's3://b', mountPath: /two}]", "storage paths must have a common parent directory")]
    [InlineData("model: {modelFormat: {name: x}}, storageUris: [{uri: 'pvc://a', mountPath: /m}, {uri: 'pvc://b', mountPath: /m}]", "PVC storage paths must be unique")]
    [InlineData("model: {modelFormat: {name: x}, storageUri: 'ftp://a'}", "storageUri, must be one of: [gs://, s3://")]
    [InlineData("model: {modelFormat: {name: x}, storageUri: 'ftp://a'}", "or match https://{}.blob.core.windows.net/{}/{} or be an absolute or relative local path. StorageUri [ftp://a] is not supported")]
    [InlineData("minReplicas: 1", "exactly one of [")]
    [InlineData("sklearn: {storageUri: 's3://a'}, model: {modelFormat: {name: x}}", "must be specified in PredictorSpec")]
    [InlineData("model: {modelFormat: {name: x}}, containers: [{name: kserve-container}]", "must be specified in PredictorSpec")]
    [InlineData("model: {storageUri: 's3://a'}", "spec.predictor.model.modelFormat.name: Required value")]
    [InlineData("model: {modelFormat: {name: x}}, containers: [{name: transformer-container, env: [{name: STORAGE_URI, value: 's3://a'}]}]", "storage uri should not be specified in transformer container")]
    [InlineData("model: {modelFormat: {name: x}, resources: {requests: {cpu: 2}, limits: {cpu: 1}}}", "spec.predictor.model.resources.requests: Invalid value: \"2\": must be less than or equal to cpu limit of 1")]
    [InlineData("model: {modelFormat: {name: x}, env: [{name: 'A=B'}]}", "a valid environment variable name must consist only of printable ASCII characters other than '='")]
    [InlineData("model: {modelFormat: {name: x}, confidential: {enabled: true}}", "confidential model serving requires storageUri to be set")]
    [InlineData("model: {modelFormat: {name: x}, startupProbe: {httpGet: {path: /}}}", "spec.predictor.model.startupProbe.httpGet.port: Required value")]
    [InlineData("model: {modelFormat: {name: x}, storageUri: 's3://a'}, workerSpec: {pipelineParallelSize: 0}", "WorkerSpec.PipelineParallelSize cannot be less than 1(0)")]
    [InlineData("model: {modelFormat: {name: x}, storageUri: 's3://a'}, workerSpec: {}", "Multinode only supports 'pvc' and 'oci' Storage Protocol(s3)")]
    public void Predictor_ThatIsWrong_GetsTheMessageUsersKnow(string predictor, string message) =>
        Admission.Errors(Manifest($"  predictor: {{{predictor}}}")).ShouldContain(e => e.Contains(message), customMessage: message);

    [Theory]
    [InlineData("serving.kserve.io/autoscalerClass: kpa", "", "[kpa] is not a supported autoscaler class type")]
    [InlineData("serving.kserve.io/autoscalerClass: keda", "scaleMetric: cpu", "ScaleMetric is not supported for KEDA")]
    [InlineData("serving.kserve.io/autoscalerClass: hpa", "scaleMetric: rps", "[rps] is not a supported metric")]
    [InlineData("serving.kserve.io/autoscalerClass: hpa", "scaleTarget: 101", "the target utilization percentage should be a [1-100] integer")]
    [InlineData("serving.kserve.io/deploymentMode: Knative", "deploymentStrategy: {type: Recreate}", "customizing deploymentStrategy is only supported for raw deployment mode")]
    [InlineData("serving.kserve.io/deploymentMode: Knative", "scaleMetric: cpu", "[cpu] is not a supported metric")]
    [InlineData("serving.kserve.io/deploymentMode: Sometimes", "minReplicas: 1", "Unsupported value: \"Sometimes\"")]
    public void Scaling_ThatTheScalerCannotDo_IsRefused(string annotation, string field, string message) =>
        Admission.Errors(Manifest($"  predictor: {{model: {{modelFormat: {{name: x}}}}{(field.Length > 0 ? ", " : "")}{field}}}", annotation))
            .ShouldContain(e => e.Contains(message));

    [Theory]
    [InlineData("[{trafficPercent: 60, predictor: {name: a}}, {trafficPercent: 50, predictor: {name: b}}]", "sum of canary trafficPercent values (110) must be <= 100")]
    [InlineData("[{trafficPercent: 1, predictor: {minReplicas: 1}}]", "spec.canary[0].predictor.name: Required value")]
    [InlineData("[{trafficPercent: 1, predictor: {name: v1}}]", "must differ from the name of the stable predictor")]
    [InlineData("[{trafficPercent: 1, predictor: {name: a}}, {trafficPercent: 1, predictor: {name: a}}]", "spec.canary[1].predictor.name: Duplicate value: \"a\"")]
    [InlineData("[{trafficPercent: 1, predictor: {name: a, maxReplicas: 2}}]", "spec.canary[0].predictor.maxReplicas: Forbidden")]
    [InlineData("[{trafficPercent: 1, predictor: {name: a, minReplicas: 2}}]", "must not be greater than minReplicas of the stable predictor")]
    public void Canary_ThatIsWrong_IsRefused(string canary, string message) =>
        Admission.Errors(Manifest($"  predictor: {{name: v1, model: {{modelFormat: {{name: x}}}}}}\n  canary: {canary}")).ShouldContain(e => e.Contains(message));

    [Fact]
    public void Canary_InKnativeMode_IsRefused() =>
        Admission.Errors(Manifest(
            "  predictor: {model: {modelFormat: {name: x}}}\n  canary: [{trafficPercent: 1, predictor: {name: a}}]",
            "serving.kserve.io/deploymentMode: Serverless")).ShouldContain(e => e.Contains("canary is only supported in Standard deployment mode"));

    [Theory]
    [InlineData("Atlas")]
    [InlineData("1st")]
    [InlineData("a.b")]
    public void Name_ThatNoHostCanBeMadeOf_IsRefused(string name) =>
        Admission.Errors(Manifest("  predictor: {model: {modelFormat: {name: x}}}").Replace("name: atlas", $"name: {name}"))
            .ShouldContain(e => e.Contains("a InferenceService name must consist of lower case alphanumeric characters or '-'"));

    [Fact]
    public void DeploymentMode_OnceInForce_CannotChange()
    {
        const string Predictor = "  predictor: {model: {modelFormat: {name: x}}}";

        Admission.Errors(Manifest(Predictor, "serving.kserve.io/deploymentMode: Knative"), Manifest(Predictor) + "\nstatus: {deploymentMode: RawDeployment}")
            .Single().ShouldContain("update rejected: deploymentMode cannot be changed from 'Standard' to 'Knative'");
    }

    [Fact]
    public void EverythingWrong_IsSaidAtOnce() =>
        Admission.Errors(Manifest("  predictor: {minReplicas: -1, containerConcurrency: -1}")).Count.ShouldBe(3);

    private static string Manifest(string spec, string annotations = "") => Head.Replace("ANNOTATIONS", annotations) + "\n" + spec;

    private static string Mode(JsonObject stored) => stored["metadata"]!["annotations"]!["serving.kserve.io/deploymentMode"]!.ToString();
}
