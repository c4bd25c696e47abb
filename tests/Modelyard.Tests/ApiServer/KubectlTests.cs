namespace Modelyard.Tests.ApiServer;

/// <summary>The proof: an unmodified <c>kubectl</c> does its work here as it does in a cluster.</summary>
public sealed class KubectlTests(TestApiServer server) : IClassFixture<TestApiServer>, IAsyncLifetime
{
    private const string Map = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n  labels: {team: a}\ndata:\n  color: blue\n";

    private const string Service =
        "apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nmetadata:\n  name: atlas\nspec:\n  predictor:\n    model:\n"
        + "      modelFormat: {name: gguf}\n      storageUri: file:///models/atlas\n";

    private Kubectl _kubectl = null!;
    private string _ns = "";

    public async ValueTask InitializeAsync()
    {
        Kubectl.Require();
        _kubectl = new Kubectl(server.Host.KubeconfigPath, server.Folder);
        _ns = $"k-{Guid.NewGuid():n}"[..12];
        (await _kubectl.RunAsync($"create namespace {_ns}")).ShouldBe($"namespace/{_ns} created\n");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Apply_CreatesLeavesAloneAndConfigures()
    {
        (await Run("apply -f -", Map)).ShouldBe("configmap/settings created\n");
        (await Run("apply -f -", Map)).ShouldBe("configmap/settings unchanged\n");
        var (differs, diff, _) = await Try("diff -f -", Map.Replace("blue", "green", StringComparison.Ordinal));
        differs.ShouldBe(1);
        diff.ShouldContain("-  color: blue");
        diff.ShouldContain("+  color: green");
        (await Run("apply --dry-run=server -f -", Map.Replace("blue", "green", StringComparison.Ordinal))).ShouldBe("configmap/settings configured (server dry run)\n");
        (await Run("apply -f -", Map.Replace("blue", "green", StringComparison.Ordinal))).ShouldBe("configmap/settings configured\n");
        (await Run("get cm settings -o jsonpath={.data.color}")).ShouldBe("green");
    }

    [Fact]
    public async Task Apply_ServerSide_ConflictsAndForces()
    {
        (await Run("apply --server-side --field-manager=one -f -", Map)).ShouldBe("configmap/settings serverside-applied\n");
        var green = Map.Replace("blue", "green", StringComparison.Ordinal);
        var (code, _, error) = await Try("apply --server-side --field-manager=two -f -", green);
        code.ShouldBe(1);
        error.ShouldContain("Apply failed with 1 conflict: conflict with \"one\": .data.color");
        await Run("apply --server-side --field-manager=two --force-conflicts -f -", green);
        (await Run("get cm settings -o jsonpath={.data.color}")).ShouldBe("green");
    }

    [Fact]
    public async Task CustomKind_IsDefinedExplainedUsedScaledAndRemoved()
    {
        var group = $"{_ns}.example.com";
        (await Run("apply -f -", Definitions.Widget(group).ToJsonString())).ShouldBe($"customresourcedefinition.apiextensions.k8s.io/widgets.{group} created\n");
        await Run($"wait --for=condition=Established crd/widgets.{group} --timeout=10s");
        (await Run("explain widget.spec.size --api-version=" + group + "/v1")).ShouldContain("FIELD: size <integer>");
        (await Run("apply -f -", Definitions.Object(group, "one").ToJsonString())).ShouldBe($"widget.{group}/one created\n");
        (await Run("apply -f -", Definitions.Object(group, "one").ToJsonString())).ShouldBe($"widget.{group}/one unchanged\n");
        (await Run($"scale widgets.{group}/one --replicas=4")).ShouldBe($"widget.{group}/one scaled\n");
        (await Run($"get widgets.{group} one -o jsonpath={{.spec.replicas}}")).ShouldBe("4");
        (await Run($"get widgets.{group} -o wide")).ShouldContain("SIZE");
        (await Run($"delete crd widgets.{group} --timeout=20s")).ShouldContain("deleted");
        (await Try($"get widgets.{group}")).Error.ShouldContain("the server doesn't have a resource type");
    }

    [Fact]
    public async Task RolesBindingsAndTokens_AreMadeListedAndCount()
    {
        (await Run("create serviceaccount robot")).ShouldBe("serviceaccount/robot created\n");
        (await Run("create role reader --verb=get,list --resource=configmaps")).ShouldBe("role.rbac.authorization.k8s.io/reader created\n");
        (await Run($"create rolebinding readers --role=reader --serviceaccount={_ns}:robot")).ShouldBe("rolebinding.rbac.authorization.k8s.io/readers created\n");
        (await Run("get rolebindings -o wide")).ShouldContain($"{_ns}/robot");
        (await Run("describe role reader")).ShouldContain("configmaps  []                 []              [get list]");
        (await Run($"auth can-i list configmaps --as=system:serviceaccount:{_ns}:robot")).ShouldBe("yes\n");
        (await Try($"auth can-i list secrets --as=system:serviceaccount:{_ns}:robot")).Output.ShouldBe("no\n");
        (await Run($"auth can-i --list --as=system:serviceaccount:{_ns}:robot")).ShouldContain("configmaps");
        var token = (await Run("create token robot --duration=20m")).Trim();
        token.Split('.').Length.ShouldBe(3);
        var (code, _, error) = await Try($"get secrets --as=system:serviceaccount:{_ns}:robot");
        code.ShouldBe(1);
        error.ShouldContain($"User \"system:serviceaccount:{_ns}:robot\" cannot list resource \"secrets\" in API group \"\" in the namespace \"{_ns}\"");
        (await Run("auth reconcile -f -", "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: reader, namespace: " + _ns + "}\nrules:\n- {apiGroups: [''], resources: [configmaps], verbs: [watch]}\n"))
            .ShouldContain("role.rbac.authorization.k8s.io/reader reconciled");
    }

    [Fact]
    public async Task Apply_OfAMisspeltField_NamesIt()
    {
        var misspelt = Service.Replace("modelFormat", "modelFromat", StringComparison.Ordinal);
        var (code, _, error) = await Try("apply -f -", misspelt);
        code.ShouldBe(1);
        error.ShouldContain("strict decoding error: unknown field \"spec.predictor.model.modelFromat\"");
        (await Try("apply --server-side -f -", misspelt)).Error.ShouldContain(".spec.predictor.model.modelFromat: field not declared in schema");
        (await Run("apply --validate=warn -f -", Service.Replace("storageUri", "storageUry", StringComparison.Ordinal))).ShouldContain("created");
    }

    [Fact]
    public async Task Get_PrintsTablesDocumentsSelectionsAndPages()
    {
        await Run("apply -f -", Service);
        (await Run("get isvc")).ShouldMatch("^NAME +URL +READY +PREV +LATEST +PREVROLLEDOUTREVISION +LATESTREADYREVISION +AGE\natlas +[0-9]+s\n$");
        (await Run("get isvc atlas -o yaml")).ShouldContain("storageUri: file:///models/atlas");
        (await Run("get isvc -o custom-columns=N:.metadata.name,G:.metadata.generation")).ShouldBe("N       G\natlas   1\n");
        for (var i = 0; i < 7; i++)
        {
            await Run($"create configmap n{i} --from-literal=i={i}");
        }

        await Run("label cm n3 team=a");
        (await Run("get cm -l team=a -o name")).ShouldBe("configmap/n3\n");
        (await Run("get cm --field-selector metadata.name=n5 -o name")).ShouldBe("configmap/n5\n");
        (await Run("get cm --chunk-size=3 -o name")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(7);
        (await Run("get cm,isvc -o name")).ShouldEndWith("inferenceservice.serving.kserve.io/atlas\n");
        (await Try("get cm absent")).Error.ShouldBe("Error from server (NotFound): configmaps \"absent\" not found\n");
        (await Try("get cm")).Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task GetWatch_ShowsChangesAsTheyHappen()
    {
        await Run("apply -f -", Map);
        using var watch = _kubectl.Start($"get cm settings -w -n {_ns} --output-watch-events");
        try
        {
            (await watch.StandardOutput.ReadLineAsync())!.ShouldStartWith("EVENT");
            (await watch.StandardOutput.ReadLineAsync())!.ShouldMatch("^ADDED +settings +1 ");
            await Run("patch cm settings -p '{\"data\":{\"size\":\"L\"}}'");
            (await watch.StandardOutput.ReadLineAsync())!.ShouldMatch("^MODIFIED +settings +2 ");
            await Run("delete cm settings");
            (await watch.StandardOutput.ReadLineAsync())!.ShouldMatch("^DELETED +settings +2 ");
        }
        finally
        {
            watch.Kill();
        }
    }

    [Fact]
    public async Task Patch_Label_Annotate_Edit_Replace()
    {
        await Run("apply -f -", Map);
        (await Run("patch cm settings --type=json -p '[{\"op\":\"add\",\"path\":\"/data/size\",\"value\":\"L\"}]'")).ShouldBe("configmap/settings patched\n");
        await Run("patch cm settings -p '{\"data\":{\"shape\":\"round\"}}'");
        await Run("patch cm settings --type=merge -p '{\"data\":{\"size\":null}}'");
        (await Run("patch cm settings --type=merge -p '{\"data\":{\"size\":null}}'")).ShouldBe("configmap/settings patched (no change)\n");
        (await Run("label cm settings team-")).ShouldBe("configmap/settings unlabeled\n");
        (await Run("annotate cm settings note=1")).ShouldBe("configmap/settings annotated\n");
        var (code, output, error) = await Try("edit cm settings", editor: "sed -i s/round/square/");
        (code, output).ShouldBe((0, "configmap/settings edited\n"), error);
        (await Run("replace -f -", Map)).ShouldBe("configmap/settings replaced\n");
        (await Run("get cm settings -o jsonpath={.data}")).ShouldBe("""{"color":"blue"}""");
        var (stale, _, conflict) = await Try("replace -f -", Map.Replace("name: settings", "name: settings\n  resourceVersion: \"1\"", StringComparison.Ordinal));
        stale.ShouldBe(1);
        conflict.ShouldContain("Operation cannot be fulfilled on configmaps \"settings\": the object has been modified");
    }

    [Fact]
    public async Task Wait_SeesConditionsAndDeletions()
    {
        await Run("apply -f -", Service);
        (await Try("wait --for=condition=Ready isvc/atlas --timeout=100ms")).Code.ShouldBe(1);
        using (var waiting = _kubectl.Start($"wait --for=condition=Ready isvc --all -n {_ns} --timeout=20s"))
        {
            await Run("patch isvc atlas --subresource=status --type=merge -p '{\"status\":{\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}]}}'");
            (await waiting.StandardOutput.ReadToEndAsync()).ShouldBe("inferenceservice.serving.kserve.io/atlas condition met\n");
        }

        await Run("wait --for=jsonpath={.spec.predictor.model.modelFormat.name}=gguf isvc/atlas --timeout=5s");
        (await Run("delete isvc atlas")).ShouldBe("inferenceservice.serving.kserve.io \"atlas\" deleted\n");
        await Run("wait --for=delete isvc/atlas --timeout=5s");
    }

    [Fact]
    public async Task Describe_ShowsTheObjectAndItsEvents()
    {
        await Run("apply -f -", Service);
        var uid = await Run("get isvc atlas -o jsonpath={.metadata.uid}");
        await Run("apply -f -", $$"""
            {"apiVersion":"v1","kind":"Event","metadata":{"name":"atlas.1"},"reason":"Started","message":"it began","type":"Normal","count":1,
             "firstTimestamp":"2026-01-01T00:00:00Z","lastTimestamp":"2026-01-01T00:00:00Z","source":{"component":"tester"},
             "involvedObject":{"apiVersion":"serving.kserve.io/v1beta1","kind":"InferenceService","namespace":"{{_ns}}","name":"atlas","uid":"{{uid}}"} }
            """);
        var described = await Run("describe isvc atlas");
        described.ShouldContain("Storage Uri:  file:///models/atlas");
        described.ShouldMatch("Normal +Started +.*it began");
        (await Run("get events")).ShouldMatch("Normal +Started +inferenceservice/atlas +it began");
        (await Run("events")).ShouldContain("it began");
    }

    [Fact]
    public async Task Explain_ShowsTheDocumentation()
    {
        (await Run("explain isvc.spec.predictor.minReplicas")).ShouldContain("FIELD: minReplicas <integer>");
        var pod = await Run("explain pod.spec");
        pod.ShouldContain("containers\t<[]Container> -required-");
        (await Run("explain isvc --recursive")).ShouldContain("storageUri\t<string>");
        (await Run("explain role.rules.verbs")).ShouldContain("FIELD: verbs <[]string>");
    }

    [Fact]
    public async Task TypedCreates_SendProtobufAndWork()
    {
        (await Run("create configmap made --from-literal=a=b")).ShouldBe("configmap/made created\n");
        (await Run("create secret generic s --from-literal=p=q")).ShouldBe("secret/s created\n");
        (await Run("create serviceaccount robot")).ShouldBe("serviceaccount/robot created\n");
        (await Run("get secret s -o jsonpath={.data.p}/{.type}")).ShouldBe("cQ==/Opaque");
        (await Try("create configmap made")).Error.ShouldBe("error: failed to create configmap: configmaps \"made\" already exists\n");
    }

    [Fact]
    public async Task Auth_KnowsWhoAndWhatIsAllowed()
    {
        (await Run("auth whoami -o jsonpath={.status.userInfo.username}")).ShouldBe("admin");
        (await Run("auth can-i create isvc")).ShouldBe("yes\n");
        var (code, output, _) = await Try("auth can-i create isvc --as=nobody");
        (code, output).ShouldBe((1, "no\n"));
        (await Try("get cm --as=nobody")).Error.ShouldContain("User \"nobody\" cannot list resource \"configmaps\" in API group \"\" in the namespace");
    }

    [Fact]
    public async Task Delete_CascadesAndEmptiesNamespaces()
    {
        await Run("apply -f -", Map);
        var uid = await Run("get cm settings -o jsonpath={.metadata.uid}");
        await Run("apply -f -", Map.Replace("name: settings", $"name: child\n  ownerReferences: [{{apiVersion: v1, kind: ConfigMap, name: settings, uid: {uid}}}]", StringComparison.Ordinal));
        (await Run("delete cm settings --cascade=foreground")).ShouldBe("configmap \"settings\" deleted\n");
        await Run("wait --for=delete cm/child --timeout=10s");
        await Run("apply -f -", Service);
        (await _kubectl.RunAsync($"delete namespace {_ns} --timeout=20s")).ShouldBe($"namespace \"{_ns}\" deleted\n");
        (await _kubectl.TryAsync($"get namespace {_ns}")).Error.ShouldContain("not found");
    }

    [Fact]
    public async Task ApiResources_ListsKindsWithTheirShortNames()
    {
        var resources = await _kubectl.RunAsync("api-resources");
        resources.ShouldMatch("inferenceservices +isvc +serving.kserve.io/v1beta1 +true +InferenceService");
        resources.ShouldMatch("configmaps +cm +v1 +true +ConfigMap");
        (await _kubectl.RunAsync("api-versions")).ShouldContain("serving.kserve.io/v1alpha1\nserving.kserve.io/v1beta1\nv1\n");
        (await _kubectl.RunAsync("version")).ShouldNotContain("WARNING");
    }

    private Task<string> Run(string arguments, string? input = null) => _kubectl.RunAsync($"{arguments} -n {_ns}", input);

    private Task<(int Code, string Output, string Error)> Try(string arguments, string? input = null, string? editor = null) =>
        _kubectl.TryAsync($"{arguments} -n {_ns}", input, editor);
}
