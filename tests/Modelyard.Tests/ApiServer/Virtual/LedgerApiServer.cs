using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Modelyard.ApiServer;
using Modelyard.Ledger;

namespace Modelyard.Tests.ApiServer;

/// <summary>A real API server with a ledger, and what a gateway would do with it.</summary>
public sealed class LedgerApiServer : TestApiServer
{
    private int _organizations;
    private LedgerDatabase _database = null!;
    private UsageImporter _importer = null!;

    internal ApiKeyDirectory Keys { get; private set; } = null!;

    internal UsageJournal Journal { get; private set; } = null!;

    public override async ValueTask DisposeAsync()
    {
        Keys.Dispose();
        _importer.Dispose();
        Journal.Dispose();
        await _database.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <summary>An organization with its home project and one more.</summary>
    public async Task<string> NewOrganizationAsync(string spec = "{}")
    {
        var name = $"org-{Interlocked.Increment(ref _organizations)}-{Guid.NewGuid():n}"[..16];
        (await PostAsync(
            "/apis/modelyard.dev/v1alpha1/organizations",
            Objects.Parse($$"""{"apiVersion":"modelyard.dev/v1alpha1","kind":"Organization","metadata":{"name":"{{name}}"},"spec":{{spec}}}"""))).Code.ShouldBe(201);
        foreach (var project in new[] { name, $"{name}-test" })
        {
            (await PostAsync("/api/v1/namespaces", Objects.Namespace(project).Labelled("modelyard.dev/organization", name))).Code.ShouldBe(201);
        }

        return name;
    }

    public static string Path(string ns, string plural) => $"/apis/ledger.modelyard.dev/v1alpha1/namespaces/{ns}/{plural}";

    public static JsonObject Document(string kind, string? name, string spec) => Objects.Parse(
        $$"""{"apiVersion":"ledger.modelyard.dev/v1alpha1","kind":"{{kind}}","metadata":{{(name is null ? "{}" : $$"""{"name":"{{name}}"}""")}},"spec":{{spec}}}""");

    internal UsageRecord Use(string project, string? organization, Func<UsageRecord, UsageRecord>? change = null)
    {
        var at = new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
        var record = new UsageRecord
        {
            Id = Guid.CreateVersion7(at).ToString(),
            RequestId = "req-1",
            At = at,
            Organization = organization,
            Project = project,
            User = "developer@acme.example",
            KeyId = "1",
            KeyName = "ci",
            DeploymentNamespace = "demo",
            Deployment = "atlas-chat",
            Operation = "chat.completions",
            Status = 200,
            InputTokens = 100,
            OutputTokens = 20,
            CostNanos = 1_500_000_000,
            Currency = "EUR",
        };
        record = change?.Invoke(record) ?? record;
        Journal.End(record);
        return record;
    }

    protected override async Task<ApiServerOptions> ConfigureAsync(ApiServerOptions options)
    {
        _database = await LedgerDatabase.OpenAsync(System.IO.Path.Combine(Folder, "ledger.db"), CancellationToken.None);
        var store = await ApiKeyStore.OpenAsync(_database, System.IO.Path.Combine(Folder, "ledger.pepper"), TimeProvider.System, CancellationToken.None);
        Keys = await ApiKeyDirectory.OpenAsync(store, TimeProvider.System, CancellationToken.None);
        Journal = UsageJournal.Open(System.IO.Path.Combine(Folder, "usage"));
        var usage = new UsageStore(_database);
        _importer = new UsageImporter(Journal, usage, new UsageImporterOptions { BatchSize = 50 }, TimeProvider.System, NullLogger<UsageImporter>.Instance);
        return options with { Ledger = new ServedLedger(store, new MemberStore(_database, TimeProvider.System), usage, _importer.CatchUpAsync) };
    }
}
