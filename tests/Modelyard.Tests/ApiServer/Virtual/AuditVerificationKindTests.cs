using Microsoft.Data.Sqlite;
using static Modelyard.Tests.ApiServer.LedgerApiServer;

namespace Modelyard.Tests.ApiServer;

/// <summary>Checking the audit trail through the API. What is found is tested where the trail is.</summary>
public sealed class AuditVerificationKindTests : IAsyncLifetime
{
    private const string Verifications = "/apis/ledger.modelyard.dev/v1alpha1/auditverifications";

    private readonly LedgerApiServer _server = new();

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task IntactTrail_IsSaidToBe_AndItsEndCanBeNoted()
    {
        var path = $"/api/v1/namespaces/{await _server.NewNamespaceAsync()}/configmaps";
        var first = (await AskAsync("{}")).Body;
        await _server.PostAsync(path, Objects.ConfigMap("later"));
        var second = (await AskAsync($$"""{"head":"{{first.Text("status.head")}}"}""")).Body;

        (first.Text("status.intact"), second.Text("status.intact")).ShouldBe(("true", "true"));
        long.Parse(second.Text("status.records")!, null).ShouldBeGreaterThan(long.Parse(first.Text("status.records")!, null));
        second.At("status.fault").ShouldBeNull();
        second.Text("status.head").ShouldNotBe(first.Text("status.head"));

        var number = second.Text("status.head")!.Split(':')[0];
        (await AskAsync($$"""{"from":{{number}}}""")).Body.Text("status.records").ShouldBe("1");
        (await AskAsync($$"""{"head":"{{number}}:{{new string('0', 64)}}"}""")).Body.Text("status.fault.message").ShouldBe($"record {number} is another than the one that was noted");
    }

    [Fact]
    public async Task ChangedRecord_IsNamed()
    {
        await _server.NewNamespaceAsync();
        await using (var connection = new SqliteConnection($"Data Source={System.IO.Path.Combine(_server.Folder, "resources.db")};Pooling=False"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "update trail set content = replace(content, 'create', 'delete') where sequence = 2";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var status = (await AskAsync("{}")).Body["status"]!;
        (status.Text("intact"), status.Text("records"), status.Text("fault.record"), status.Text("fault.message")).ShouldBe(
            ("false", "1", "2", "record 2 is not as it was written"));
    }

    [Theory]
    [InlineData("""{"head":"17"}""", "spec.head")]
    [InlineData("""{"from":0}""", "spec.from")]
    [InlineData("""{"from":8,"head":"7:0000000000000000000000000000000000000000000000000000000000000000"}""", "spec.from")]
    [InlineData("""{"head":"99999999999999999999:0000000000000000000000000000000000000000000000000000000000000000"}""", "spec.head")]
    public async Task Mistake_IsToldWithItsField(string spec, string field)
    {
        var refused = await AskAsync(spec);
        (refused.Code, refused.Body.Text("details.causes.0.field")).ShouldBe((422, field));
    }

    [Fact]
    public async Task TakesTheRightOfAuditors()
    {
        using var nobody = _server.As("nobody");
        ((int)(await nobody.PostAsync(Verifications, Body())).StatusCode).ShouldBe(403);
        await _server.PostAsync("/apis/rbac.authorization.k8s.io/v1/clusterrolebindings", RbacObjects.ClusterBinding("auditors", "auditor", "User", "ann"));
        using var auditor = _server.As("ann");
        ((int)(await auditor.PostAsync(Verifications, Body())).StatusCode).ShouldBe(201);

        static StringContent Body() => new(Document("AuditVerification", null, "{}").ToJsonString(), null, "application/json");
    }

    private Task<Reply> AskAsync(string spec) => _server.PostAsync(Verifications, Document("AuditVerification", null, spec));
}
