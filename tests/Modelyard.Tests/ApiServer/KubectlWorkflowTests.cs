namespace Modelyard.Tests.ApiServer;

/// <summary>Longer pieces of work with an unmodified <c>kubectl</c>: sets of manifests, overlays, pruning, cascades, contexts.</summary>
public sealed class KubectlWorkflowTests(TestApiServer server) : IClassFixture<TestApiServer>, IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("modelyard-kubectl-").FullName;
    private Kubectl _kubectl = null!;
    private string _ns = "";

    public async ValueTask InitializeAsync()
    {
        Kubectl.Require();
        _kubectl = new Kubectl(server.Host.KubeconfigPath, server.Folder);
        _ns = $"w-{Guid.NewGuid():n}"[..12];
        await _kubectl.RunAsync($"create namespace {_ns}");
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Apply_WithPrune_RemovesWhatIsNoLongerInTheSet()
    {
        Write("a.yaml", Map("a"));
        Write("b.yaml", Map("b"));
        await Run($"apply -f {_folder} --prune -l app=shop --prune-allowlist=core/v1/ConfigMap");
        await Run("create configmap bystander");
        File.Delete(Path.Combine(_folder, "b.yaml"));
        (await Run($"apply -f {_folder} --prune -l app=shop --prune-allowlist=core/v1/ConfigMap")).ShouldBe("configmap/a unchanged\nconfigmap/b pruned\n");
        (await Run("get cm -o name")).ShouldBe("configmap/a\nconfigmap/bystander\n");
    }

    [Fact]
    public async Task Kustomize_OverlayIsBuiltAppliedChangedAndDeleted()
    {
        Write("map.yaml", Map("a"));
        Write("kustomization.yaml", $"namespace: {_ns}\nnamePrefix: prod-\nresources: [map.yaml]\nconfigMapGenerator:\n- name: generated\n  literals: [size=large]\n");
        var built = await _kubectl.RunAsync($"kustomize {_folder}");
        built.ShouldContain("name: prod-a");
        (await _kubectl.RunAsync("apply -f -", built)).ShouldContain("configmap/prod-a created");
        var again = await _kubectl.RunAsync($"apply -k {_folder}");
        again.ShouldContain("configmap/prod-a unchanged");
        (await Run("get cm prod-a -o jsonpath={.data.color}")).ShouldBe("blue");
        (await _kubectl.RunAsync($"delete -k {_folder}")).ShouldContain("configmap \"prod-a\" deleted");
    }

    [Fact]
    public async Task Apply_KeepsWhatOthersAddedAndRemovesWhatTheManifestDropped()
    {
        await Run("apply -f -", Map("a", "color: blue", "size: large"));
        await Run("patch cm a --type merge -p '{\"data\":{\"added\":\"elsewhere\"}}'");
        (await Run("apply view-last-applied cm a -o json")).ShouldContain("\"size\": \"large\"");
        await Run("apply -f -", Map("a", "color: green"));
        (await Run("get cm a -o jsonpath={.data}")).ShouldBe("{\"added\":\"elsewhere\",\"color\":\"green\"}");
    }

    [Theory]
    [InlineData("orphan", true)]
    [InlineData("background", false)]
    [InlineData("foreground", false)]
    public async Task Delete_WithEachCascade_TreatsDependentsAsAsked(string cascade, bool stays)
    {
        await Run("create configmap owner");
        var uid = await Run("get cm owner -o jsonpath={.metadata.uid}");
        await Run(
            "apply -f -",
            $"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: owned\n  ownerReferences:\n  - {{apiVersion: v1, kind: ConfigMap, name: owner, uid: {uid}, blockOwnerDeletion: true}}\n");
        await Run($"delete cm owner --cascade={cascade} --timeout=20s");
        if (stays)
        {
            (await Run("get cm owned -o jsonpath={.metadata.ownerReferences}")).ShouldBe("");
        }
        else
        {
            await Run("wait --for=delete cm/owned --timeout=20s");
        }
    }

    [Fact]
    public async Task Wait_ForAValue_EndsWhenItIsThere()
    {
        await Run("create configmap slow --from-literal=state=starting");
        var waiting = Run("wait cm/slow --for=jsonpath={.data.state}=ready --timeout=20s");
        await Run("patch cm slow -p '{\"data\":{\"state\":\"ready\"}}'");
        (await waiting).ShouldBe("configmap/slow condition met\n");
    }

    [Fact]
    public async Task Quota_IsCreatedShownDescribedPatchedAndDeleted()
    {
        (await Run("create quota share --hard=pods=4,requests.cpu=2,limits.memory=1Gi,count/configmaps=2")).ShouldBe("resourcequota/share created\n");
        await Run("wait quota/share --for=jsonpath={.status.used.pods}=0 --timeout=20s");
        await Run("create configmap one");

        (await Run("get quota")).Split('\n')[0].Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ShouldBe(["NAME", "REQUEST", "LIMIT", "AGE"]);
        (await Run("get quota")).ShouldContain("count/configmaps: 1/2, pods: 0/4, requests.cpu: 0/2   limits.memory: 0/1Gi");
        var described = (await Run("describe quota share")).Split('\n').Select(l => string.Join(' ', l.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ToList();
        described.ShouldContain("Resource Used Hard");
        described.ShouldContain("count/configmaps 1 2");
        described.ShouldContain("limits.memory 0 1Gi");
        await Run("patch quota share -p '{\"spec\":{\"hard\":{\"count/configmaps\":\"3\"}}}'");
        await Run("wait quota/share --for=jsonpath={.status.hard.count/configmaps}=3 --timeout=20s");
        (await Run("delete quota share")).ShouldContain("resourcequota \"share\" deleted");
    }

    [Fact]
    public async Task Config_ContextsOfOtherUsers_AreMadeUsedAndRefusedWhatTheyMayNot()
    {
        var kubeconfig = Path.Combine(_folder, "kubeconfig");
        File.Copy(server.Host.KubeconfigPath, kubeconfig);
        var kubectl = new Kubectl(kubeconfig, server.Folder);
        await Run("create serviceaccount viewer");
        await Run($"create rolebinding viewer --clusterrole=view --serviceaccount={_ns}:viewer");
        var token = (await Run("create token viewer --duration=10m")).Trim();
        await kubectl.RunAsync($"config set-credentials viewer --token={token}");
        await kubectl.RunAsync($"config set-context viewing --cluster=modelyard --user=viewer --namespace={_ns}");
        await kubectl.RunAsync("config use-context viewing");
        (await kubectl.RunAsync("config current-context")).ShouldBe("viewing\n");
        (await kubectl.RunAsync("config get-contexts -o name")).Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(["modelyard", "viewing"], ignoreOrder: true);
        (await kubectl.RunAsync("auth whoami -o jsonpath={.status.userInfo.username}")).ShouldBe($"system:serviceaccount:{_ns}:viewer");
        await kubectl.RunAsync("get cm");
        var (code, _, error) = await kubectl.TryAsync("create configmap refused");
        code.ShouldBe(1);
        error.ShouldContain($"configmaps is forbidden: User \"system:serviceaccount:{_ns}:viewer\" cannot create resource \"configmaps\"");
        (await kubectl.RunAsync("get cm --context=modelyard -o name")).ShouldBe("");
    }

    [Fact]
    public async Task Get_InPagesAndByFields_ShowsEveryObjectOnce()
    {
        await Run("apply -f -", string.Join("---\n", Enumerable.Range(0, 12).Select(i => Map($"map-{i:00}"))));
        (await Run("get cm --chunk-size=5 -o name")).Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(Enumerable.Range(0, 12).Select(i => $"configmap/map-{i:00}"));
        (await Run("get cm --field-selector=metadata.name=map-07 -o custom-columns=NAME:.metadata.name,COLOR:.data.color --no-headers")).Split(' ', StringSplitOptions.RemoveEmptyEntries).ShouldBe(["map-07", "blue\n"]);
        (await Run("get cm -l app=shop,app!=other --sort-by=.metadata.name -o name")).ShouldStartWith("configmap/map-00\n");
    }

    [Fact]
    public async Task Explain_InTheOlderForm_ReadsTheWholeDescription() =>
        (await Run("explain inferenceservice.spec.predictor.minReplicas --output=plaintext-openapiv2")).ShouldContain("FIELD:    minReplicas <integer>");

    private static string Map(string name, params string[] data) =>
        $"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {name}\n  labels: {{app: shop}}\ndata:\n" + string.Concat((data.Length == 0 ? ["color: blue"] : data).Select(d => $"  {d}\n"));

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);

    private Task<string> Run(string arguments, string? input = null) => _kubectl.RunAsync($"{arguments} -n {_ns}", input);
}
