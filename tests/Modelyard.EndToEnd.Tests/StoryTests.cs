using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Modelyard.EndToEnd.Tests;

/// <summary>The README's story, word by word, against the built program.</summary>
public sealed class StoryTests(Installation installation) : IClassFixture<Installation>
{
    [Fact]
    public void Up_Detached_PrintsAddressesKeyAndARealReply()
    {
        installation.Greeting.ShouldContain($"http://127.0.0.1:{installation.PortBase}");
        installation.Greeting.ShouldContain(installation.ApiKey);
        installation.Greeting.ShouldContain("Paris");
    }

    [Fact]
    public async Task Chat_ThroughTheGateway_AnswersAndCounts()
    {
        var reply = await installation.ChatAsync("atlas", "What is the capital of France?");

        ((string?)reply["choices"]![0]!["message"]!["content"]).ShouldBe("The capital of France is Paris.");
        ((int)reply["usage"]!["prompt_tokens"]!).ShouldBeGreaterThan(0);
        ((int)reply["usage"]!["completion_tokens"]!).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Chat_FromTheCommandLine_Answers() =>
        (await installation.ModelyardAsync("chat", "atlas", "Which currency is used in Japan?")).Succeeded().ShouldContain("yen");

    [Fact]
    public async Task Kubectl_GetInferenceServices_ShowsReadyAndUrl()
    {
        var table = (await installation.KubectlAsync("get", "inferenceservices", "-A")).Succeeded();

        table.ShouldContain("URL");
        table.Split('\n').Single(l => l.Contains(" atlas ")).ShouldSatisfyAllConditions(
            row => row.ShouldStartWith("demo"),
            row => row.ShouldContain("/serving/demo/atlas"),
            row => row.ShouldContain("True"));
    }

    [Fact]
    public async Task Kubectl_SecondModel_AppliedWaitedLoggedDescribedDeleted()
    {
        (await installation.KubectlAsync("apply", "-f", Path.Combine(Installation.Root, "samples", "second-model.yaml"))).Succeeded().ShouldContain("created");
        (await installation.KubectlAsync("wait", "--for=condition=Ready", "isvc/second", "-n", "demo", "--timeout=60s")).Succeeded().ShouldContain("condition met");
        ((string?)(await installation.ChatAsync("second", "What is the capital of Spain?"))["choices"]![0]!["message"]!["content"]).ShouldNotBeNull().ShouldContain("Madrid");

        var pods = (await installation.KubectlAsync("get", "pods", "-n", "demo", "-l", "serving.kserve.io/inferenceservice=second", "-o", "name")).Succeeded()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        pods.Length.ShouldBe(2);
        (await installation.KubectlAsync("logs", "-n", "demo", pods[0])).Succeeded().ShouldNotBeEmpty();
        (await installation.KubectlAsync("describe", "isvc", "second", "-n", "demo")).Succeeded().ShouldContain("Events:");
        (await installation.KubectlAsync("get", "events", "-n", "demo")).Succeeded().ShouldContain("second");

        (await installation.KubectlAsync("apply", "-f", Path.Combine(Installation.Root, "samples", "second-model.yaml"))).Succeeded().ShouldContain("unchanged");
        var followed = installation.KubectlAsync("logs", "-f", "-n", "demo", pods[0]);
        (await installation.KubectlAsync("delete", "isvc", "second", "-n", "demo", "--timeout=60s")).Succeeded().ShouldContain("deleted");
        (await followed).Succeeded().ShouldContain("Serving second");
        await Installation.EventuallyAsync(
            async () => (await installation.KubectlAsync("get", "pods", "-n", "demo", "-l", "serving.kserve.io/inferenceservice=second", "-o", "name")).Succeeded(),
            left => left.Length == 0,
            TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Keys_RevokedOne_IsRefusedWithinASecond()
    {
        var created = JsonNode.Parse((await installation.ModelyardAsync("keys", "create", "--name", "short-lived", "-o", "json")).Succeeded())!;
        var secret = (string)created["status"]!["secret"]!;
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = installation.Gateway.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new("Bearer", secret);
        (await http.GetAsync("/v1/models", TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();

        (await installation.ModelyardAsync("keys", "revoke", (string)created["metadata"]!["name"]!)).Succeeded();

        await Installation.EventuallyAsync(
            async () => (int)(await http.GetAsync("/v1/models")).StatusCode, code => code == 401, TimeSpan.FromSeconds(1));
        (await installation.ModelyardAsync("keys", "list")).Succeeded().ShouldNotContain(secret);
    }

    [Fact]
    public async Task Usage_OfAKey_IsWhatTheAnswersSaid()
    {
        var created = JsonNode.Parse((await installation.ModelyardAsync(
            "keys", "create", "--name", "metered", "--user", "developer@acme.example", "--deployment", "atlas", "--expires", "1d", "-o", "json")).Succeeded())!;
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = installation.Gateway.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new("Bearer", (string)created["status"]!["secret"]!);
        var (input, output) = (0L, 0L);
        for (var i = 0; i < 3; i++)
        {
            using var response = await http.PostAsync(
                "/v1/chat/completions",
                new StringContent("""{"model":"atlas","max_tokens":5,"messages":[{"role":"user","content":"What is the capital of France?"}]}""", System.Text.Encoding.UTF8, "application/json"),
                TestContext.Current.CancellationToken);
            var usage = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["usage"]!;
            (input, output) = (input + (long)usage["prompt_tokens"]!, output + (long)usage["completion_tokens"]!);
        }

        var report = JsonNode.Parse((await installation.ModelyardAsync("usage", "--by", "key,user", "--key", "metered", "-o", "json")).Succeeded())!;

        var row = report["rows"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)row["user"], (long)row["requests"]!, (long)row["inputTokens"]!, (long)row["outputTokens"]!).ShouldBe(("developer@acme.example", 3L, input, output));
    }

    [Theory]
    [InlineData("predictor: {model: {modelFromat: {name: gguf}, storageUri: models/atlas/atlas.gguf}}", "unknown field \"spec.predictor.model.modelFromat\"")]
    [InlineData("predictor: {minReplicas: 3, maxReplicas: 1, model: {modelFormat: {name: gguf}}}", "'MinReplicas' cannot be greater than MaxReplicas")]
    public async Task Apply_BadManifest_IsRefusedPrecisely(string spec, string expected)
    {
        var manifest = $$"""
            apiVersion: serving.kserve.io/v1beta1
            kind: InferenceService
            metadata: {name: bad, namespace: demo}
            spec: { {{spec}} }
            """;
        var watch = Stopwatch.StartNew();
        var outcome = await installation.KubectlWithInputAsync(manifest, "apply", "-f", "-");

        outcome.ExitCode.ShouldBe(1);
        outcome.Error.ShouldContain(expected);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData("unknown-runtime", "model: {modelFormat: {name: gguf}, runtime: nowhere, storageUri: models/atlas/atlas.gguf}", "RuntimeNotRecognized", "nowhere")]
    [InlineData("no-runtime", "model: {modelFormat: {name: abacus}, storageUri: models/atlas/atlas.gguf}", "NoSupportingRuntime", "No runtime found")]
    [InlineData("missing-file", "model: {modelFormat: {name: gguf}, storageUri: models/atlas/nothing.gguf}", "ModelLoadFailed", "nothing.gguf")]
    [InlineData("corrupt-file", "model: {modelFormat: {name: gguf}, storageUri: README.md}", "ModelLoadFailed", "GGUF")]
    public async Task Apply_ModelThatCannotRun_SaysWhyInItsStatus(string name, string predictor, string reason, string expected)
    {
        var manifest = $$"""
            apiVersion: serving.kserve.io/v1beta1
            kind: InferenceService
            metadata: {name: {{name}}, namespace: demo}
            spec: {predictor: { {{predictor}} } }
            """;
        (await installation.KubectlWithInputAsync(manifest, "apply", "-f", "-")).Succeeded();

        var service = await Installation.EventuallyAsync(
            async () => JsonNode.Parse((await installation.KubectlAsync("get", "isvc", name, "-n", "demo", "-o", "json")).Succeeded())!,
            s => (string?)s["status"]?["modelStatus"]?["lastFailureInfo"]?["reason"] == reason,
            TimeSpan.FromSeconds(5));

        ((string?)service["status"]!["modelStatus"]!["lastFailureInfo"]!["message"]).ShouldNotBeNull().ShouldContain(expected);
        var ready = ((JsonArray)service["status"]!["conditions"]!).Single(c => (string?)c!["type"] == "Ready")!;
        ((string?)ready["status"]).ShouldBe("False");
        ((string?)ready["message"]).ShouldNotBeNull().ShouldContain(expected);
        (await installation.KubectlAsync("delete", "isvc", name, "-n", "demo", "--timeout=60s")).Succeeded();
    }

    [Fact]
    public async Task Status_OfARunningInstallation_NamesModelsAndAddresses()
    {
        var status = (await installation.ModelyardAsync("status")).Succeeded();
        status.ShouldContain("atlas");
        status.ShouldContain($"http://127.0.0.1:{installation.PortBase}");
    }
}
