using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using static Modelyard.Tests.ApiServer.RbacObjects;

namespace Modelyard.Tests.ApiServer;

/// <summary>Tokens of service accounts, used as programs use them: over TLS, as a bearer.</summary>
public sealed class ServiceAccountTokenTests(TestApiServer server) : IClassFixture<TestApiServer>, IAsyncLifetime
{
    private string _ns = "";

    private string Accounts => $"/api/v1/namespaces/{_ns}/serviceaccounts";

    public async ValueTask InitializeAsync()
    {
        _ns = await server.NewNamespaceAsync();
        (await server.PostAsync(Accounts, Objects.Parse("""{"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"robot"}}"""))).Code.ShouldBe(201);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Token_ActsAsItsAccount()
    {
        using var robot = Bearer(await TokenAsync());
        var me = await Reply.ReadAsync(await robot.PostAsync("/apis/authentication.k8s.io/v1/selfsubjectreviews", Json("""{"apiVersion":"authentication.k8s.io/v1","kind":"SelfSubjectReview"}""")));
        (me.Code, me.Body.Text("status.userInfo.username")).ShouldBe((201, $"system:serviceaccount:{_ns}:robot"));
        me.Body.At("status.userInfo.groups")!.ToJsonString().ShouldBe($"""["system:serviceaccounts","system:serviceaccounts:{_ns}","system:authenticated"]""");
        me.Body.Text("status.userInfo.uid").ShouldNotBeNullOrEmpty();

        (await robot.GetAsync($"/api/v1/namespaces/{_ns}/pods")).StatusCode.ShouldBe(System.Net.HttpStatusCode.Forbidden);
        await server.PostAsync($"{Root}/namespaces/{_ns}/rolebindings", Binding("robot", "ClusterRole", "view", "ServiceAccount", $"{_ns}/robot"));
        (await robot.GetAsync($"/api/v1/namespaces/{_ns}/pods")).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
    }

    [Fact]
    public async Task Token_EndsWithItsAccount_EvenWhenOneOfThatNameComesBack()
    {
        var token = await TokenAsync();
        using var robot = Bearer(token);
        (await CodeAsync(robot)).ShouldBe(200);
        await server.DeleteAsync($"{Accounts}/robot");
        (await CodeAsync(robot)).ShouldBe(401);
        await server.PostAsync(Accounts, Objects.Parse("""{"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"robot"}}"""));
        (await CodeAsync(robot)).ShouldBe(401);
        (await ReviewAsync(token)).Body.At("status.authenticated").ShouldBeNull();
    }

    [Fact]
    public async Task Token_BoundToASecret_EndsWithIt()
    {
        (await server.PostAsync($"/api/v1/namespaces/{_ns}/secrets", Objects.Parse("""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"p"}}"""))).Code.ShouldBe(201);
        var token = await TokenAsync("""{"boundObjectRef":{"kind":"Secret","apiVersion":"v1","name":"p"}}""");
        using var robot = Bearer(token);
        (await CodeAsync(robot)).ShouldBe(200);
        await server.DeleteAsync($"/api/v1/namespaces/{_ns}/secrets/p");
        (await CodeAsync(robot)).ShouldBe(401);
    }

    [Fact]
    public async Task Token_ForOthers_DoesNotOpenThisDoor_ButCanBeReviewed()
    {
        var token = await TokenAsync("""{"audiences":["vault"]}""");
        using var robot = Bearer(token);
        (await CodeAsync(robot)).ShouldBe(401);
        var review = await ReviewAsync(token, "vault");
        (review.Body.Text("status.authenticated"), review.Body.Text("status.user.username"), review.Body.At("status.audiences")!.ToJsonString())
            .ShouldBe(("true", $"system:serviceaccount:{_ns}:robot", """["vault"]"""));
    }

    [Fact]
    public async Task Token_TamperedWithOrUnsigned_IsUnauthorized()
    {
        var token = await TokenAsync();
        var parts = token.Split('.');
        string[] bad =
        [
            $"{parts[0]}.{parts[1]}.{(parts[2][0] == 'A' ? 'B' : 'A')}{parts[2][1..]}",
            $"{Convert.ToBase64String("{\"alg\":\"none\"}"u8).TrimEnd('=')}.{parts[1]}.",
            "not-a-token",
            "",
        ];
        foreach (var wrong in bad)
        {
            using var robot = Bearer(wrong);
            (await CodeAsync(robot)).ShouldBe(401, wrong);
        }
    }

    [Theory]
    [InlineData("""{"expirationSeconds":60}""", 422, "may not specify a duration less than 10 minutes")]
    [InlineData("""{"boundObjectRef":{"kind":"ConfigMap","apiVersion":"v1","name":"x"}}""", 422, "spec.boundObjectRef.kind: Unsupported value")]
    [InlineData("""{"boundObjectRef":{"kind":"Secret","apiVersion":"v1","name":"absent"}}""", 404, "secrets \"absent\" not found")]
    public async Task Request_ThatAsksTheImpossible_IsRefused(string spec, int code, string message)
    {
        var reply = await RequestAsync(spec);
        reply.Code.ShouldBe(code);
        reply.Message.ShouldContain(message);
    }

    [Fact]
    public async Task Token_Expires()
    {
        await using var api = new StandaloneApi();
        await api.PostAsync("/api/v1/namespaces/default/serviceaccounts", Objects.Parse("""{"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"robot"}}"""));
        var given = await api.PostAsync(
            "/api/v1/namespaces/default/serviceaccounts/robot/token", Objects.Parse("""{"apiVersion":"authentication.k8s.io/v1","kind":"TokenRequest","spec":{"expirationSeconds":600}}"""));
        var token = given.Body.Text("status.token")!;
        var tokens = api.Part<Modelyard.ApiServer.ServiceAccountTokens>();
        string[] audience = [Modelyard.ApiServer.ServiceAccountTokens.Issuer];
        (await tokens.FindAsync(token, audience, TestContext.Current.CancellationToken)).ShouldNotBeNull();
        api.Time.Advance(TimeSpan.FromSeconds(601));
        (await tokens.FindAsync(token, audience, TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    private async Task<string> TokenAsync(string spec = "{}")
    {
        var reply = await RequestAsync(spec);
        reply.Code.ShouldBe(201, reply.Body.ToJsonString());
        return reply.Body.Text("status.token")!;
    }

    private Task<Reply> RequestAsync(string spec) => server.PostAsync(
        $"{Accounts}/robot/token", new JsonObject { ["apiVersion"] = "authentication.k8s.io/v1", ["kind"] = "TokenRequest", ["spec"] = JsonNode.Parse(spec) });

    private Task<Reply> ReviewAsync(string token, string? audience = null)
    {
        var spec = new JsonObject { ["token"] = token };
        if (audience is not null)
        {
            spec["audiences"] = new JsonArray(audience);
        }

        return server.PostAsync("/apis/authentication.k8s.io/v1/tokenreviews", new JsonObject { ["apiVersion"] = "authentication.k8s.io/v1", ["kind"] = "TokenReview", ["spec"] = spec });
    }

    private HttpClient Bearer(string token)
    {
        var client = TlsClient.ConnectAnonymously(server.Host);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private static async Task<int> CodeAsync(HttpClient client) => (int)(await client.GetAsync("/api")).StatusCode;

    private static StringContent Json(string body) => new(body, null, "application/json");
}
