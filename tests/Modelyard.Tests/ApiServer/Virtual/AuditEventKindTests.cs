using System.Text.Json.Nodes;
using Modelyard.ApiServer;
using Modelyard.Tests.Testing;
using static Modelyard.Tests.ApiServer.LedgerApiServer;

namespace Modelyard.Tests.ApiServer;

/// <summary>The audit trail as resources.</summary>
public sealed class AuditEventKindTests(AuditEventKindTests.Server server) : IClassFixture<AuditEventKindTests.Server>
{
    private const string Events = "/apis/ledger.modelyard.dev/v1alpha1/auditevents";

    [Fact]
    public async Task OfKeysAndMembers_IsThereNewestFirst_AndNeverASecret()
    {
        var org = await server.NewOrganizationAsync();
        var key = await server.PostAsync(Path(org, "apikeys"), Document("APIKey", "ci", "{}"));
        await server.PostAsync(Path(org, "members"), Document("Member", "developer", """{"user":"developer@acme.example"}"""));
        await server.MergeAsync($"{Path(org, "members")}/developer", Objects.Parse("""{"spec":{"role":"owner"}}"""));
        await server.DeleteAsync($"{Path(org, "members")}/developer");
        await server.DeleteAsync($"{Path(org, "apikeys")}/ci");

        var events = await ListAsync($"objectRef.namespace={org}");

        events.Select(e => $"{e.Text("user.username")} {e.Text("verb")} {e.Text("objectRef.resource")}/{e.Text("objectRef.name")} {e.Text("responseStatus.code")}").ShouldBe(
            [
                "tester delete apikeys/ci 200", "tester delete members/developer 200", "tester patch members/developer 200", "tester create members/developer 201",
                "tester create apikeys/ci 201",
            ]);
        string.Join('\n', events.Select(e => e.ToJsonString())).ShouldNotContain(key.Body.Text("status.secret")![12..]);
    }

    [Fact]
    public async Task InPages_AreAllThere()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps";
        for (var i = 0; i < 12; i++)
        {
            await server.PostAsync(path, Objects.ConfigMap($"c{i}"));
        }

        var numbers = (await ListAsync("", "&limit=5")).Select(e => long.Parse(e.Text("metadata.name")!, null)).ToList();

        numbers.Count.ShouldBeGreaterThan(12);
        numbers.ShouldBe(Enumerable.Range(1, numbers.Count).Select(n => (long)n).Reverse(), "no gap and nothing twice");
    }

    [Fact]
    public async Task Time_BoundsThem()
    {
        var ns = await server.NewNamespaceAsync();
        var path = $"/api/v1/namespaces/{ns}/configmaps";
        var begin = server.Time.GetUtcNow();
        for (var i = 0; i < 3; i++)
        {
            await server.PostAsync(path, Objects.ConfigMap($"c{i}"));
            server.Time.Advance(TimeSpan.FromMinutes(1));
        }

        (await NamesAsync($"since={begin:s}Z")).ShouldBe(["c2", "c1", "c0"]);
        (await NamesAsync($"since={begin.AddMinutes(1):s}Z")).ShouldBe(["c2", "c1"], "from the moment itself on");
        (await NamesAsync($"since={begin:s}Z,until={begin.AddMinutes(2):s}Z")).ShouldBe(["c1", "c0"], "before the moment");
        (await server.GetAsync($"{Events}?fieldSelector=since%3Dyesterday")).Message.ShouldBe("since=yesterday: must be a time such as 2026-01-31T08:00:00Z");

        async Task<IEnumerable<string?>> NamesAsync(string selector) =>
            (await ListAsync($"objectRef.namespace={ns},objectRef.resource=configmaps,{selector}", "&limit=1")).Select(e => e.Text("objectRef.name"));
    }

    [Fact]
    public async Task Refusals_CanBeSelected()
    {
        var ns = await server.NewNamespaceAsync();
        await server.PostAsync($"/api/v1/namespaces/{ns}/configmaps", Objects.ConfigMap("a"));
        await server.PostAsync($"/api/v1/namespaces/{ns}/configmaps", Objects.ConfigMap("a"));

        (await ListAsync($"objectRef.namespace={ns},responseStatus.status=Failure")).ShouldHaveSingleItem().Text("responseStatus.code").ShouldBe("409");
        (await ListAsync($"objectRef.namespace={ns},responseStatus.status!=Failure")).ShouldNotContain(e => e.Text("responseStatus.code") == "409");
    }

    [Fact]
    public async Task Actor_IsWhoeverItWasDoneAs()
    {
        var (path, ada) = ($"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps", $"ada-{Guid.NewGuid():n}");
        using var console = server.As("system:modelyard:console", UserIdentity.Masters);
        console.DefaultRequestHeaders.Add("Impersonate-User", ada);
        console.DefaultRequestHeaders.Add("Impersonate-Group", UserIdentity.Masters);
        await console.PostAsync(path, new StringContent(Objects.ConfigMap("hers").ToJsonString(), null, "application/json"));
        using var controllers = server.As("system:modelyard:controllers", UserIdentity.Masters);
        await controllers.PostAsync(path, new StringContent(Objects.ConfigMap("its-own").ToJsonString(), null, "application/json"));

        (await ListAsync($"actor={ada}")).ShouldHaveSingleItem().Text("objectRef.name").ShouldBe("hers");
        (await ListAsync("internal=true")).ShouldContain(e => e.Text("objectRef.name") == "its-own");
        var asked = await ListAsync("internal=false");
        asked.ShouldContain(e => e.Text("objectRef.name") == "hers");
        asked.ShouldNotContain(e => e.Text("objectRef.name") == "its-own");
    }

    [Fact]
    public async Task Actor_OfASignInIsTheAccount()
    {
        var name = $"bo-{Guid.NewGuid():n}"[..12];
        using var console = server.As("system:modelyard:console", UserIdentity.Masters);
        var attempt = Document("SignIn", null, $$"""{"user":"{{name}}","password":"not a password of anybody"}""");
        await console.PostAsync("/apis/ledger.modelyard.dev/v1alpha1/signins", new StringContent(attempt.ToJsonString(), null, "application/json"));

        (await ListAsync($"actor={name},internal=false")).ShouldHaveSingleItem().Text("objectRef.resource").ShouldBe("signins");
    }

    private async Task<List<JsonNode>> ListAsync(string selector, string query = "")
    {
        var events = new List<JsonNode>();
        string? next = null;
        do
        {
            var page = await server.GetAsync($"{Events}?fieldSelector={Uri.EscapeDataString(selector)}{query}&continue={next}");
            page.Code.ShouldBe(200, page.Message);
            events.AddRange(page.Body["items"]!.AsArray().Select(i => i!));
            next = page.Body.Text("metadata.continue");
        }
        while (next is not null);
        return events;
    }

    /// <summary>One whose clock tests move.</summary>
    public sealed class Server : LedgerApiServer
    {
        internal ManualTime Time { get; } = new();

        protected override async Task<ApiServerOptions> ConfigureAsync(ApiServerOptions options) => await base.ConfigureAsync(options) with { Time = Time };
    }
}
