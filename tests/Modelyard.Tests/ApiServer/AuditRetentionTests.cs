using Modelyard.ApiServer;
using Modelyard.Storage;
using Modelyard.Storage.Sqlite;

namespace Modelyard.Tests.ApiServer;

public sealed class AuditRetentionTests
{
    [Fact]
    public async Task OldRecords_AreRemovedAndTheRestVerifies()
    {
        await using var api = new StandaloneApi();
        await api.PostAsync("/api/v1/namespaces/default/configmaps", Objects.ConfigMap("old"));
        api.Time.Advance(TimeSpan.FromDays(100));
        await api.PostAsync("/api/v1/namespaces/default/configmaps", Objects.ConfigMap("new"));
        using var retention = new AuditRetention(
            new ApiServerOptions { DataDirectory = "", AuditRetention = TimeSpan.FromDays(90) },
            api.Part<AuditTrail>(),
            api.Time,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<AuditRetention>.Instance);
        await retention.RemoveAsync(TestContext.Current.CancellationToken);

        await using var trail = SqliteTrailSnapshot.Open(api.DatabasePath);
        var records = await trail.ReadAsync(null, null, TestContext.Current.CancellationToken).ToListAsync();
        records.Select(r => System.Text.Json.Nodes.JsonNode.Parse(r.Content.Span)!).Select(r => (r.Text("verb"), r.Text("objectRef.name")))
            .ShouldBe([("create", "new"), ("prune", null)]);
        (await new TrailVerifier(api.AuditKey).VerifyAsync(trail, null, 1, TestContext.Current.CancellationToken)).Fault.ShouldBeNull();
    }
}
