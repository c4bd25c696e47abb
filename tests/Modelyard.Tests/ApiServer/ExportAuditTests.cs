using System.Text;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.ApiServer;
using Modelyard.Storage.Sqlite;

namespace Modelyard.Tests.ApiServer;

/// <summary>Reading an archive takes models out of the house: who did it is written down, although nothing changes.</summary>
public sealed class ExportAuditTests(TestApiServer server) : IClassFixture<TestApiServer>
{
    [Fact]
    public async Task Export_HasARecordForEachVersionThatGoes()
    {
        var path = await VersionsAsync("atlas-1", "atlas-2");
        var reply = await server.Client.GetAsync($"{path}/atlas-1/archive?with=atlas-2&with=atlas-1", TestContext.Current.CancellationToken);

        (await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe("content of atlas-1 and atlas-2");
        var id = reply.Headers.GetValues("Audit-Id").Single();
        var records = await RecordsAsync(path);
        records.Select(r => (r.Text("verb"), r.Text("objectRef.subresource"), r.Text("objectRef.name"), r.Text("user.username"), r.Text("responseStatus.code")))
            .ShouldBe([("get", "archive", "atlas-1", "tester", "200"), ("get", "archive", "atlas-2", "tester", "200")]);
        records[0].Text("auditID").ShouldBe(id);
        records[0].Text("requestURI").ShouldBe($"{path}/atlas-1/archive?with=atlas-2&with=atlas-1");
        records[1]["annotations"]!["audit.modelyard.dev/part-of"]!.ToString().ShouldBe(id);
    }

    [Fact]
    public async Task Export_ThatIsRefused_IsRecordedAsRefused()
    {
        var path = await VersionsAsync("atlas-1");
        using var nobody = server.As("nobody");

        (await Reply.ReadAsync(await nobody.GetAsync($"{path}/atlas-1/archive"))).Code.ShouldBe(403);
        (await server.GetAsync($"{path}/atlas-1/archive?with=none")).Code.ShouldBe(404);

        var record = (await RecordsAsync(path)).ShouldHaveSingleItem();
        (record.Text("objectRef.subresource"), record.Text("user.username"), record.Text("responseStatus.code")).ShouldBe(("archive", "nobody", "403"));
    }

    private async Task<string> VersionsAsync(params string[] names)
    {
        server.Host.Archives = new NamedArchives();
        var path = $"/apis/modelyard.dev/v1alpha1/namespaces/{await server.NewNamespaceAsync()}/modelversions";
        foreach (var name in names)
        {
            var version = $$$"""
                {"apiVersion":"modelyard.dev/v1alpha1","kind":"ModelVersion","metadata":{"name":"{{{name}}}"},
                 "spec":{"model":"atlas","version":"{{{name["atlas-".Length..]}}}","source":{"uri":"file:///models/atlas"} } }
                """;
            (await server.PostAsync(path, Objects.Parse(version))).Code.ShouldBe(201);
        }

        return path;
    }

    private async Task<List<JsonNode>> RecordsAsync(string path)
    {
        await using var trail = SqliteTrailSnapshot.Open(Path.Combine(server.Folder, "resources.db"));
        var records = await trail.ReadAsync(null, null, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        return [.. records.Select(r => JsonNode.Parse(r.Content.Span)!).Where(r => r.Text("requestURI")!.StartsWith(path, StringComparison.Ordinal) && r.Text("verb") == "get")];
    }

    /// <summary>Archives that are the names of what is in them.</summary>
    private sealed class NamedArchives : IModelArchives
    {
        public Task<Func<Stream, CancellationToken, Task>> PrepareExportAsync(string project, IReadOnlyList<string> versions, CancellationToken cancellationToken) =>
            Task.FromResult<Func<Stream, CancellationToken, Task>>(
                async (to, token) => await to.WriteAsync(Encoding.UTF8.GetBytes($"content of {string.Join(" and ", versions)}"), token));

        public Task<ModelImportStatus> ImportAsync(string project, UserIdentity user, Stream archive, ArchiveTrust trust, CancellationToken cancellationToken) =>
            throw new NotSupportedException("Only exports are made here.");

        public Task<byte[]?> ReadCardAsync(string project, string version, CancellationToken cancellationToken) =>
            throw new NotSupportedException("Only exports are made here.");

        public Task<byte[]> WriteBomAsync(string project, string version, UserIdentity user, CancellationToken cancellationToken) =>
            throw new NotSupportedException("Only exports are made here.");
    }
}
