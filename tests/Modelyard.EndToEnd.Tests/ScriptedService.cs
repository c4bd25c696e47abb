using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Modelyard.EndToEnd.Tests;

/// <summary>A service elsewhere: fast, and always with the same answers, in the words of OpenAI and Anthropic.</summary>
internal sealed class ScriptedService : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ScriptedService(WebApplication app) => _app = app;

    public string Url => _app.Urls.Single();

    public static async Task<ScriptedService> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.MapPost("/v1/chat/completions", ChatAsync);
        app.MapPost("/v1/embeddings", EmbedAsync);
        app.MapPost("/v1/messages", MessagesAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new ScriptedService(app);
    }

    /// <summary>A deployment that stands for it.</summary>
    public string Deployment(string @namespace, string name) =>
        $$$"""
        apiVersion: modelyard.dev/v1alpha1
        kind: ModelDeployment
        metadata: {name: {{{name}}}, namespace: {{{@namespace}}} }
        spec:
          engine: {type: external, external: {url: "{{{Url}}}", model: vendor/model-1}}
          pricing: {currency: EUR, inputPerMillionTokens: "0.15", outputPerMillionTokens: "0.60"}
        """;

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private static async Task ChatAsync(HttpContext http)
    {
        var body = (await JsonNode.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted))!;
        var function = (string?)body["tools"]?[0]?["function"]?["name"];
        if ((bool?)body["stream"] == true)
        {
            await StreamAsync(
                http,
                Chunk($$$"""{"role":"assistant","tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"{{{function}}}","arguments":""}}]}"""),
                Chunk("""{"tool_calls":[{"index":0,"function":{"arguments":"{\"city\":"}}]}"""),
                Chunk("""{"tool_calls":[{"index":0,"function":{"arguments":"\"Paris\"}"}}]}"""),
                Chunk("{}", "\"tool_calls\""),
                "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[],\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":3,\"total_tokens\":14}}\n\n",
                "data: [DONE]\n\n");
            return;
        }

        var result = body["messages"]!.AsArray().LastOrDefault(m => (string?)m!["role"] == "tool");
        var message = function is null
            ? $$"""{"role":"assistant","content":"{{(string?)result?["content"] ?? "Hello."}}"}"""
            : $$$"""{"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function","function":{"name":"{{{function}}}","arguments":"{\"city\":\"Paris\"}"}}]}""";
        await AnswerAsync(
            http,
            $$$"""
            {"id":"c1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{{{message}}},"finish_reason":"{{{(function is null ? "stop" : "tool_calls")}}}"}],
             "usage":{"prompt_tokens":11,"completion_tokens":3,"total_tokens":14}}
            """);
    }

    private static async Task EmbedAsync(HttpContext http)
    {
        var body = (await JsonNode.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted))!;
        var count = body["input"] is JsonArray many ? many.Count : 1;
        byte[] vector = [.. BitConverter.GetBytes(0.5f), .. BitConverter.GetBytes(-2f)];
        var embedding = (string?)body["encoding_format"] == "base64" ? $"\"{Convert.ToBase64String(vector)}\"" : "[0.5,-2]";
        var data = Enumerable.Range(0, count).Select(i => $$"""{"object":"embedding","index":{{i}},"embedding":{{embedding}}}""");
        await AnswerAsync(http, $$$"""{"object":"list","data":[{{{string.Join(',', data)}}}],"model":"m","usage":{"prompt_tokens":{{{2 * count}}},"total_tokens":{{{2 * count}}}}}""");
    }

    private static async Task MessagesAsync(HttpContext http)
    {
        var body = (await JsonNode.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted))!;
        const string Message = "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\"";
        if ((bool?)body["stream"] == true)
        {
            await StreamAsync(
                http,
                Event("message_start", $$$"""{"type":"message_start","message":{{{Message}}},"content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":20,"cache_read_input_tokens":5,"output_tokens":1} } }"""),
                Event("content_block_start", """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"""),
                Event("content_block_delta", """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hel"}}"""),
                Event("content_block_delta", """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"lo."}}"""),
                Event("content_block_stop", """{"type":"content_block_stop","index":0}"""),
                Event("message_delta", """{"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":7}}"""),
                Event("message_stop", """{"type":"message_stop"}"""));
            return;
        }

        await AnswerAsync(
            http,
            $$$"""{{{Message}}},"content":[{"type":"text","text":"Hello."}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":20,"cache_read_input_tokens":5,"output_tokens":7}}""");
    }

    private static string Event(string name, string data) => $"event: {name}\ndata: {data}\n\n";

    private static string Chunk(string delta, string finish = "null") =>
        $$$"""data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{{{delta}}},"finish_reason":{{{finish}}} }]}""" + "\n\n";

    private static Task AnswerAsync(HttpContext http, string body)
    {
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(body, http.RequestAborted);
    }

    private static async Task StreamAsync(HttpContext http, params string[] events)
    {
        http.Response.ContentType = "text/event-stream";
        foreach (var text in events)
        {
            await http.Response.WriteAsync(text, http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
        }
    }
}
