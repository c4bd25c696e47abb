using System.Text.Json.Nodes;
using static Modelyard.Tests.ApiServer.RbacObjects;

namespace Modelyard.Tests.ApiServer;

/// <summary>Who decided about a version, when and about what, nobody but the server writes.</summary>
public sealed class ApprovalTests(TestApiServer server) : IClassFixture<TestApiServer>, IAsyncLifetime
{
    private const string Library = "/apis/modelyard.dev/v1alpha1";
    private const string Digest = "sha256:0011223344556677001122334455667700112233445566770011223344556677";

    private string _ns = "";
    private HttpClient _lead = null!;
    private HttpClient _writer = null!;

    private string Approvals => $"{Library}/namespaces/{_ns}/modelapprovals";

    public async ValueTask InitializeAsync()
    {
        _ns = await server.NewNamespaceAsync();
        (_lead, _writer) = (server.As($"lead-{_ns}"), server.As($"writer-{_ns}"));
        foreach (var (who, role) in new[] { ("lead", "library-approver"), ("writer", "writer") })
        {
            await MustAsync(server.Client, $"{Root}/namespaces/{_ns}/rolebindings", Binding(who, role == "writer" ? "Role" : "ClusterRole", role, "User", $"{who}-{_ns}"));
        }

        await MustAsync(server.Client, $"{Root}/namespaces/{_ns}/roles", Role("writer", "create,update", "modelapprovals", "modelyard.dev"));
        await MustAsync(server.Client, $"{Library}/namespaces/{_ns}/modelversions", Objects.Parse(
            """{"apiVersion":"modelyard.dev/v1alpha1","kind":"ModelVersion","metadata":{"name":"atlas-1.2"},"spec":{"model":"atlas","version":"1.2","source":{"uri":"oci://r/atlas@sha256:aa"}}}"""));
    }

    public ValueTask DisposeAsync()
    {
        _lead.Dispose();
        _writer.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Approval_SaysWhatTheServerKnows_WhateverItsAuthorClaims()
    {
        await SyncedAsync();
        var claimed = Approval("Approve");
        (claimed["spec"]!["approver"], claimed["spec"]!["groups"]) = ("somebody-else", new JsonArray("product-owners"));

        var made = await PostAsync(_lead, Approvals, claimed);

        made.Code.ShouldBe(201);
        var spec = made.Body!["spec"]!;
        ((string?)spec["approver"], (string?)spec["digest"]).ShouldBe(($"lead-{_ns}", Digest));
        spec["groups"]!.AsArray().Select(g => (string?)g).ShouldNotContain("product-owners");
        ((string?)spec["at"])!.ShouldMatch(@"\.\d{6}Z$", "two decisions of a person within a second have an order");
    }

    [Fact]
    public async Task Approval_OfOtherContentThanItsAuthorSaw_IsRefused()
    {
        await SyncedAsync();
        var seen = Approval("Approve");
        seen["spec"]!["digest"] = "sha256:00";

        var reply = await PostAsync(_lead, Approvals, seen);

        (reply.Code, reply.Message.Contains($"the decision is about sha256:00, and atlas-1.2 is {Digest}", StringComparison.Ordinal)).ShouldBe((409, true));
    }

    [Fact]
    public async Task Version_IsSubmittedByWhoeverCreatesIt_WhateverTheyClaim()
    {
        var path = $"{Library}/namespaces/{_ns}/modelversions";
        var claimed = Objects.Parse(
            """{"apiVersion":"modelyard.dev/v1alpha1","kind":"ModelVersion","metadata":{"name":"atlas-2.0"},"spec":{"model":"atlas","version":"2.0","submitter":"somebody-else","source":{"uri":"oci://r/atlas@sha256:bb"}}}""");

        var made = await server.PostAsync(path, claimed);
        ((string?)made.Body!["spec"]!["submitter"]).ShouldBe("tester");

        // Replacing it without the field, as a file kept elsewhere does, is no change.
        claimed["spec"]!.AsObject().Remove("submitter");
        var replaced = await server.PutAsync($"{path}/atlas-2.0", claimed);
        (replaced.Code, (string?)replaced.Body!["spec"]!["submitter"]).ShouldBe((200, "tester"));
    }

    [Fact]
    public async Task Approval_WithoutTheVerb_IsForbidden()
    {
        await SyncedAsync();

        var reply = await PostAsync(_writer, Approvals, Approval("Approve"));

        (reply.Code, reply.Message).ShouldBe(
            (403, $"modelversions.modelyard.dev \"atlas-1.2\" is forbidden: User \"writer-{_ns}\" cannot approve resource \"modelversions\" in API group \"modelyard.dev\" in the namespace \"{_ns}\""));
    }

    [Fact]
    public async Task Approval_OfWhatIsNotThere_OrNotFetched_IsRefused()
    {
        var unknown = Approval("Approve");
        unknown["spec"]!["version"] = "other-1.0";
        (await PostAsync(_lead, Approvals, unknown)).Code.ShouldBe(404);

        var reply = await PostAsync(_lead, Approvals, Approval("Approve"));
        (reply.Code, reply.Message.Contains("not in the library yet", StringComparison.Ordinal)).ShouldBe((422, true));
    }

    [Fact]
    public async Task Rejection_WithoutAReason_IsRefused()
    {
        await SyncedAsync();

        (await PostAsync(_lead, Approvals, Approval("Reject"))).Message.ShouldContain("spec.comment: Required value: say why");
    }

    [Fact]
    public async Task Approval_NeverChanges()
    {
        await SyncedAsync();
        var made = (await PostAsync(_lead, Approvals, Approval("Approve"))).Body!.AsObject();
        made["spec"]!["decision"] = "Withdraw";

        var reply = await server.PutAsync($"{Approvals}/{made["metadata"]!["name"]}", made);

        (reply.Code, reply.Message.Contains("a decision never changes", StringComparison.Ordinal)).ShouldBe((422, true));
    }

    private static JsonObject Approval(string decision) => Objects.Parse(
        $$$"""{"apiVersion":"modelyard.dev/v1alpha1","kind":"ModelApproval","metadata":{"generateName":"atlas-1.2-"},"spec":{"version":"atlas-1.2","decision":"{{{decision}}}"}}""");

    private async Task SyncedAsync()
    {
        using var patch = new StringContent($$$"""{"status":{"digest":"{{{Digest}}}"}}""", null, "application/merge-patch+json");
        (await Reply.ReadAsync(await server.Client.PatchAsync($"{Library}/namespaces/{_ns}/modelversions/atlas-1.2/status", patch))).Code.ShouldBe(200);
    }
}
