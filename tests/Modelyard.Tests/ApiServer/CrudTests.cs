using System.Globalization;
using System.Text.Json.Nodes;

namespace Modelyard.Tests.ApiServer;

/// <summary>Creating, reading and replacing objects, and the words in which that is refused.</summary>
public sealed class CrudTests(TestApiServer server) : IClassFixture<TestApiServer>
{
    [Fact]
    public async Task Create_GivesUidRevisionTimeAndGeneration()
    {
        var path = $"/apis/serving.kserve.io/v1beta1/namespaces/{await server.NewNamespaceAsync()}/inferenceservices";
        var created = await server.PostAsync(path, Objects.Service("atlas"));
        created.Code.ShouldBe(201);
        Guid.TryParse(created.Body.Text("metadata.uid"), out _).ShouldBeTrue();
        created.Body.Text("metadata.resourceVersion").ShouldNotBeNullOrEmpty();
        created.Body.Text("metadata.creationTimestamp").ShouldEndWith("Z");
        created.Body.Text("metadata.generation").ShouldBe("1");
        var read = await server.GetAsync($"{path}/atlas");
        JsonNode.DeepEquals(read.Body, created.Body).ShouldBeTrue();
    }

    [Fact]
    public async Task Objects_SayFirstWhatTheyAre_HoweverTheyWereWritten()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps";
        var map = new JsonObject(Objects.ConfigMap("backwards").Reverse().Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone())));
        await server.PostAsync(path, map);
        (await server.GetAsync($"{path}/backwards")).Body.AsObject().Select(p => p.Key).Take(3).ShouldBe(["apiVersion", "kind", "metadata"]);
        var listed = (await server.GetAsync(path)).Body["items"]!.AsArray().Single(i => i!.Text("metadata.name") == "backwards")!.AsObject();
        listed.Select(p => p.Key).Take(3).ShouldBe(["apiVersion", "kind", "metadata"]);
    }

    [Fact]
    public async Task Create_IgnoresStatusAndServerFields()
    {
        var path = $"/apis/serving.kserve.io/v1beta1/namespaces/{await server.NewNamespaceAsync()}/inferenceservices";
        var service = Objects.Service("atlas");
        service["status"] = new JsonObject { ["url"] = "http://made.up" };
        service["metadata"]!["uid"] = "mine";
        service["metadata"]!["generation"] = 7;
        var created = await server.PostAsync(path, service);
        created.Body["status"].ShouldBeNull();
        created.Body.Text("metadata.uid").ShouldNotBe("mine");
        created.Body.Text("metadata.generation").ShouldBe("1");
    }

    [Fact]
    public async Task Create_WithGenerateName_AddsFiveCharacters()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps";
        var map = Objects.ConfigMap("x");
        map["metadata"] = new JsonObject { ["generateName"] = "batch-" };
        var names = new HashSet<string>();
        for (var i = 0; i < 3; i++)
        {
            names.Add((await server.PostAsync(path, map)).Body.Text("metadata.name")!);
        }

        names.Count.ShouldBe(3);
        names.ShouldAllBe(n => n.StartsWith("batch-") && n.Length == "batch-".Length + 5);
    }

    [Fact]
    public async Task Create_TwiceTheSame_AlreadyExists()
    {
        var path = $"/apis/serving.kserve.io/v1beta1/namespaces/{await server.NewNamespaceAsync()}/inferenceservices";
        await server.PostAsync(path, Objects.Service("atlas"));
        var again = await server.PostAsync(path, Objects.Service("atlas"));
        (again.Code, again.Reason, again.Message).ShouldBe((409, "AlreadyExists", "inferenceservices.serving.kserve.io \"atlas\" already exists"));
        again.Body.Text("details.group").ShouldBe("serving.kserve.io");
    }

    [Fact]
    public async Task Create_InNoNamespaceOfThatName_IsRefused()
    {
        var reply = await server.PostAsync("/api/v1/namespaces/nowhere/configmaps", Objects.ConfigMap("a"));
        (reply.Code, reply.Reason, reply.Message).ShouldBe((404, "NotFound", "namespaces \"nowhere\" not found"));
    }

    [Fact]
    public async Task Create_WithABadName_SaysWhatANameMustBe()
    {
        var reply = await server.PostAsync($"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps", Objects.ConfigMap("Bad_Name"));
        (reply.Code, reply.Reason).ShouldBe((422, "Invalid"));
        reply.Message.ShouldStartWith("ConfigMap \"Bad_Name\" is invalid: metadata.name: Invalid value: \"Bad_Name\": a lowercase RFC 1123 subdomain");
        reply.Body.Text("details.causes.0.reason").ShouldBe("FieldValueInvalid");
        reply.Body.Text("details.causes.0.field").ShouldBe("metadata.name");
    }

    [Theory]
    [InlineData("""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"a"}}""", "Secret in version \"v1\" cannot be handled as a ConfigMap")]
    [InlineData("""{"apiVersion":"v2","kind":"ConfigMap","metadata":{"name":"a"}}""", "does not match the expected API version (v1)")]
    [InlineData("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","namespace":"other"}}""", "does not match the namespace sent on the request")]
    public async Task Create_OfSomethingElse_IsABadRequest(string body, string message)
    {
        var reply = await server.PostAsync($"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps", JsonNode.Parse(body)!);
        (reply.Code, reply.Reason).ShouldBe((400, "BadRequest"));
        reply.Message.ShouldContain(message);
    }

    [Fact]
    public async Task Get_OfNothing_IsNotFoundInKubernetesWords()
    {
        var reply = await server.GetAsync($"/apis/serving.kserve.io/v1beta1/namespaces/{await server.NewNamespaceAsync()}/inferenceservices/x");
        (reply.Code, reply.Reason, reply.Message).ShouldBe((404, "NotFound", "inferenceservices.serving.kserve.io \"x\" not found"));
    }

    [Fact]
    public async Task Update_AtAStaleRevision_IsAConflictInKubernetesWords()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps";
        var first = (await server.PostAsync(path, Objects.ConfigMap("a"))).Body;
        var second = first.DeepClone();
        second["data"]!["color"] = "green";
        (await server.PutAsync($"{path}/a", second)).Code.ShouldBe(200);
        first["data"]!["color"] = "red";
        var lost = await server.PutAsync($"{path}/a", first);
        (lost.Code, lost.Reason, lost.Message).ShouldBe((409, "Conflict",
            "Operation cannot be fulfilled on configmaps \"a\": the object has been modified; please apply your changes to the latest version and try again"));
        (await server.GetAsync($"{path}/a")).Body.Text("data.color").ShouldBe("green");
    }

    [Fact]
    public async Task Update_WithoutRevision_Overwrites()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps";
        await server.PostAsync(path, Objects.ConfigMap("a"));
        (await server.PutAsync($"{path}/a", Objects.ConfigMap("a", value: "red"))).Body.Text("data.color").ShouldBe("red");
    }

    [Fact]
    public async Task Update_ThatChangesNothing_WritesNothing()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps";
        var created = (await server.PostAsync(path, Objects.ConfigMap("a"))).Body;
        var updated = await server.PutAsync($"{path}/a", created);
        updated.Body.Text("metadata.resourceVersion").ShouldBe(created.Text("metadata.resourceVersion"));
    }

    [Fact]
    public async Task Update_OfSpec_RaisesTheGenerationAndKeepsTheStatus()
    {
        var path = $"/apis/serving.kserve.io/v1beta1/namespaces/{await server.NewNamespaceAsync()}/inferenceservices";
        await server.PostAsync(path, Objects.Service("atlas"));
        await server.MergeAsync($"{path}/atlas/status", Objects.Parse("""{"status":{"url":"http://x"}}"""));

        var service = (await server.GetAsync($"{path}/atlas")).Body;
        service["spec"]!["predictor"]!["minReplicas"] = 2;
        service["status"]!["url"] = "http://changed";
        var updated = (await server.PutAsync($"{path}/atlas", service)).Body;
        updated.Text("metadata.generation").ShouldBe("2");
        updated.Text("status.url").ShouldBe("http://x");
    }

    [Fact]
    public async Task Update_OfLabels_DoesNotRaiseTheGeneration()
    {
        var path = $"/apis/serving.kserve.io/v1beta1/namespaces/{await server.NewNamespaceAsync()}/inferenceservices";
        await server.PostAsync(path, Objects.Service("atlas"));
        var updated = await server.MergeAsync($"{path}/atlas", Objects.Parse("""{"metadata":{"labels":{"team":"a"}}}"""));
        (updated.Body.Text("metadata.generation"), updated.Body.Text("metadata.labels.team")).ShouldBe(("1", "a"));
    }

    [Fact]
    public async Task StatusUpdate_ChangesOnlyTheStatus()
    {
        var path = $"/apis/serving.kserve.io/v1beta1/namespaces/{await server.NewNamespaceAsync()}/inferenceservices";
        var service = (await server.PostAsync(path, Objects.Service("atlas"))).Body;
        service["spec"]!["predictor"]!["minReplicas"] = 5;
        service["metadata"]!["labels"] = new JsonObject { ["sneaked"] = "in" };
        service["status"] = new JsonObject { ["url"] = "http://x" };
        var updated = (await server.PutAsync($"{path}/atlas/status", service)).Body;
        updated.Text("status.url").ShouldBe("http://x");
        updated.At("spec.predictor.minReplicas").ShouldBeNull();
        updated.At("metadata.labels").ShouldBeNull();
        updated.Text("metadata.generation").ShouldBe("1");
    }

    [Fact]
    public async Task Update_ManyAtOnceWithoutARevision_AllLandOneAfterTheOther()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps";
        var first = await server.PostAsync(path, Objects.ConfigMap("a"));
        var replies = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(async () =>
        {
            var changed = Objects.ConfigMap("a");
            changed["data"] = new JsonObject { ["number"] = $"{i}" };
            return await server.PutAsync($"{path}/a", changed);
        })));
        replies.ShouldAllBe(r => r.Code == 200);
        replies.Select(r => r.Body.Text("metadata.resourceVersion")).Distinct().Count().ShouldBe(60);
        replies.ShouldAllBe(r => long.Parse(r.Body.Text("metadata.resourceVersion")!, CultureInfo.InvariantCulture) > long.Parse(first.Body.Text("metadata.resourceVersion")!, CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Update_OfAnotherUid_IsAConflict()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps";
        await server.PostAsync(path, Objects.ConfigMap("a"));
        var other = Objects.ConfigMap("a");
        other["metadata"]!["uid"] = "11111111-1111-1111-1111-111111111111";
        var reply = await server.PutAsync($"{path}/a", other);
        (reply.Code, reply.Reason).ShouldBe((409, "Conflict"));
        reply.Message.ShouldContain("Precondition failed: UID in precondition: 11111111-1111-1111-1111-111111111111");
    }

    [Fact]
    public async Task DryRun_AnswersAsIfButStoresNothing()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps";
        (await server.PostAsync($"{path}?dryRun=All", Objects.ConfigMap("a"))).Code.ShouldBe(201);
        (await server.GetAsync($"{path}/a")).Code.ShouldBe(404);

        await server.PostAsync(path, Objects.ConfigMap("a"));
        (await server.PostAsync($"{path}?dryRun=All", Objects.ConfigMap("a"))).Code.ShouldBe(409);
        (await server.MergeAsync($"{path}/a?dryRun=All", Objects.Parse("""{"data":{"color":"red"}}"""))).Body.Text("data.color").ShouldBe("red");
        (await server.DeleteAsync($"{path}/a?dryRun=All")).Code.ShouldBe(200);
        (await server.GetAsync($"{path}/a")).Body.Text("data.color").ShouldBe("blue");
        (await server.PostAsync($"{path}?dryRun=some", Objects.ConfigMap("b"))).Code.ShouldBe(400);
    }

    [Fact]
    public async Task UnknownField_IsRefusedWarnedAboutOrDroppedAsAsked()
    {
        var path = $"/apis/serving.kserve.io/v1beta1/namespaces/{await server.NewNamespaceAsync()}/inferenceservices";
        var wrong = Objects.Service("atlas");
        wrong["spec"]!["predictor"]!["model"]!["modelFromat"] = "x";

        var strict = await server.PostAsync($"{path}?fieldValidation=Strict", wrong);
        (strict.Code, strict.Reason, strict.Message).ShouldBe((400, "BadRequest",
            "InferenceService in version \"v1beta1\" cannot be handled as a InferenceService: strict decoding error: unknown field \"spec.predictor.model.modelFromat\""));

        var warned = await server.PostAsync($"{path}?fieldValidation=Warn", wrong);
        warned.Code.ShouldBe(201);
        warned.Response.Headers.GetValues("Warning").ShouldHaveSingleItem().ShouldBe("299 - \"unknown field \\\"spec.predictor.model.modelFromat\\\"\"");
        warned.Body.At("spec.predictor.model.modelFromat").ShouldBeNull();

        wrong["metadata"]!["name"] = "other";
        var ignored = await server.PostAsync($"{path}?fieldValidation=Ignore", wrong);
        ignored.Response.Headers.Contains("Warning").ShouldBeFalse();
        ignored.Body.At("spec.predictor.model.modelFromat").ShouldBeNull();
    }

    [Fact]
    public async Task ConcurrentPatches_AllTakeEffect()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps";
        await server.PostAsync(path, Objects.ConfigMap("a"));
        var replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(i =>
            server.MergeAsync($"{path}/a", new JsonObject { ["data"] = new JsonObject { [$"key{i}"] = "x" } })));
        replies.ShouldAllBe(r => r.Code == 200);
        (await server.GetAsync($"{path}/a")).Body["data"]!.AsObject().Count.ShouldBe(5);
    }
}
