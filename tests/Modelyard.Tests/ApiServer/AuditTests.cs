using System.Text;
using System.Text.Json.Nodes;
using Modelyard.Storage;
using Modelyard.Storage.Sqlite;

namespace Modelyard.Tests.ApiServer;

/// <summary>Every change and every refusal leaves one record that says who, what, when, from where and with what result.</summary>
public sealed class AuditTests(TestApiServer server) : IClassFixture<TestApiServer>
{
    [Theory]
    [InlineData("POST", "", "create", 201)]
    [InlineData("PUT", "/a", "update", 200)]
    [InlineData("PATCH", "/a", "patch", 200)]
    [InlineData("DELETE", "/a", "delete", 200)]
    public async Task Change_HasOneRecordInTheShapeOfKubernetes(string method, string suffix, string verb, int code)
    {
        var ns = await server.NewNamespaceAsync();
        var path = $"/api/v1/namespaces/{ns}/configmaps";
        if (verb != "create")
        {
            await server.PostAsync(path, Objects.ConfigMap("a"));
        }

        var reply = await server.SendAsync(
            new HttpMethod(method), $"{path}{suffix}?fieldManager=me", Objects.ConfigMap("a", value: "red"), verb == "patch" ? "application/merge-patch+json" : "application/json");
        reply.Code.ShouldBe(code);
        var record = await RecordOfAsync(reply);
        record.Text("kind").ShouldBe("Event");
        record.Text("apiVersion").ShouldBe("audit.k8s.io/v1");
        record.Text("level").ShouldBe("Metadata");
        record.Text("stage").ShouldBe("ResponseComplete");
        record.Text("requestURI").ShouldBe($"{path}{suffix}?fieldManager=me");
        record.Text("verb").ShouldBe(verb);
        record.At("user")!.ToJsonString().ShouldBe("""{"username":"tester","groups":["system:masters","system:authenticated"]}""");
        record.At("sourceIPs")!.AsArray().ShouldBeEmpty();
        record.Text("userAgent").ShouldBe("tester/1.0");
        (record.Text("objectRef.resource"), record.Text("objectRef.namespace"), record.Text("objectRef.name"), record.Text("objectRef.apiVersion")).ShouldBe(("configmaps", ns, "a", "v1"));
        record.Text("objectRef.uid").ShouldNotBeNullOrEmpty();
        record.Text("responseStatus.code").ShouldBe($"{code}");
        DateTimeOffset.Parse(record.Text("requestReceivedTimestamp")!, null).ShouldBeLessThanOrEqualTo(DateTimeOffset.Parse(record.Text("stageTimestamp")!, null));
        (record.Text("digest.before") is not null, record.Text("digest.after") is not null).ShouldBe((verb != "create", verb != "delete"));
        if (verb != "delete")
        {
            record.Text("objectRef.resourceVersion").ShouldBe(reply.Body.Text("metadata.resourceVersion"));
        }
    }

    [Fact]
    public async Task Digests_TieOneChangeToTheNext()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps";
        var created = await RecordOfAsync(await server.PostAsync(path, Objects.ConfigMap("a")));
        var changed = await RecordOfAsync(await server.MergeAsync($"{path}/a", Objects.Parse("""{"data":{"color":"red"}}""")));
        var deleted = await RecordOfAsync(await server.DeleteAsync($"{path}/a"));
        changed.Text("digest.before").ShouldBe(created.Text("digest.after"));
        changed.Text("digest.after").ShouldNotBe(created.Text("digest.after"));
        deleted.Text("digest.before").ShouldBe(changed.Text("digest.after"));
        deleted.Text("digest.before")!.ShouldStartWith("sha256:");
    }

    [Fact]
    public async Task StatusScaleAndApply_AreRecordedWithSubresourceAndVerb()
    {
        var path = $"/apis/serving.kserve.io/v1beta1/namespaces/{await server.NewNamespaceAsync()}/inferenceservices";
        var applied = await RecordOfAsync(await server.ApplyAsync($"{path}/atlas", Objects.Service("atlas"), "me"));
        (applied.Text("verb"), applied.Text("responseStatus.code"), applied.Text("objectRef.apiGroup")).ShouldBe(("patch", "201", "serving.kserve.io"));
        var status = await RecordOfAsync(await server.MergeAsync($"{path}/atlas/status", Objects.Parse("""{"status":{"url":"http://x"}}""")));
        (status.Text("verb"), status.Text("objectRef.subresource")).ShouldBe(("patch", "status"));
    }

    [Fact]
    public async Task ChangeThatStoresNothing_IsRecordedWithoutDigests()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps";
        var dry = await RecordOfAsync(await server.PostAsync($"{path}?dryRun=All", Objects.ConfigMap("a")));
        (dry.Text("requestURI"), dry.Text("objectRef.name"), dry["digest"]).ShouldBe(($"{path}?dryRun=All", "a", null));
        var created = (await server.PostAsync(path, Objects.ConfigMap("a"))).Body;
        var same = await RecordOfAsync(await server.PutAsync($"{path}/a", created));
        (same.Text("responseStatus.code"), same["digest"]).ShouldBe(("200", null));
    }

    [Fact]
    public async Task DeleteCollection_HasARecordOfItsOwnAndOneForEachObject()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps";
        await server.PostAsync(path, Objects.ConfigMap("a"));
        await server.PostAsync(path, Objects.ConfigMap("b"));
        var reply = await server.DeleteAsync(path);
        (await RecordOfAsync(reply)).Text("verb").ShouldBe("deletecollection");
        var parts = (await RecordsAsync()).Where(r => PartOf(r) == Id(reply)).ToList();
        parts.Select(p => (p.Text("verb"), p.Text("objectRef.name"), p.Text("user.username"))).ShouldBe([("delete", "a", "tester"), ("delete", "b", "tester")]);
        parts.ShouldAllBe(p => p.Text("digest.before") != null);
    }

    [Fact]
    public async Task Refusals_HaveOneRecordEach()
    {
        var ns = await server.NewNamespaceAsync();
        var path = $"/api/v1/namespaces/{ns}/configmaps";
        await server.PostAsync(path, Objects.ConfigMap("a"));
        using var nobody = server.As("nobody");
        using var anonymous = TlsClient.ConnectAnonymously(server.Host);

        await AssertRefusedAsync(await server.PostAsync(path, Objects.ConfigMap("a")), 409, "AlreadyExists", "create", "a");
        await AssertRefusedAsync(await server.PostAsync(path, Objects.ConfigMap("Bad_Name")), 422, "Invalid", "create", "Bad_Name");
        await AssertRefusedAsync(await server.DeleteAsync($"{path}/none"), 404, "NotFound", "delete", "none");
        await AssertRefusedAsync(await server.PostAsync(path, Objects.Parse("""{"kind":"Other"}""")), 400, "BadRequest", "create", null);
        await AssertRefusedAsync(await server.PutAsync(path, Objects.ConfigMap("a")), 405, "MethodNotAllowed", "update", null);
        await AssertRefusedAsync(await Reply.ReadAsync(await nobody.GetAsync($"{path}/a")), 403, "Forbidden", "get", "a", "nobody");
        await AssertRefusedAsync(await Reply.ReadAsync(await nobody.DeleteAsync($"{path}/a")), 403, "Forbidden", "delete", "a", "nobody");
        var unknown = await AssertRefusedAsync(await Reply.ReadAsync(await anonymous.GetAsync($"{path}?n={ns}")), 401, "Unauthorized", "list", null, "system:anonymous");
        unknown.Text("sourceIPs.0").ShouldBe("127.0.0.1");
        unknown.Text("requestURI").ShouldBe($"{path}?n=...", "what a parameter that nobody knows holds is nobody's business");
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/version")]
    public async Task WhatIsOpenToAnybody_CannotBeUsedToFillTheTrail(string path)
    {
        using var anonymous = TlsClient.ConnectAnonymously(server.Host);
        var first = await Reply.ReadAsync(await anonymous.PostAsync(path, null));
        var second = await Reply.ReadAsync(await anonymous.PostAsync(path, null));
        await AssertRefusedAsync(first, 405, "MethodNotAllowed", "post", null, "system:anonymous");
        second.Code.ShouldBe(405);
        (await RecordsAsync()).ShouldNotContain(r => r.Text("auditID") == Id(second));
    }

    [Fact]
    public async Task Reads_LeaveNoRecord()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps";
        Reply[] replies =
        [
            await server.GetAsync(path),
            await server.GetAsync($"{path}/none"),
            await server.PostAsync("/apis/authentication.k8s.io/v1/selfsubjectreviews", Objects.Parse("""{"apiVersion":"authentication.k8s.io/v1","kind":"SelfSubjectReview"}""")),
        ];
        replies.Select(r => r.Code).ShouldBe([200, 404, 201]);
        var ids = (await RecordsAsync()).Select(r => r.Text("auditID")).ToHashSet();
        replies.ShouldAllBe(r => !ids.Contains(Id(r)));
    }

    [Fact]
    public async Task Impersonation_NamesBoth()
    {
        var ns = await server.NewNamespaceAsync();
        using var boss = server.As("boss", "system:masters");
        boss.DefaultRequestHeaders.Add("Impersonate-User", "jane");
        boss.DefaultRequestHeaders.Add("Impersonate-Group", "system:masters");
        using var content = new StringContent(Objects.ConfigMap("a").ToJsonString(), null, "application/json");
        var record = await RecordOfAsync(await Reply.ReadAsync(await boss.PostAsync($"/api/v1/namespaces/{ns}/configmaps", content)));
        (record.Text("user.username"), record.Text("impersonatedUser.username")).ShouldBe(("boss", "jane"));
    }

    [Fact]
    public async Task Secrets_AreNotInTheTrailNorCanTheyBeGuessedFromIt()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/secrets";
        var plain = $"hunter-{Guid.NewGuid():n}";
        var coded = Convert.ToBase64String(Encoding.UTF8.GetBytes(plain));
        var secret = Objects.Parse($$$"""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"s"},"data":{"password":"{{{coded}}}"}}""");
        var created = await RecordOfAsync(await server.PostAsync(path, secret));
        created.Text("digest.after").ShouldNotBeNull().ShouldStartWith("hmac-sha256:");
        await server.PostAsync(path, secret);
        await server.MergeAsync($"{path}/s", Objects.Parse($$$"""{"data":{"password":{"{{{coded}}}":1} } }"""));
        await server.PostAsync($"{path}?token={plain}", Objects.Parse($$$"""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"t"},"data":{"password":"%{{{plain}}}"}}"""));
        await server.DeleteAsync($"{path}/s");

        var trail = string.Join('\n', (await RecordsAsync()).Select(r => r.ToJsonString()));
        trail.ShouldNotContain(plain);
        trail.ShouldNotContain(coded);
    }

    [Fact]
    public async Task Token_IsRecordedAsMadeAndNotShown()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/serviceaccounts";
        await server.PostAsync(path, Objects.Parse("""{"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"robot"}}"""));
        var reply = await server.PostAsync($"{path}/robot/token", Objects.Parse("""{"apiVersion":"authentication.k8s.io/v1","kind":"TokenRequest","spec":{}}"""));
        var record = await RecordOfAsync(reply);
        (record.Text("verb"), record.Text("objectRef.subresource"), record.Text("objectRef.name")).ShouldBe(("create", "token", "robot"));
        record.ToJsonString().ShouldNotContain(reply.Body.Text("status.token")!);
    }

    [Fact]
    public async Task WhatTheServerDoesByItself_IsRecordedAsItsOwn()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps";
        var owner = (await server.PostAsync(path, Objects.ConfigMap("owner"))).Body;
        await server.PostAsync(path, Objects.ConfigMap("owned").OwnedBy(owner));
        await server.DeleteAsync($"{path}/owner");
        await server.WaitUntilGoneAsync(path, "owned");
        (await RecordsAsync()).ShouldContain(r => r.Text("verb") == "delete" && r.Text("objectRef.namespace") == owner.Text("metadata.namespace")
            && r.Text("objectRef.name") == "owned" && r.Text("user.username") == "system:modelyard:apiserver");
    }

    [Fact]
    public async Task Trail_Verifies()
    {
        await server.NewNamespaceAsync();
        await using var trail = OpenTrail();
        var verdict = await new TrailVerifier(TrailKey.Open(Path.Combine(server.Folder, "pki", "audit.key"))).VerifyAsync(trail, null, 1, TestContext.Current.CancellationToken);
        verdict.Fault.ShouldBeNull();
        verdict.Records.ShouldBeGreaterThan(0);
    }

    private static string Id(Reply reply) => reply.Response.Headers.GetValues("Audit-Id").Single();

    private static string? PartOf(JsonNode record) => record["annotations"]?["audit.modelyard.dev/part-of"]?.ToString();

    private SqliteTrailSnapshot OpenTrail() => SqliteTrailSnapshot.Open(Path.Combine(server.Folder, "resources.db"));

    private async Task<List<JsonNode>> RecordsAsync()
    {
        await using var trail = OpenTrail();
        return await trail.ReadAsync(null, null, TestContext.Current.CancellationToken).Select(r => JsonNode.Parse(r.Content.Span)!).ToListAsync();
    }

    private async Task<JsonNode> RecordOfAsync(Reply reply) => (await RecordsAsync()).Where(r => r.Text("auditID") == Id(reply)).ShouldHaveSingleItem();

    private async Task<JsonNode> AssertRefusedAsync(Reply reply, int code, string reason, string verb, string? name, string user = "tester")
    {
        reply.Code.ShouldBe(code, reply.Message);
        var record = await RecordOfAsync(reply);
        (record.Text("responseStatus.code"), record.Text("responseStatus.reason"), record.Text("verb"), record.Text("objectRef.name"), record.Text("user.username"))
            .ShouldBe(($"{code}", reason, verb, name, user));
        record["digest"].ShouldBeNull();
        return record;
    }
}
