using System.Net;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Gateway.Tests.Testing;
using Modelyard.Ledger;

namespace Modelyard.Gateway.Tests.Tenancy;

/// <summary>Whose models a key can reach: those of its project and its organization, and those others share.</summary>
public sealed class SharingTests : IAsyncLifetime
{
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync();
        await _gateway.ServeAsync("acme", "chat");
        await _gateway.OwnAsync("acme", "acme", "acme-research");
        await _gateway.OwnAsync("globex", "globex");
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Theory]
    [InlineData(null, "acme", true)]
    [InlineData(null, "acme-research", true)]
    [InlineData(null, "globex", false)]
    [InlineData(null, "nobodys", false)]
    [InlineData("None", "acme-research", true)]
    [InlineData("None", "globex", false)]
    [InlineData("AllOrganizations", "globex", true)]
    [InlineData("AllOrganizations", "nobodys", true)]
    [InlineData("Organizations", "acme-research", true)]
    [InlineData("Organizations", "globex", true)]
    [InlineData("Organizations", "nobodys", false)]
    public async Task Deployment_IsReachedByThoseItIsSharedWith_AndForAllOthersItDoesNotExist(string? policy, string project, bool reached)
    {
        if (policy is not null)
        {
            await _gateway.DeployAsync("acme", "chat", new ModelDeploymentSpec { Sharing = new() { Policy = policy, Organizations = policy == "Organizations" ? ["globex"] : null } });
        }

        var secret = await _gateway.CreateKeyAsync(new ApiKeyRequest(project, "ci"));
        foreach (var id in (string[])["chat", "acme/chat"])
        {
            using var response = await _gateway.PostAsync("/v1/chat/completions", $$"""{"model":"{{id}}"}""", secret);
            if (reached)
            {
                response.StatusCode.ShouldBe(HttpStatusCode.OK);
            }
            else
            {
                ((string?)(await response.ErrorAsync(HttpStatusCode.NotFound))["code"]).ShouldBe("model_not_found");
            }
        }

        using var list = await _gateway.Http.SendAsync(_gateway.Request(HttpMethod.Get, "/v1/models", secret: secret));
        JsonNode.Parse(await list.Content.ReadAsStringAsync())!["data"]!.AsArray().Select(m => (string?)m!["id"]).ShouldBe(reached ? ["chat"] : []);
    }

    [Fact]
    public async Task Key_ForOneDeployment_ReachesOnlyThat_EvenOfWhatIsShared()
    {
        await _gateway.ServeAsync("globex", "other");
        await _gateway.DeployAsync("globex", "other", new ModelDeploymentSpec { Sharing = new() { Policy = "AllOrganizations" } });
        var secret = await _gateway.CreateKeyAsync(new ApiKeyRequest("acme", "ci") { Scope = new ApiKeyScope(["chat"]) });

        using var chat = await _gateway.PostAsync("/v1/chat/completions", """{"model":"chat"}""", secret);
        using var other = await _gateway.PostAsync("/v1/chat/completions", """{"model":"other"}""", secret);

        (chat.StatusCode, other.StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.NotFound));
    }
}
