using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.ApiServer;
using static Modelyard.Tests.ApiServer.RbacObjects;

namespace Modelyard.Tests.ApiServer;

/// <summary>Who may say what engines run where approved models only are to run.</summary>
public sealed class EngineRightTests(TestApiServer server) : IClassFixture<TestApiServer>, IAsyncLifetime
{
    private const string Deployment = """{"apiVersion":"modelyard.dev/v1alpha1","kind":"ModelDeployment","metadata":{"name":"chat"},"spec":{"model":{"uri":"hf://acme/atlas"},"engine":{"type":"builtin-llama"}}}""";
    private const string Service = """{"apiVersion":"serving.kserve.io/v1beta1","kind":"InferenceService","metadata":{"name":"chat"},"spec":{"predictor":{"model":{"modelFormat":{"name":"gguf"},"storageUri":"hf://acme/atlas"}}}}""";
    private const string Runtime = """{"apiVersion":"serving.kserve.io/v1alpha1","kind":"ServingRuntime","metadata":{"name":"own"},"spec":{"supportedModelFormats":[{"name":"gguf","autoSelect":true}],"containers":[{"name":"kserve-container","image":"x","command":["x"]}]}}""";
    private const string Pod = """{"apiVersion":"v1","kind":"Pod","metadata":{"name":"own"},"spec":{"containers":[{"name":"main","image":"x"}]}}""";
    private const string CustomImage = """{"spec":{"engine":{"type":"custom","image":"x"}}}""";

    private string _ns = "";
    private HttpClient _developer = null!;

    public async ValueTask InitializeAsync()
    {
        _ns = await server.NewNamespaceAsync();
        await ModeAsync("enforce");
        _developer = await PersonAsync("dora", "edit");
    }

    public ValueTask DisposeAsync()
    {
        _developer.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(Runtime, "{}", "spec.supportedModelFormats, spec.containers")]
    [InlineData(Pod, "{}", "spec.containers")]
    [InlineData(Deployment, CustomImage, "spec.engine.image")]
    [InlineData(Deployment, """{"spec":{"model":null,"engine":{"type":"NIM","image":"x"}}}""", "spec.engine.image")]
    [InlineData(Deployment, """{"spec":{"engine":{"type":"vLLM","image":"x"}}}""", "spec.engine.image")]
    [InlineData(Deployment, """{"spec":{"engine":{"type":"vLLM","command":["x"]}}}""", "spec.engine.command")]
    [InlineData(Deployment, """{"spec":{"model":null,"engine":{"type":"external","external":{"url":"http://127.0.0.1:9"}}}}""", "spec.engine.external")]
    [InlineData(Deployment, """{"spec":{"engine":{"args":["--threads=2","--model=/srv/other.gguf"]}}}""", "spec.engine.args (--model=/srv/other.gguf)")]
    [InlineData(Deployment, """{"spec":{"engine":{"type":"vLLM","args":["--lora-modules=a=/srv/a"]}}}""", "spec.engine.args (--lora-modules=a=/srv/a)")]
    [InlineData(Deployment, """{"spec":{"model":{"servedName":"--model=/srv/other"},"engine":{"type":"vLLM"}}}""", "spec.model.servedName (--model=/srv/other)")]
    [InlineData(Deployment, """{"spec":{"model":{"servedName":"{{.Annotations.a}}"},"engine":{"type":"vLLM"}}}""", "spec.model.servedName ({{.Annotations.a}})")]
    [InlineData(Deployment, """{"spec":{"env":[{"name":"LD_PRELOAD","value":"x"}]}}""", "spec.env[LD_PRELOAD]")]
    [InlineData(Deployment, """{"spec":{"env":[{"name":"A","valueFrom":{"configMapKeyRef":{"name":"c","key":"k"}}}]}}""", "spec.env[A]")]
    [InlineData(Deployment, """{"spec":{"annotations":{"modelyard.dev/local-command":"x"}}}""", "spec.annotations[modelyard.dev/local-command]")]
    [InlineData(Service, """{"metadata":{"annotations":{"modelyard.dev/local-command":"x"}}}""", "metadata.annotations[modelyard.dev/local-command]")]
    [InlineData(Service, """{"spec":{"predictor":{"annotations":{"modelyard.dev/local-command":"x"}}}}""", "spec.predictor.annotations[modelyard.dev/local-command]")]
    [InlineData(Service, """{"spec":{"predictor":{"containers":[{"name":"a","image":"x"}]}}}""", "spec.predictor.containers")]
    [InlineData(Service, """{"spec":{"predictor":{"initContainers":[{"name":"a","image":"x"}]}}}""", "spec.predictor.initContainers")]
    [InlineData(Service, """{"spec":{"predictor":{"volumes":[{"name":"a","hostPath":{"path":"/"}}]}}}""", "spec.predictor.volumes")]
    [InlineData(Service, """{"spec":{"predictor":{"hostIPC":true}}}""", "spec.predictor.hostIPC")]
    [InlineData(Service, """{"spec":{"predictor":{"hostAliases":[{"ip":"10.0.0.1","hostnames":["huggingface.co"]}]}}}""", "spec.predictor.hostAliases")]
    [InlineData(Service, """{"spec":{"predictor":{"model":{"image":"x"}}}}""", "spec.predictor.model.image")]
    [InlineData(Service, """{"spec":{"predictor":{"model":{"command":[]}}}}""", "spec.predictor.model.command")]
    [InlineData(Service, """{"spec":{"predictor":{"model":{"workingDir":"/srv"}}}}""", "spec.predictor.model.workingDir")]
    [InlineData(Service, """{"spec":{"predictor":{"model":{"runtimeVersion":"9"}}}}""", "spec.predictor.model.runtimeVersion")]
    [InlineData(Service, """{"spec":{"predictor":{"model":{"args":["@/srv/args"]}}}}""", "spec.predictor.model.args (@/srv/args)")]
    [InlineData(Service, """{"spec":{"predictor":{"model":{"env":[{"name":"A","value":"x"}]}}}}""", "spec.predictor.model.env[A]")]
    [InlineData(Service, """{"spec":{"predictor":{"model":{"envFrom":[{"secretRef":{"name":"a"}}]}}}}""", "spec.predictor.model.envFrom")]
    [InlineData(Service, """{"spec":{"predictor":{"model":{"readinessProbe":{"exec":{"command":["x"]}}}}}}""", "spec.predictor.model.readinessProbe.exec")]
    [InlineData(Service, """{"spec":{"predictor":{"model":{"lifecycle":{"postStart":{"exec":{"command":["x"]}}}}}}}""", "spec.predictor.model.lifecycle")]
    [InlineData(Service, """{"spec":{"predictor":{"model":{"storageUri":null,"storage":{"key":"a","path":"b"}}}}}""", "spec.predictor.model.storage")]
    [InlineData(Service, """{"spec":{"predictor":{"model":{"storageUri":null},"storageUris":[{"uri":"hf://acme/other"}]}}}""", "spec.predictor.storageUris")]
    [InlineData(Service, """{"spec":{"transformer":{"containers":[{"name":"a","image":"x"}]}}}""", "spec.transformer.containers")]
    [InlineData(Service, """{"spec":{"explainer":{"containers":[{"name":"a","image":"x"}]}}}""", "spec.explainer.containers")]
    [InlineData(Service, """{"spec":{"canary":[{"trafficPercent":1,"predictor":{"name":"new","model":{"modelFormat":{"name":"gguf"},"image":"x"}}}]}}""", "spec.canary[0].predictor.model.image")]
    public async Task Object_ThatSaysWhatAnEngineRuns_IsForWhoMayUseEngines(string manifest, string more, string path)
    {
        using var author = await AuthorAsync();
        var document = MergePatch.Apply(Objects.Parse(manifest), Objects.Parse(more));

        var refused = await PostAsync(_developer, Of(document), document);
        (refused.Code, refused.Reason).ShouldBe((403, "Forbidden"), refused.Body.ToJsonString());
        refused.Message.ShouldContain($"is forbidden: {path}");
        refused.Message.ShouldEndWith(
            $"this decides what an engine runs or loads, the project {_ns} runs approved models only, and user \"dora-{_ns}\" may not say it: that takes the verb use on engines.modelyard.dev in the project. "
                + $"Somebody who looks after the installation can give it, with a RoleBinding in {_ns} to the ClusterRole engine-author");
        var allowed = await PostAsync(author, Of(document) + "?dryRun=All", document);
        allowed.Code.ShouldBe(201, allowed.Body.ToJsonString());

        await ModeAsync("warn");
        var warned = await PostAsync(_developer, Of(document) + "?dryRun=All", document);
        (warned.Code, string.Join(' ', warned.Response.Headers.GetValues("Warning"))).ShouldSatisfyAllConditions(w => w.Code.ShouldBe(201), w => w.Item2.ShouldContain(path));

        await ModeAsync("off");
        var open = await PostAsync(_developer, Of(document), document);
        (open.Code, open.Response.Headers.Contains("Warning")).ShouldBe((201, false));
    }

    [Theory]
    [InlineData(Deployment, "{}")]
    [InlineData(Deployment, """{"spec":{"engine":{"type":"vLLM","args":["--max-model-len","32k","--gpu-memory-utilization=0.9","--enforce-eager","--max_num_seqs=8","-tp","2","-q=awq"]},"resources":{"gpus":1},"model":{"servedName":"acme/atlas-7b"}}}""")]
    [InlineData(Deployment, """{"spec":{"engine":{"args":["--threads=2","--gpu-layers","-1","--grace=30s"],"contextLength":512,"promptCaching":false},"scaling":{"minReplicas":1,"maxReplicas":2,"metric":"cpu","target":50}}}""")]
    [InlineData(Deployment, """{"spec":{"env":[{"name":"HF_TOKEN","valueFrom":{"secretKeyRef":{"name":"a","key":"b"}}}],"labels":{"a":"b"},"annotations":{"a":"b"},"nodeSelector":{"a":"b"},"tolerations":[{"operator":"Exists"}]}}""")]
    [InlineData(Service, "{}")]
    [InlineData(Service, """{"metadata":{"annotations":{"a":"b"}},"spec":{"predictor":{"minReplicas":2,"serviceAccountName":"a","runtimeClassName":"nvidia","nodeSelector":{"a":"b"},"labels":{"a":"b"}}}}""")]
    [InlineData(Service, """{"spec":{"predictor":{"model":{"runtime":"modelyard-llama","args":["--ctx-size=512"],"resources":{"limits":{"cpu":"1"}},"ports":[{"containerPort":8080}],"readinessProbe":{"httpGet":{"path":"/health","port":8080}}}}}}""")]
    public async Task Object_ThatChoosesAndTunes_TakesNoRight(string manifest, string more)
    {
        var document = MergePatch.Apply(Objects.Parse(manifest), Objects.Parse(more));

        var reply = await PostAsync(_developer, Of(document), document);

        reply.Code.ShouldBe(201, reply.Body.ToJsonString());
    }

    [Fact]
    public async Task Right_MayBeForOneName_AndIsTheProjects_AndNoProjectRoleHasIt()
    {
        using var admin = await PersonAsync("ada", "admin");
        using var elsewhere = await PersonAsync("elsa", "edit");
        using var named = await PersonAsync("nora", "edit");
        var other = await server.NewNamespaceAsync();
        await MustAsync(server.Client, $"{Root}/namespaces/{other}/rolebindings", Binding("authors", "ClusterRole", EngineNames.Role, "User", $"elsa-{_ns}"));
        await MustAsync(server.Client, $"{Root}/namespaces/{_ns}/roles", Role("chat", "use", "engines", "modelyard.dev", "chat"));
        await MustAsync(server.Client, $"{Root}/namespaces/{_ns}/rolebindings", Binding("chat", "Role", "chat", "User", $"nora-{_ns}"));
        using var platform = server.As("petra", "modelyard:platform-admins");
        var document = MergePatch.Apply(Objects.Parse(Deployment), Objects.Parse(CustomImage));

        (await PostAsync(admin, Of(document), document)).Code.ShouldBe(403);
        (await PostAsync(elsewhere, Of(document), document)).Code.ShouldBe(403);
        (await PostAsync(named, Of(document) + "?dryRun=All", document)).Code.ShouldBe(201);
        (await PostAsync(platform, Of(document) + "?dryRun=All", document)).Code.ShouldBe(201);
        document["metadata"]!["name"] = "other";
        (await PostAsync(named, Of(document), document)).Code.ShouldBe(403);
        var granted = await PostAsync(admin, $"{Root}/namespaces/{_ns}/rolebindings", Binding("own", "ClusterRole", EngineNames.Role, "User", "anybody"));
        granted.Message.ShouldContain("attempting to grant RBAC permissions not currently held");
    }

    [Fact]
    public async Task Update_KeepsWhatWasSaid_AndSaysNothingNew_HoweverItIsWritten()
    {
        var before = MergePatch.Apply(Objects.Parse(Deployment), Objects.Parse("""{"spec":{"env":[{"name":"A","value":"1"},{"name":"B","value":"2"}],"engine":{"args":["--chat-template=chatml"]}}}"""));
        await MustAsync(server.Client, Of(before), before);
        var live = (await server.GetAsync(Of(before) + "/chat")).Body.AsObject();
        live["spec"]!["replicas"] = 2;

        (await SendAsync(HttpMethod.Put, live.ToJsonString(), "application/json")).Code.ShouldBe(200);
        (await SendAsync(HttpMethod.Patch, """{"metadata":{"labels":{"a":"b"}},"spec":{"model":{"uri":"hf://acme/newer"},"stopped":true}}""", "application/merge-patch+json")).Code.ShouldBe(200);

        (await SendAsync(HttpMethod.Patch, """[{"op":"remove","path":"/spec/env/0"}]""", "application/json-patch+json")).Message.ShouldContain("spec.env[A]:");
        (await SendAsync(HttpMethod.Patch, """[{"op":"replace","path":"/spec/env/1/value","value":"3"}]""", "application/json-patch+json")).Message.ShouldContain("spec.env[B]:");
        (await SendAsync(HttpMethod.Patch, """{"spec":{"engine":{"args":["--chat-template=chatml","--threads=2"]}}}""", "application/merge-patch+json")).Message.ShouldContain("spec.engine.args (--chat-template=chatml)");
        (await SendAsync(HttpMethod.Patch, """{"spec":{"engine":{"type":"vLLM"}}}""", "application/merge-patch+json")).Message.ShouldContain("spec.engine.args (--chat-template=chatml)");
        var applied = MergePatch.Apply(Objects.Parse(Deployment), Objects.Parse("""{"spec":{"annotations":{"modelyard.dev/local-command":"x"}}}""")).ToJsonString();
        (await SendAsync(HttpMethod.Patch, applied, "application/apply-patch+yaml", "?fieldManager=t&force=true")).Message.ShouldContain("spec.annotations[modelyard.dev/local-command]");
        (await SendAsync(HttpMethod.Patch, """{"spec":{"env":null,"engine":{"args":["--threads=2"]}}}""", "application/merge-patch+json")).Code.ShouldBe(200);
    }

    [Fact]
    public async Task Pod_OfAController_IsOnlyLabelledByOthers()
    {
        using var controllers = server.As("system:modelyard:controllers", UserIdentity.Masters);
        var pod = Objects.Parse(Pod);
        await MustAsync(controllers, Of(pod), pod);

        (await SendAsync(HttpMethod.Patch, """{"metadata":{"labels":{"a":"b"}}}""", "application/merge-patch+json", "", Of(pod) + "/own")).Code.ShouldBe(200);
        (await SendAsync(HttpMethod.Patch, """{"spec":{"containers":[{"name":"main","image":"y"}]}}""", "application/strategic-merge-patch+json", "", Of(pod) + "/own")).Code.ShouldBe(403);
        (await SendAsync(HttpMethod.Patch, """{"spec":{"ephemeralContainers":[{"name":"look","image":"y"}]}}""", "application/strategic-merge-patch+json", "", Of(pod) + "/own")).Code.ShouldBe(403);
        (await SendAsync(HttpMethod.Patch, """{"metadata":{"labels":{"serving.kserve.io/inferenceservice":"chat"}}}""", "application/merge-patch+json", "", Of(pod) + "/own")).Code.ShouldBe(403);
    }

    [Theory]
    [InlineData("off")]
    [InlineData("enforce")]
    public async Task Pod_ListensWhereItsMachineSays(string mode)
    {
        await ModeAsync(mode);
        using var controllers = server.As("system:modelyard:controllers", UserIdentity.Masters);
        var pod = Objects.Parse(Pod);
        await MustAsync(controllers, Of(pod), pod);

        (await AnnotateAsync("modelyard.dev/address", "127.0.0.1:9", controllers)).Code.ShouldBe(200);
        (await AnnotateAsync("a", "b", _developer)).Code.ShouldBe(200);
        (await AnnotateAsync("modelyard.dev/address", "unix:/srv/other.sock", _developer)).Message.ShouldContain(
            $"metadata.annotations[modelyard.dev/address] is written by the machine that runs the Pod, and user \"dora-{_ns}\" may not: that takes the verb update on pods/status");
        (await AnnotateAsync("modelyard.dev/address", null, _developer)).Code.ShouldBe(403);
        (await AnnotateAsync("modelyard.dev/gpus", "GPU-1", _developer)).Code.ShouldBe(403);
        pod["metadata"] = Objects.Parse("""{"name":"other","annotations":{"modelyard.dev/address":"127.0.0.1:9"}}""");
        (await PostAsync(_developer, Of(pod), pod)).Message.ShouldContain("metadata.annotations[modelyard.dev/address]");

        Task<Reply> AnnotateAsync(string annotation, string? value, HttpClient client) => SendAsync(
            HttpMethod.Patch, new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [annotation] = value } } }.ToJsonString(), "application/merge-patch+json", "", $"{Of(Objects.Parse(Pod))}/own", client);
    }

    [Fact]
    public async Task Runtime_OfTheProject_IsChosen_WhenSomebodyWithTheRightAnswersForIt()
    {
        using var author = await AuthorAsync();
        await ModeAsync("off");
        var runtime = Objects.Parse(Runtime);
        await MustAsync(_developer, Of(runtime), Objects.Parse(Runtime.Replace("\"own\"", "\"own\",\"annotations\":{\"modelyard.dev/engine-author\":\"forged\"}", StringComparison.Ordinal)));
        await MustAsync(_developer, Of(runtime), Objects.Parse(Runtime.Replace("\"own\"", "\"modelyard-llama\"", StringComparison.Ordinal)));
        await ModeAsync("enforce");
        var (service, deployment, custom) = (Objects.Parse(Service), Objects.Parse(Deployment), MergePatch.Apply(Objects.Parse(Deployment), Objects.Parse("""{"spec":{"engine":{"type":"custom","runtime":"own"}}}""")));

        (await PostAsync(_developer, Of(service), service)).Message.ShouldContain("spec.predictor.model.modelFormat (the project's own ServingRuntime own, which nobody with that right has written)");
        (await PostAsync(_developer, Of(custom), custom)).Message.ShouldContain("spec.engine.runtime (the project's own ServingRuntime own,");
        (await PostAsync(_developer, Of(deployment), deployment)).Message.ShouldContain("spec.engine.type (the project's own ServingRuntime modelyard-llama,");

        const string Own = """{"metadata":{"annotations":{"modelyard.dev/engine-author":"me"}}}""";
        foreach (var name in (string[])["own", "modelyard-llama"])
        {
            (await SendAsync(HttpMethod.Patch, Own, "application/merge-patch+json", "", $"{Of(runtime)}/{name}")).Body.Text("metadata.annotations").ShouldBeNull();
            (await SendAsync(HttpMethod.Patch, Own, "application/merge-patch+json", "", $"{Of(runtime)}/{name}", author)).Body["metadata"]!["annotations"]![EngineNames.AuthorAnnotation]!.ToString().ShouldBe($"arno-{_ns}");
        }

        (await PostAsync(_developer, Of(service), service)).Code.ShouldBe(201);
        (await PostAsync(_developer, Of(custom) + "?dryRun=All", custom)).Code.ShouldBe(201);
        (await PostAsync(_developer, Of(deployment) + "?dryRun=All", deployment)).Code.ShouldBe(201);
        (await SendAsync(HttpMethod.Patch, """{"spec":{"disabled":false}}""", "application/merge-patch+json", "", Of(runtime) + "/own")).Code.ShouldBe(403);

        // What somebody else has changed meanwhile nobody answers for any more.
        await ModeAsync("off");
        (await SendAsync(HttpMethod.Patch, """{"spec":{"disabled":false}}""", "application/merge-patch+json", "", Of(runtime) + "/own")).Body.Text("metadata.annotations").ShouldBeNull();
    }

    [Fact]
    public async Task Runtime_OfADeployment_IsForThatDeploymentAlone()
    {
        using var controllers = server.As("system:modelyard:controllers", UserIdentity.Masters);
        var deployment = Objects.Parse(Deployment);
        var owned = Objects.Parse(Runtime).OwnedBy((await PostAsync(_developer, Of(deployment), deployment)).Body);
        await MustAsync(controllers, Of(owned), owned);
        var service = MergePatch.Apply(Objects.Parse(Service), Objects.Parse("""{"spec":{"predictor":{"model":{"runtime":"own"}}}}"""));

        (await PostAsync(_developer, Of(service), service)).Message.ShouldContain("spec.predictor.model.runtime (the project's own ServingRuntime own,");
        (await PostAsync(controllers, Of(service), service)).Code.ShouldBe(201);
        (await SendAsync(HttpMethod.Patch, """{"spec":{"predictor":{"minReplicas":2}}}""", "application/merge-patch+json", "", Of(service) + "/chat")).Code.ShouldBe(200);
        (await SendAsync(HttpMethod.Patch, """{"spec":{"predictor":{"model":{"protocolVersion":"v2"}}}}""", "application/merge-patch+json", "", Of(service) + "/chat")).Code.ShouldBe(403);
    }

    private Task ModeAsync(string mode) => server.MergeAsync($"/api/v1/namespaces/{_ns}", Objects.Parse($$$"""{"metadata":{"labels":{"modelyard.dev/model-policy":"{{{mode}}}"} } }"""));

    private string Of(JsonObject document) => $"{(document["apiVersion"]!.ToString() is "v1" ? "/api/v1" : "/apis/" + document["apiVersion"])}/namespaces/{_ns}/{document["kind"]!.ToString().ToLowerInvariant()}s";

    private async Task<HttpClient> PersonAsync(string name, string role)
    {
        await MustAsync(server.Client, $"{Root}/namespaces/{_ns}/rolebindings", Binding(name, "ClusterRole", role, "User", $"{name}-{_ns}"));
        return server.As($"{name}-{_ns}");
    }

    private async Task<HttpClient> AuthorAsync()
    {
        await MustAsync(server.Client, $"{Root}/namespaces/{_ns}/rolebindings", Binding("authors", "ClusterRole", EngineNames.Role, "User", $"arno-{_ns}"));
        return await PersonAsync("arno", "edit");
    }

    private async Task<Reply> SendAsync(HttpMethod method, string body, string contentType, string query = "", string? path = null, HttpClient? client = null)
    {
        using var request = new HttpRequestMessage(method, (path ?? Of(Objects.Parse(Deployment)) + "/chat") + query) { Content = new StringContent(body, MediaTypeHeaderValue.Parse(contentType)) };
        return await Reply.ReadAsync(await (client ?? _developer).SendAsync(request, TestContext.Current.CancellationToken));
    }
}
