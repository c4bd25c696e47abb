using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Modelyard.Tests.ApiServer;

/// <summary>Calls on accounts, as whoever they are made as.</summary>
internal static class AccountApi
{
    public const string Password = "blue lanterns on the quay";
    private const string Group = "/apis/ledger.modelyard.dev/v1alpha1";
    private static int _names;

    public static string NewName() => $"person-{Interlocked.Increment(ref _names)}@acme.example";

    public static string Of(string plural, string? name = null) => name is null ? $"{Group}/{plural}" : $"{Group}/{plural}/{name}";

    public static async Task<Reply> AskAsync(this HttpClient client, string kind, string plural, string spec) =>
        await Reply.ReadAsync(await client.PostAsync(Of(plural), new StringContent(
            $$"""{"apiVersion":"ledger.modelyard.dev/v1alpha1","kind":"{{kind}}","spec":{{spec}}}""", MediaTypeHeaderValue.Parse("application/json"))));

    public static async Task<Reply> CallAsync(this HttpClient client, HttpMethod method, string path, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        return await Reply.ReadAsync(await client.SendAsync(request));
    }

    /// <summary>An account with the password of these tests.</summary>
    public static async Task<string> NewAccountAsync(this LedgerApiServer server, string groups = "[]")
    {
        var name = NewName();
        var created = await server.PostAsync(Of("accounts"), LedgerApiServer.Document("Account", name, $$"""{"displayName":"A Person","groups":{{groups}},"password":"{{Password}}"}"""));
        created.Code.ShouldBe(201, created.Message);
        return name;
    }

    public static Task<Reply> SignInAsync(this LedgerApiServer server, string user, string password) =>
        server.Client.AskAsync("SignIn", "signins", $$"""{"user":"{{user}}","password":"{{password}}","address":"192.0.2.1"}""");

    /// <summary>Signs a user in; the session's name and token.</summary>
    public static async Task<(string Name, string Token)> NewSessionAsync(this LedgerApiServer server, string user, string more = "")
    {
        var created = await server.Client.AskAsync("Session", "sessions", $$"""{"user":"{{user}}","userAgent":"tests/1.0","address":"192.0.2.1"{{more}}}""");
        created.Code.ShouldBe(201, created.Message);
        return (created.Body.Text("metadata.name")!, created.Body.Text("status.token")!);
    }

    public static async Task<JsonNode> ReviewAsync(this LedgerApiServer server, string token) =>
        (await server.Client.AskAsync("SessionReview", "sessionreviews", $$"""{"token":"{{token}}"}""")).Body;

    /// <summary>Rights everywhere for a user.</summary>
    public static async Task GrantAsync(this LedgerApiServer server, string user, string rules)
    {
        const string Rbac = "/apis/rbac.authorization.k8s.io/v1";
        (await server.PostAsync($"{Rbac}/clusterroles", Objects.Parse(
            $$"""{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRole","metadata":{"name":"{{user}}"},"rules":{{rules}}}"""))).Code.ShouldBe(201);
        (await server.PostAsync($"{Rbac}/clusterrolebindings", Objects.Parse(
            $$$"""
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRoleBinding","metadata":{"name":"{{{user}}}"},
             "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"{{{user}}}"},
             "subjects":[{"apiGroup":"rbac.authorization.k8s.io","kind":"User","name":"{{{user}}}"}]}
            """))).Code.ShouldBe(201);
    }
}
