namespace Modelyard.Tests;

public sealed class ModelDeploymentTests
{
    private const string Model = "model: { uri: models/atlas/atlas.gguf }\n";
    private const string Llama = Model + "engine: { type: builtin-llama }\n";

    [Fact]
    public void Deployment_WithLittle_GetsItsDefaults()
    {
        var spec = Admission.Stored(Deployment(Llama + "concurrency: { perReplica: 4 }\nsharing: {}\ncache: { enabled: true }\nscaling: { maxReplicas: 3, metric: rps, target: 5 }"))["spec"]!;

        spec["engine"]!["promptCaching"]!.GetValue<bool>().ShouldBeTrue();
        spec["concurrency"]!["queueLength"]!.GetValue<int>().ShouldBe(100);
        spec["concurrency"]!["queueTimeout"]!.ToString().ShouldBe("30s");
        spec["sharing"]!["policy"]!.ToString().ShouldBe("None");
        spec["cache"]!["ttl"]!.ToString().ShouldBe("1h");
        spec["cache"]!["maxSize"]!.ToString().ShouldBe("64Mi");
        spec["scaling"]!["minReplicas"]!.GetValue<int>().ShouldBe(1);
        spec["replicas"].ShouldBeNull();
    }

    [Theory]
    [InlineData("engine: { type: builtin-llama }\nmodel: { version: 'atlas:1.2.0' }")]
    [InlineData("engine: { type: builtin-onnx }\nmodel: { uri: hf://owner/embedder }")]
    [InlineData("engine: { type: vLLM, image: 'vllm/vllm-openai:v0.11.0', args: [--enforce-eager], contextLength: 8192, port: 8001 }\nmodel: { uri: hf://owner/name, servedName: owner/name }")]
    [InlineData("engine: { type: NIM, image: nvcr.io/nim/meta/llama-3.1-8b-instruct, imagePullSecret: ngc }")]
    [InlineData("engine: { type: custom, image: mine, command: [serve], args: [--fast] }")]
    [InlineData("engine: { type: custom, runtime: kserve-vllmserver }\nmodel: { uri: pvc://claim/model, format: vLLM }")]
    [InlineData("engine: { type: external, external: { url: https://models.example.com/base, model: big, secretRef: { name: upstream, key: token } } }")]
    public void EveryEngine_WithWhatItNeeds_IsAllowed(string spec) => Admission.Errors(Deployment(spec)).ShouldBeEmpty();

    [Theory]
    [InlineData("engine: { type: builtin-llama }", "spec.model.uri", "needs to be told the model")]
    [InlineData("engine: { type: vLLM }", "spec.model.uri", "hf://owner/name")]
    [InlineData("engine: { type: builtin-llama }\nmodel: { uri: a.gguf, version: 'a:1' }", "spec.model.version", "either uri or version")]
    [InlineData("engine: { type: builtin-llama }\nmodel: { uri: 'ftp://x/y' }", "spec.model.uri", "must be one of")]
    [InlineData("engine: { type: builtin-llama }\nmodel: { version: atlas }", "spec.model.version", "should match")]
    [InlineData("engine: { type: builtin-llama }\nmodel: { uri: a.gguf, servedName: b }", "spec.model.servedName", "under the deployment's name")]
    [InlineData(Model + "engine: { type: builtin-llama, image: x }", "spec.engine.image", "choose type custom")]
    [InlineData(Model + "engine: { type: builtin-llama, runtime: x }", "spec.engine.runtime", "brings its own runtime")]
    [InlineData(Model + "engine: { type: builtin-llama, external: { url: 'https://x' } }", "spec.engine.external", "only for engine type external")]
    [InlineData(Model + "engine: { type: builtin-onnx, contextLength: 512 }", "spec.engine.contextLength", "exported with")]
    [InlineData(Model + "engine: { type: tensorrt }", "spec.engine.type", "\"vLLM\"")]
    [InlineData("engine: { type: NIM }", "spec.engine.image", "nvcr.io")]
    [InlineData("engine: { type: custom }", "spec.engine.image", "needs an image")]
    [InlineData("engine: { type: custom, image: x, contextLength: 1 }", "spec.engine.contextLength", "say it in args")]
    [InlineData("engine: { type: custom, image: x, runtime: mine }", "spec.engine.image", "is what the runtime mine says")]
    [InlineData("engine: { type: custom, image: 'a b' }", "spec.engine.image", "reference of an image")]
    [InlineData("engine: { type: external }", "spec.engine.external", "which service")]
    [InlineData("engine: { type: external, external: { url: 'https://x/v1' } }", "spec.engine.external.url", "without /v1")]
    [InlineData("engine: { type: external, external: { url: 'https://a:b@x' } }", "spec.engine.external.url", "secretRef")]
    [InlineData("engine: { type: external, external: { url: 'ftp://x' } }", "spec.engine.external.url", "http or https")]
    [InlineData("engine: { type: external, external: { url: 'https://x?a=b' } }", "spec.engine.external.url", "query")]
    [InlineData("engine: { type: external, external: { url: 'https://x' } }\nreplicas: 2", "spec.replicas", "nothing runs here")]
    [InlineData("engine: { type: external, external: { url: 'https://x' } }\nmodel: { uri: a }", "spec.model.uri", "engine.external.model")]
    public void Engine_WithAFieldItHasNoUseForOrLacksOne_IsRefusedWithWhatToDo(string spec, string path, string message) =>
        Admission.Errors(Deployment(spec)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            e => e.ShouldStartWith(path + ": "), e => e.ShouldContain(message));

    [Theory]
    [InlineData("replicas: 0", "spec.replicas", "greater than or equal to 1")]
    [InlineData("replicas: 2\nscaling: { maxReplicas: 3, metric: rps, target: 5 }", "spec.replicas", "either a fixed number")]
    [InlineData("scaling: { minReplicas: 4, maxReplicas: 3, metric: rps, target: 5 }", "spec.scaling.minReplicas", "maxReplicas, which is 3")]
    [InlineData("scaling: { maxReplicas: 3, metric: cpu, target: 150 }", "spec.scaling.target", "from 1 to 100")]
    [InlineData("scaling: { minReplicas: 0, maxReplicas: 3, metric: cpu, target: 50 }", "spec.scaling.minReplicas", "concurrency or rps")]
    [InlineData("resources: { cpu: 0 }", "spec.resources.cpu", "greater than 0")]
    [InlineData("resources: { acceleratorClass: h200 }", "spec.resources.gpus", "say how many")]
    [InlineData("env: [ { name: A, value: x, valueFrom: { secretKeyRef: { name: s, key: k } } } ]", "spec.env[0].valueFrom", "may not be specified")]
    [InlineData("env: [ { name: A }, { name: A } ]", "spec.env[1].name", "Duplicate")]
    [InlineData("labels: { 'a b': c }", "spec.labels", "alphanumeric")]
    [InlineData("concurrency: { queueTimeout: soon }", "spec.concurrency.queueTimeout", "such as 30s")]
    [InlineData("timeouts: { firstToken: -1s }", "spec.timeouts.firstToken", "duration longer than 0")]
    [InlineData("cache: { enabled: true, ttl: 0s }", "spec.cache.ttl", "longer than 0")]
    [InlineData("cache: { enabled: true, maxSize: 0 }", "spec.cache.maxSize", "at least one byte")]
    [InlineData("cache: { ttl: 1h }", "spec.cache.enabled", "Required")]
    [InlineData("pricing: { inputPerMillionTokens: 1 }", "spec.pricing.currency", "Required")]
    [InlineData("pricing: { currency: EUR, outputPerMillionTokens: -0.1 }", "spec.pricing.outputPerMillionTokens", "greater than or equal to 0")]
    [InlineData("pricing: { currency: EUR, perRequest: 0.0000001 }", "spec.pricing.perRequest", "at most 6 decimal places")]
    [InlineData("sharing: { policy: Organizations }", "spec.sharing.organizations", "list at least one")]
    [InlineData("sharing: { policy: AllOrganizations, organizations: [globex] }", "spec.sharing.organizations", "only for policy Organizations")]
    [InlineData("endpoint: a/b", "spec.endpoint", "label")]
    public void Deployment_WithAWrongValue_IsRefusedWithWhatToDo(string field, string path, string message) =>
        Admission.Errors(Deployment(Llama + field)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            e => e.ShouldStartWith(path + ": "), e => e.ShouldContain(message));

    [Fact]
    public void SeveralMistakes_AreAllTold() =>
        Admission.Errors(Deployment(
            "engine: { type: builtin-llama, image: x }\nreplicas: 2\nscaling: { maxReplicas: 3, metric: rps, target: 5 }\npricing: { currency: EUR, perRequest: -1 }")).Count.ShouldBe(4);

    private static string Deployment(string spec) => $"""
        apiVersion: modelyard.dev/v1alpha1
        kind: ModelDeployment
        metadata:
          name: chat
          namespace: acme
        spec:
          {spec.TrimEnd().ReplaceLineEndings("\n  ")}
        """;
}
