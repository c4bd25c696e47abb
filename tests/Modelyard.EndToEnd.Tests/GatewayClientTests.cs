using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Modelyard.EndToEnd.Tests;

/// <summary>Programs of users at the gateway: models of the sample's tenants, and a service elsewhere.</summary>
public sealed class GatewayClientTests(Installation installation) : IClassFixture<Installation>, IAsyncLifetime
{
    private ScriptedService _service = null!;

    public async ValueTask InitializeAsync()
    {
        ClientLibraryTests.Require();
        _service = await ScriptedService.StartAsync();
        (await installation.KubectlAsync("apply", "-f", Path.Combine(Installation.Root, "samples", "tenants.yaml"))).Succeeded();
        (await installation.KubectlWithInputAsync($"{_service.Deployment("acme", "scripted")}\n---\n{Away}", "apply", "-f", "-")).Succeeded();
        (await installation.KubectlAsync("wait", "mdep/scripted", "mdep/atlas-chat", "-n", "acme", "--for=condition=Ready", "--timeout=60s")).Succeeded();
        (await installation.KubectlAsync("wait", "mdep/atlas-shared", "-n", "globex", "--for=condition=Ready", "--timeout=60s")).Succeeded();
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task OpenAIsClient_ChatsStreamsEmbedsListsFailsAndTriesAgain()
    {
        var keys = new JsonObject
        {
            ["chat"] = await KeyAsync("acme", "chat", "{}"),
            ["readOnly"] = await KeyAsync("acme", "read-only", "permissions: [read]"),
            ["other"] = await KeyAsync("globex", "other", "{}"),
            ["limited"] = await KeyAsync("acme", "limited", "limits: {requestsPerMinute: 120}"),
            ["small"] = await KeyAsync("acme", "small", "limits: {tokensPerMinute: 100}"),
        };

        var address = installation.Gateway.BaseAddress!.GetLeftPart(UriPartial.Authority);
        var outcome = await Shell.RunAsync("node", [Path.Combine(ClientLibraryTests.Folder, "openai.mjs"), address, keys.ToJsonString()]);

        outcome.Succeeded().ShouldContain("ok what is over the limit is tried again when we say");
    }

    [Theory]
    [InlineData("scripted", "Hello.")]
    [InlineData("atlas-chat", "The capital of France is Paris.")]
    public async Task AnthropicsMessages_InPlainHttp_AnswerStreamAndFailInTheirOwnShape(string model, string expected)
    {
        var name = $"messages-{model}";
        var secret = await KeyAsync("acme", name, "{}");

        var whole = JsonNode.Parse(await MessagesAsync(secret, model, stream: false, HttpStatusCode.OK))!;
        ((string?)whole["type"], (string?)whole["role"], (string?)whole["content"]![0]!["text"], (string?)whole["stop_reason"]).ShouldBe(("message", "assistant", expected, "end_turn"));
        var usage = whole["usage"]!;

        var events = (await MessagesAsync(secret, model, stream: true, HttpStatusCode.OK)).Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(e => (Name: e.Split('\n')[0]["event: ".Length..], Data: JsonNode.Parse(e.Split('\n')[1]["data: ".Length..])!)).ToList();
        events.ShouldAllBe(e => e.Name == (string?)e.Data["type"]);
        events.Select(e => e.Name).Distinct().ShouldBe(["message_start", "content_block_start", "content_block_delta", "content_block_stop", "message_delta", "message_stop"]);
        string.Concat(events.Select(e => (string?)e.Data["delta"]?["text"])).ShouldBe(expected);
        var output = (long)events.Single(e => e.Name == "message_delta").Data["usage"]!["output_tokens"]!;
        output.ShouldBe((long)usage["output_tokens"]!);

        var error = JsonNode.Parse(await MessagesAsync("sk-my-nothing-anybody-ever-made", model, stream: false, HttpStatusCode.Unauthorized))!;
        ((string?)error["type"], (string?)error["error"]!["type"]).ShouldBe(("error", "authentication_error"));
        error = JsonNode.Parse(await MessagesAsync(secret, "nothing", stream: false, HttpStatusCode.NotFound))!;
        ((string?)error["type"], (string?)error["error"]!["type"]).ShouldBe(("error", "not_found_error"));

        var report = JsonNode.Parse((await installation.ModelyardAsync("usage", "--org", "acme", "--by", "key", "--key", name, "-o", "json")).Succeeded())!;
        var row = report["rows"]!.AsArray().Single(r => (string?)r!["currency"] == "EUR")!;
        ((long)row["requests"]!, (long)row["inputTokens"]!, (long)row["outputTokens"]!)
            .ShouldBe((2, 2 * ((long)usage["input_tokens"]! + (long)usage["cache_read_input_tokens"]!), 2 * output));
    }

    private const string Away =
        """
        apiVersion: modelyard.dev/v1alpha1
        kind: ModelDeployment
        metadata: {name: away, namespace: acme}
        spec:
          engine: {type: external, external: {url: "http://127.0.0.1:9", model: m, secretRef: {name: not-made-yet, key: token}}}
        """;

    private async Task<string> KeyAsync(string project, string name, string more)
    {
        var expires = TimeProvider.System.GetUtcNow().AddDays(7).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
        var manifest = $$"""
            apiVersion: ledger.modelyard.dev/v1alpha1
            kind: APIKey
            metadata: {name: {{name}}, namespace: {{project}}}
            spec:
              expiresAt: "{{expires}}"
              {{(more == "{}" ? "" : more)}}
            """;
        var created = (await installation.KubectlWithInputAsync(manifest, "create", "-o", "json", "-f", "-")).Succeeded();
        return (string)JsonNode.Parse(created)!["status"]!["secret"]!;
    }

    private async Task<string> MessagesAsync(string secret, string model, bool stream, HttpStatusCode status)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = installation.Gateway.BaseAddress };
        http.DefaultRequestHeaders.Add("x-api-key", secret);
        http.DefaultRequestHeaders.Add("anthropic-version", "2023-06-01");
        var body = new { model, stream, max_tokens = 50, temperature = 0, system = "Be brief.", messages = new[] { new { role = "user", content = "What is the capital of France?" } } };
        using var response = await http.PostAsJsonAsync("/v1/messages", body, JsonSerializerOptions.Default, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(status, text);
        return text;
    }
}
