using System.Net;
using System.Text.Json.Nodes;
using Modelyard.Gateway.Tests.Testing;
using Modelyard.Ledger;

namespace Modelyard.Gateway.Tests;

/// <summary>Every endpoint, streamed or not, under every kind of key: no route is less guarded than another.</summary>
public sealed class EndpointMatrixTests(EndpointMatrixTests.Served served) : IClassFixture<EndpointMatrixTests.Served>
{
    private static readonly string[] Forwarded =
    [
        "/v1/chat/completions", "/v1/completions", "/v1/embeddings", "/v1/responses", "/v1/messages", "/v1/rerank", "/v2/rerank", "/v1/ranking", "/v1/infer",
        "/v1/models/atlas:predict", "/v2/models/atlas/infer",
    ];

    private static readonly string[] Shown = ["/v1/models", "/v1/models/atlas"];
    private static readonly string[] Prefixes = ["", "/serving/demo/atlas", "/e/main"];

    private static readonly (string Key, HttpStatusCode Status, string? Code)[] Refusals =
    [
        ("none", HttpStatusCode.Unauthorized, null),
        ("basic", HttpStatusCode.Unauthorized, null),
        ("empty", HttpStatusCode.Unauthorized, null),
        ("foreign", HttpStatusCode.Unauthorized, "invalid_api_key"),
        ("mistyped", HttpStatusCode.Unauthorized, "invalid_api_key"),
        ("revoked", HttpStatusCode.Unauthorized, "invalid_api_key"),
        ("expired", HttpStatusCode.Unauthorized, "invalid_api_key"),
        ("other-namespace", HttpStatusCode.NotFound, "model_not_found"),
        ("other-model", HttpStatusCode.NotFound, "model_not_found"),
        ("other-permission", HttpStatusCode.Forbidden, "insufficient_permissions"),
    ];

    public static TheoryData<string, bool, string, HttpStatusCode, string?> Refused()
    {
        var data = new TheoryData<string, bool, string, HttpStatusCode, string?>();
        foreach (var (key, status, code) in Refusals)
        {
            foreach (var prefix in Prefixes)
            {
                foreach (var path in Forwarded)
                {
                    data.Add(prefix + path, false, key, status, code);
                    data.Add(prefix + path, true, key, status, code);
                }

                foreach (var path in key == "other-permission" ? [] : Shown)
                {
                    // The plain list is not refused for lack of models; it is empty.
                    if (status == HttpStatusCode.Unauthorized || path != "/v1/models" || prefix.StartsWith("/serving", StringComparison.Ordinal))
                    {
                        data.Add(prefix + path, false, key, status, code);
                    }
                }
            }
        }

        return data;
    }

    public static TheoryData<string, bool, string> Allowed()
    {
        var data = new TheoryData<string, bool, string>();
        foreach (var key in (string[])["everything", "namespace", "model", "qualified"])
        {
            foreach (var path in Prefixes.SelectMany(prefix => Forwarded.Select(path => prefix + path)))
            {
                data.Add(path, false, key);
                data.Add(path, true, key);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Endpoint_KeyThatMayNot_IsRefusedBeforeAnythingIsForwarded(string path, bool stream, string key, HttpStatusCode status, string? code)
    {
        var before = served.Replica.Received.Count;
        using var request = new HttpRequestMessage(Forwarded.Any(path.EndsWith) ? HttpMethod.Post : HttpMethod.Get, path);
        if (served.Authorization(key) is { } header)
        {
            request.Headers.TryAddWithoutValidation("Authorization", header);
        }

        if (request.Method == HttpMethod.Post)
        {
            request.Content = new StringContent(Body(stream), null, "application/json");
        }

        using var response = await served.Gateway.Http.SendAsync(request);

        if (path.EndsWith("/v1/messages", StringComparison.Ordinal))
        {
            await response.AnthropicErrorAsync(status);
        }
        else
        {
            ((string?)(await response.ErrorAsync(status))["code"]).ShouldBe(code);
        }

        response.Headers.WwwAuthenticate.Count.ShouldBe(status == HttpStatusCode.Unauthorized ? 1 : 0);
        served.Replica.Received.Count.ShouldBe(before);
    }

    [Theory]
    [MemberData(nameof(Allowed))]
    public async Task Endpoint_KeyThatMay_IsForwarded(string path, bool stream, string key)
    {
        using var request = served.Gateway.Request(HttpMethod.Post, path, Body(stream), served.Secrets[key]);

        using var response = await served.Gateway.Http.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var text = await response.Content.ReadAsStringAsync();
        (stream ? text : (string?)JsonNode.Parse(text)!["path"]).ShouldBe(stream ? "data: {}\n\ndata: [DONE]\n\n" : path[Math.Max(path.IndexOf("/v1/", StringComparison.Ordinal), path.IndexOf("/v2/", StringComparison.Ordinal))..]);
    }

    [Theory]
    [InlineData("everything", new[] { "atlas" })]
    [InlineData("other-model", new string[0])]
    [InlineData("other-namespace", new string[0])]
    public async Task Models_List_ShowsWhatTheKeyMayUse(string key, string[] ids)
    {
        using var response = await served.Gateway.Http.SendAsync(served.Gateway.Request(HttpMethod.Get, "/v1/models", secret: served.Secrets[key]));

        var list = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        ((string?)list["object"]).ShouldBe("list");
        list["data"]!.AsArray().Select(m => (string?)m!["id"]).ShouldBe(ids);
    }

    private static string Body(bool stream) => $$"""{"model":"atlas","stream":{{(stream ? "true" : "false")}}}""";

    public sealed class Served : IAsyncLifetime
    {
        internal TestGateway Gateway { get; private set; } = null!;

        internal ScriptedReplica Replica { get; private set; } = null!;

        internal Dictionary<string, string> Secrets { get; } = [];

        internal string? Authorization(string key) => key switch
        {
            "none" => null,
            "basic" => "Basic dXNlcjpwYXNz",
            "empty" => "Bearer ",
            "foreign" => "Bearer sk-proj-abcdefghijklmnopqrstuvwxyz0123456789ABCDEF",
            "mistyped" => $"Bearer {Secrets["everything"][..^1]}_",
            _ => $"Bearer {Secrets[key]}",
        };

        public async ValueTask InitializeAsync()
        {
            Gateway = await TestGateway.StartAsync();
            Replica = await Gateway.ServeAsync("demo", "atlas");
            await Gateway.ExposeAsync("demo", "main", ("atlas", 100));
            Replica.Script = http => Replica.Received.Last().Text.Contains("\"stream\":true", StringComparison.Ordinal)
                ? ScriptedReplica.Stream("data: {}\n\n", "data: [DONE]\n\n")(http)
                : ScriptedReplica.Answer($$"""{"path":"{{http.Request.Path}}"}""")(http);

            Secrets["everything"] = Gateway.Secret;
            Secrets["namespace"] = await Gateway.CreateKeyAsync("namespace", new ApiKeyScope(["demo/atlas", "demo/second"]));
            Secrets["model"] = await Gateway.CreateKeyAsync("model", new ApiKeyScope(["atlas"]));
            Secrets["qualified"] = await Gateway.CreateKeyAsync("qualified", new ApiKeyScope(["demo/atlas"]));
            Secrets["other-namespace"] = await Gateway.CreateKeyAsync("other-namespace", new ApiKeyScope(["acme/atlas"]));
            Secrets["other-model"] = await Gateway.CreateKeyAsync("other-model", new ApiKeyScope(["second"]));
            Secrets["other-permission"] = await Gateway.CreateKeyAsync("other-permission", ApiKeyScope.All with { Permissions = ApiKeyPermissions.Read });
            Secrets["revoked"] = await Gateway.CreateKeyAsync("revoked");
            await Gateway.Keys.RevokeAsync("demo", "revoked", CancellationToken.None);
            Secrets["expired"] = await Gateway.CreateKeyAsync("expired", expiresAt: DateTimeOffset.UtcNow.AddMilliseconds(20));
            var past = DateTimeOffset.UtcNow.AddMilliseconds(25);
            await Eventually.TrueAsync(() => DateTimeOffset.UtcNow > past);
        }

        public ValueTask DisposeAsync() => Gateway.DisposeAsync();
    }
}
