using System.Text.Json.Nodes;
using Modelyard.ApiServer;
using Modelyard.Ledger;
using Modelyard.Tests.Testing;

namespace Modelyard.Tests.ApiServer;

/// <summary>A real API server with a ledger, and what a gateway would do with it.</summary>
public class LedgerApiServer : TestApiServer
{
    private int _organizations;
    private TestLedger _ledger = null!;

    /// <summary>The clock of sign-ins and sessions.</summary>
    internal ManualTime Clock { get; } = new();

    internal ApiKeyDirectory Keys => _ledger.Keys;

    internal UsageJournal Journal => _ledger.Journal;

    public override async ValueTask DisposeAsync()
    {
        await _ledger.DisposeAsync();
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
        _ledger = await TestLedger.OpenAsync(Folder, Clock);
        return options with { Ledger = _ledger.Served };
    }
}
