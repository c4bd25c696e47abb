using System.Text.Json.Nodes;
using static Modelyard.Tests.ApiServer.RbacObjects;

namespace Modelyard.Tests.ApiServer;

/// <summary>Who may waive what a scan found, and what the server writes into a waiver.</summary>
public sealed class WaiverTests(TestApiServer server) : IClassFixture<TestApiServer>, IAsyncLifetime
{
    private const string Library = "/apis/modelyard.dev/v1alpha1";
    private const string Digest = "sha256:0011223344556677001122334455667700112233445566770011223344556677";

    private string _ns = "";
    private HttpClient _owner = null!;
    private HttpClient _approver = null!;

    private string Waivers => $"{Library}/namespaces/{_ns}/scanwaivers";

    public async ValueTask InitializeAsync()
    {
        _ns = await server.NewNamespaceAsync();
        (_owner, _approver) = (server.As($"owner-{_ns}"), server.As($"approver-{_ns}"));
        foreach (var (who, role) in new[] { ("owner", "library-waiver"), ("owner", "library-admin"), ("approver", "library-approver") })
        {
            await MustAsync(server.Client, $"{Root}/namespaces/{_ns}/rolebindings", Binding(role, "ClusterRole", role, "User", $"{who}-{_ns}"));
        }

        foreach (var (name, submitter) in new[] { ("1.2", server.Client), ("1.3", _owner) })
        {
            await MustAsync(submitter, $"{Library}/namespaces/{_ns}/modelversions", Objects.Parse(
                $$$"""{"apiVersion":"modelyard.dev/v1alpha1","kind":"ModelVersion","metadata":{"name":"atlas-{{{name}}}"},"spec":{"model":"atlas","version":"{{{name}}}","source":{"uri":"oci://r/atlas@sha256:aa"} } }"""));
        }
    }

    public ValueTask DisposeAsync()
    {
        _owner.Dispose();
        _approver.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Waiver_SaysWhatTheServerKnows_WhateverItsAuthorClaims()
    {
        await SyncedAsync("1.2");
        var claimed = Waiver("1.2");
        (claimed["spec"]!["by"], claimed["spec"]!["at"]) = ("somebody-else", "2020-01-01T00:00:00Z");

        var made = await PostAsync(_owner, Waivers, claimed);

        made.Code.ShouldBe(201);
        var spec = made.Body!["spec"]!;
        ((string?)spec["by"], (string?)spec["owner"], (string?)spec["digest"]).ShouldBe(($"owner-{_ns}", $"owner-{_ns}", Digest));
        ((DateTimeOffset?)spec["at"])!.Value.Year.ShouldBeGreaterThan(2020);
    }

    [Fact]
    public async Task Waiver_ByWhoMayOnlyApprove_IsForbidden()
    {
        await SyncedAsync("1.2");

        (await PostAsync(_approver, Waivers, Waiver("1.2"))).Code.ShouldBe(403);
    }

    [Fact]
    public async Task Waiver_OfWhatOneSubmitted_IsForbidden()
    {
        await SyncedAsync("1.3");

        var reply = await PostAsync(_owner, Waivers, Waiver("1.3"));

        (reply.Code, reply.Message.Contains("submitted the version atlas-1.3: ask somebody else", StringComparison.Ordinal)).ShouldBe((403, true));
    }

    [Fact]
    public async Task Waiver_WithoutSense_IsRefused()
    {
        await SyncedAsync("1.2");
        (await PostAsync(_owner, Waivers, Waiver("2.0"))).Code.ShouldBe(404);
        (await PostAsync(_owner, Waivers, Waiver("1.2", s => s["expires"] = "2020-01-01T00:00:00Z"))).Message.ShouldContain("spec.expires: Invalid value: \"2020-01-01T00:00:00Z\": is in the past");
        (await PostAsync(_owner, Waivers, Waiver("1.2", s => s["rules"] = new JsonArray("*")))).Message.ShouldContain("names no single rule");
        (await PostAsync(_owner, Waivers, Waiver("1.2", s => s["rules"] = new JsonArray()))).Message.ShouldContain("name the rules whose findings are waived");
        (await PostAsync(_owner, Waivers, Waiver("1.2", s => s["reason"] = " "))).Message.ShouldContain("spec.reason: Required value: say why");
    }

    [Fact]
    public async Task Waiver_NeverChanges_AndCanBeTakenBack()
    {
        await SyncedAsync("1.2");
        var made = (await PostAsync(_owner, Waivers, Waiver("1.2"))).Body!.AsObject();
        made["spec"]!["expires"] = "2099-01-01T00:00:00Z";

        (await server.PutAsync($"{Waivers}/{made["metadata"]!["name"]}", made)).Message.ShouldContain("a waiver never changes");
        using var deleted = await _owner.DeleteAsync($"{Waivers}/{made["metadata"]!["name"]}", TestContext.Current.CancellationToken);
        deleted.IsSuccessStatusCode.ShouldBeTrue();
    }

    private static JsonObject Waiver(string version, Action<JsonNode>? change = null)
    {
        var waiver = Objects.Parse(
            $$$"""{"apiVersion":"modelyard.dev/v1alpha1","kind":"ScanWaiver","metadata":{"generateName":"atlas-"},"spec":{"version":"atlas-{{{version}}}","rules":["MY-POL-001"],"reason":"No other format.","expires":"2098-01-01T00:00:00Z"}}""");
        change?.Invoke(waiver["spec"]!);
        return waiver;
    }

    private async Task SyncedAsync(string version)
    {
        using var patch = new StringContent($$$"""{"status":{"digest":"{{{Digest}}}"}}""", null, "application/merge-patch+json");
        (await Reply.ReadAsync(await server.Client.PatchAsync($"{Library}/namespaces/{_ns}/modelversions/atlas-{version}/status", patch))).Code.ShouldBe(200);
    }
}
