using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.ApiServer;
using Modelyard.Storage.Sqlite;

namespace Modelyard.Tests.ApiServer;

/// <summary>An archive is posted in place of a document: what of that is refused before anybody reads it.</summary>
public sealed class ArchiveImportTests(ArchiveImportTests.ImportingServer server) : IClassFixture<ArchiveImportTests.ImportingServer>
{
    [Fact]
    public async Task Import_OfAnArchive_IsAnsweredWithWhatCameIn()
    {
        var path = await ImportsAsync();

        var reply = await SendAsync($"{path}?trust=PEM&allowUnsigned=true");

        (reply.Code, reply.Body.Text("kind"), reply.Body.Text("status.versions.0.version")).ShouldBe((201, "ModelImport", "acme/atlas:1.2"));
        server.Read.ShouldBe([("tester", "an archive", "PEM", true)]);
    }

    [Theory]
    [InlineData("?dryRun=All", "application/x-tar", 400, "dryRun: Forbidden: an import cannot be tried out")]
    [InlineData("?dryRun=some", "application/x-tar", 400, "dryRun")]
    [InlineData("", "application/json", 415, "application/x-tar")]
    public async Task Import_OfAnotherForm_IsRefused_AndNothingIsRead(string query, string contentType, int code, string message)
    {
        var path = await ImportsAsync();

        var reply = await SendAsync(path + query, contentType);

        (reply.Code, reply.Message).ShouldSatisfyAllConditions(r => r.Code.ShouldBe(code), r => r.Message.ShouldContain(message));
        server.Read.ShouldBeEmpty();
    }

    [Fact]
    public async Task Import_HasARecord_AndSoHasOneThatIsRefused()
    {
        var path = await ImportsAsync();
        using var nobody = server.As("nobody");

        await SendAsync($"{path}?trust=PEM&allowUnsigned=true");
        await nobody.PostAsync(path, null, TestContext.Current.CancellationToken);

        await using var trail = SqliteTrailSnapshot.Open(Path.Combine(server.Folder, "resources.db"));
        var records = await trail.ReadAsync(null, null, TestContext.Current.CancellationToken).Select(r => JsonNode.Parse(r.Content.Span)!).ToListAsync(TestContext.Current.CancellationToken);
        records.Where(r => r.Text("requestURI")!.StartsWith(path, StringComparison.Ordinal))
            .Select(r => (r.Text("verb"), r.Text("objectRef.resource"), r.Text("user.username"), r.Text("responseStatus.code"), r.Text("requestURI")![path.Length..]))
            .ShouldBe([("create", "modelimports", "tester", "201", "?trust=...&allowUnsigned=true"), ("create", "modelimports", "nobody", "403", "")]);
    }

    private async Task<string> ImportsAsync()
    {
        server.Read.Clear();
        return $"/apis/modelyard.dev/v1alpha1/namespaces/{await server.NewNamespaceAsync()}/modelimports";
    }

    private async Task<Reply> SendAsync(string path, string contentType = "application/x-tar")
    {
        using var body = new StringContent("an archive", MediaTypeHeaderValue.Parse(contentType));
        return await Reply.ReadAsync(await server.Client.PostAsync(path, body, TestContext.Current.CancellationToken));
    }

    /// <summary>A server that takes archives, and notes what it was given.</summary>
    public sealed class ImportingServer : TestApiServer
    {
        internal List<(string User, string Archive, string Keys, bool AllowUnsigned)> Read { get; } = [];

        protected override Task<ApiServerOptions> ConfigureAsync(ApiServerOptions options) => Task.FromResult(options with { Questions = [QuestionKinds.ModelImports] });

        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            Host.Archives = new NotedArchives(Read);
        }
    }

    private sealed class NotedArchives(List<(string User, string Archive, string Keys, bool AllowUnsigned)> read) : IModelArchives
    {
        public async Task<ModelImportStatus> ImportAsync(string project, UserIdentity user, Stream archive, ArchiveTrust trust, CancellationToken cancellationToken)
        {
            using var reader = new StreamReader(archive, Encoding.UTF8);
            read.Add((user.Name, await reader.ReadToEndAsync(cancellationToken), string.Join(' ', trust.Keys), trust.AllowUnsigned));
            return new ModelImportStatus { Versions = [new ImportedVersion { Version = "acme/atlas:1.2" }] };
        }

        public Task<Func<Stream, CancellationToken, Task>> PrepareExportAsync(string project, IReadOnlyList<string> versions, CancellationToken cancellationToken) =>
            throw new NotSupportedException("Only imports are made here.");

        public Task<byte[]?> ReadCardAsync(string project, string version, CancellationToken cancellationToken) =>
            throw new NotSupportedException("Only imports are made here.");

        public Task<byte[]> WriteBomAsync(string project, string version, UserIdentity user, CancellationToken cancellationToken) =>
            throw new NotSupportedException("Only imports are made here.");
    }
}
