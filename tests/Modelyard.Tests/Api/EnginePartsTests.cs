using Modelyard.Api;
using Modelyard.Tests.ApiServer;

namespace Modelyard.Tests;

/// <summary>What in an object decides what engines run or load.</summary>
public sealed class EnginePartsTests
{
    [Theory]
    [InlineData("builtin-llama", null)]
    [InlineData("builtin-llama", null, "--threads", "4", "--gpu-layers=-1", "--embedding", "--pooling=mean", "--stream-interval=20ms")]
    [InlineData("builtin-llama", "--chat-template=chatml", "--threads=4", "--chat-template=chatml")]
    [InlineData("builtin-llama", "--engines-dir=/tmp", "--engines-dir=/tmp")]
    [InlineData("builtin-llama", "--alias=x", "--alias=x")]
    [InlineData("builtin-llama", "@/tmp/arguments", "@/tmp/arguments")]
    [InlineData("builtin-llama", "--threads", "--threads")]
    [InlineData("builtin-llama", "--threads --model", "--threads", "--model", "/tmp/x")]
    [InlineData("builtin-llama", "--threads 4\n", "--threads", "4\n")]
    [InlineData("builtin-llama", "--threads $(A)", "--threads=$(A)")]
    [InlineData("builtin-llama", "--threads {{.Annotations.a}}", "--threads={{.Annotations.a}}")]
    [InlineData("builtin-llama", "--ctx_size=1", "--ctx_size=1")]
    [InlineData("builtin-llama", "true", "--embedding", "true")]
    [InlineData("builtin-llama", "--embedding=x", "--embedding=x")]
    [InlineData("builtin-llama", "--max-model-len=1", "--max-model-len=1")]
    [InlineData("vLLM", null, "--max-model-len=32k", "--max_num_seqs", "8", "--dtype", "bfloat16", "--enforce-eager", "-tp", "2", "--tool-call-parser=hermes", "--max-model-len=auto")]
    [InlineData("vLLM", "/srv/other", "--enforce-eager", "/srv/other")]
    [InlineData("vLLM", "--trust-remote-code", "--trust-remote-code")]
    [InlineData("vLLM", "--tokenizer=/srv/x", "--tokenizer=/srv/x")]
    [InlineData("vLLM", "--speculative-config={\"model\":\"/srv/x\"}", "--speculative-config={\"model\":\"/srv/x\"}")]
    [InlineData("vLLM", "--speculative_config.model=x", "--speculative_config.model=x")]
    [InlineData("vLLM", "--config=/srv/x.yaml", "--config=/srv/x.yaml")]
    [InlineData("vLLM", "--hf-overrides={}", "--hf-overrides={}")]
    [InlineData("vLLM", "--quantization ../x", "--quantization=../x")]
    [InlineData("vLLM", "--load-format runai_streamer", "--load-format=runai_streamer")]
    [InlineData("vLLM", "--generation-config /srv", "--generation-config=/srv")]
    [InlineData("builtin-onnx", "--threads=1", "--threads=1")]
    [InlineData("NIM", "--max-model-len=1", "--max-model-len=1")]
    [InlineData("custom", "--threads=1", "--threads=1")]
    public void Arguments_TuneTheEngine_OrDoMore(string type, string? other, params string[] arguments) =>
        TuningArguments.FirstOther(new EngineSpec { Type = type }, null, arguments).ShouldBe(other);

    [Theory]
    [InlineData("own", "vLLM", "--max-num-seqs=8", null)]
    [InlineData(null, "huggingface", "--max-num-seqs=8", null)]
    [InlineData(null, "gguf", "--threads=8", null)]
    [InlineData("modelyard-llama", null, "--threads=8", null)]
    [InlineData("own", "sklearn", "--threads=8", "--threads=8")]
    [InlineData(null, null, "--threads=8", "--threads=8")]
    public void Arguments_OfARuntime_AreThoseOfWhatServesTheFormat(string? runtime, string? format, string argument, string? other) =>
        TuningArguments.FirstOther(runtime, format, [argument]).ShouldBe(other);

    /// <summary>Whoever adds a field decides on purpose whether it takes the right: this lists the ones that do.</summary>
    [Fact]
    public void Fields_ThatAreNotKnownToBeHarmless_AreParts()
    {
        Others("modelyard.dev", "ModelDeployment", "engine", HarmlessFields.Engine).ShouldBe(["command", "external", "image"]);
        Others("modelyard.dev", "ModelDeployment", "", HarmlessFields.Deployment).ShouldBeEmpty();
        Others("modelyard.dev", "ModelDeployment", "model", HarmlessFields.DeployedModel).ShouldBeEmpty();
        Others("serving.kserve.io", "InferenceService", "", HarmlessFields.Service).ShouldBeEmpty();
        Others("serving.kserve.io", "InferenceService", "predictor", HarmlessFields.Component).ShouldBe(
        [
            "containers", "dnsConfig", "ephemeralContainers", "hostAliases", "hostIPC", "hostNetwork", "hostPID", "hostUsers", "hostname", "hostnameOverride", "huggingface", "initContainers",
            "lightgbm", "onnx", "os", "overhead", "paddle", "pmml", "pytorch", "readinessGates", "setHostnameAsFQDN", "shareProcessNamespace", "sklearn", "storageContainerName", "storageUris",
            "subdomain", "tensorflow", "triton", "volumes", "xgboost",
        ]);
        Others("serving.kserve.io", "InferenceService", "predictor.model", HarmlessFields.Model).ShouldBe(
        [
            "command", "confidential", "envFrom", "image", "lifecycle", "restartPolicy", "restartPolicyRules", "runtimeVersion", "stdin", "stdinOnce", "storage", "terminationMessagePath", "tty",
            "volumeDevices", "volumeMounts", "workingDir",
        ]);
    }

    [Fact]
    public void Object_OfAnotherKind_HasNone() => EngineParts.Of(Kind("", "ConfigMap"), Objects.Parse("""{"spec":{"containers":[]}}""")).ShouldBeEmpty();

    [Fact]
    public void Part_IsToldOnOneLine_AndNotAtAnyLength()
    {
        new EnginePart("spec.engine.args", null, "--a=\r\nü").ToString().ShouldBe("spec.engine.args (--a=???)");
        new EnginePart("spec.engine.args", null, new string('a', 500)).ToString().Length.ShouldBeLessThan(200);
    }

    private static KindDescriptor Kind(string group, string kind) => KindRegistry.BuiltIn.Single(k => k.Group == group && k.Kind == kind);

    private static IEnumerable<string> Others(string group, string kind, string path, IEnumerable<string> harmless)
    {
        var schema = path.Split('.', StringSplitOptions.RemoveEmptyEntries).Aggregate(Kind(group, kind).Schema.Value.Properties!["spec"], (s, step) => s.Properties![step]);
        return schema.Properties!.Keys.Except(harmless).Order(StringComparer.Ordinal);
    }
}
