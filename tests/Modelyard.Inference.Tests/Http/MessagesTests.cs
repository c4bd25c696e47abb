using System.Text.Json;

namespace Modelyard.Inference.Tests;

public sealed class MessagesTests(SharedServer shared)
{
    private const string Path = "/v1/messages";

    [Fact]
    public async Task Message_Whole_HasAnthropicsShapeAndTheTextOfTheChat()
    {
        var server = await shared.GetAsync();
        object[] conversation = [new { role = "user", content = "one" }, new { role = "assistant", content = "yes" }, new { role = "user", content = "two" }];
        var chat = await server.ChatAsync(new { model = "random", temperature = 0, max_tokens = 9, ignore_eos = true, messages = conversation.Prepend(new { role = "system", content = "be brief" }) });

        var answer = await server.PostAsync(Path, Body(("messages", conversation), ("system", new[] { new { type = "text", text = "be brief" } }), ("ignore_eos", true)));

        answer.GetProperty("id").GetString()!.ShouldStartWith("msg_");
        (answer.GetProperty("type").GetString(), answer.GetProperty("role").GetString(), answer.GetProperty("model").GetString()).ShouldBe(("message", "assistant", "random"));
        var block = answer.GetProperty("content").EnumerateArray().ShouldHaveSingleItem();
        block.GetProperty("type").GetString().ShouldBe("text");
        block.GetProperty("text").GetString().ShouldBe(chat.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString());
        answer.GetProperty("stop_reason").GetString().ShouldBe("max_tokens");
        answer.GetProperty("stop_sequence").ValueKind.ShouldBe(JsonValueKind.Null);
        var usage = answer.GetProperty("usage");
        usage.GetProperty("output_tokens").GetInt32().ShouldBe(9);
        (usage.GetProperty("input_tokens").GetInt32() + usage.GetProperty("cache_read_input_tokens").GetInt32())
            .ShouldBe(chat.GetProperty("usage").GetProperty("prompt_tokens").GetInt32());
    }

    [Fact]
    public async Task Message_StopSequence_IsNamed()
    {
        var server = await shared.GetAsync();
        var whole = Text(await server.PostAsync(Path, Body(("ignore_eos", true), ("max_tokens", 30))));
        var stop = whole[(whole.Length / 2)..(whole.Length / 2 + 1)];

        var answer = await server.PostAsync(Path, Body(("ignore_eos", true), ("max_tokens", 30), ("stop_sequences", new[] { "never in there", stop })));

        Text(answer).ShouldBe(whole[..whole.IndexOf(stop, StringComparison.Ordinal)]);
        (answer.GetProperty("stop_reason").GetString(), answer.GetProperty("stop_sequence").GetString()).ShouldBe(("stop_sequence", stop));
    }

    [Fact]
    public async Task Message_Streamed_AddsUpToTheWholeAnswer()
    {
        var server = await shared.GetAsync();
        var whole = await server.PostAsync(Path, Body(("ignore_eos", true)));
        using var response = await server.SendAsync(Path, Body(("ignore_eos", true), ("stream", true)));
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        var events = NamedEvent.ReadAll(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        events.Select(e => e.Name).Distinct().ShouldBe(["message_start", "content_block_start", "content_block_delta", "content_block_stop", "message_delta", "message_stop"]);
        events.Count(e => e.Name != "content_block_delta").ShouldBe(5);
        string.Concat(events.Where(e => e.Name == "content_block_delta").Select(e => e.Data.GetProperty("delta").GetProperty("text").GetString())).ShouldBe(Text(whole));
        var start = events[0].Data.GetProperty("message");
        start.GetProperty("content").GetArrayLength().ShouldBe(0);
        start.GetProperty("stop_reason").ValueKind.ShouldBe(JsonValueKind.Null);
        Input(start).ShouldBe(Input(whole), "what was read is told before anything is written");
        var delta = events[^2].Data;
        delta.GetProperty("delta").GetProperty("stop_reason").GetString().ShouldBe("max_tokens");
        delta.GetProperty("usage").GetProperty("output_tokens").GetInt32().ShouldBe(whole.GetProperty("usage").GetProperty("output_tokens").GetInt32());
    }

    [Fact]
    public async Task CountTokens_IsWhatTheMessageTakes()
    {
        var server = await shared.GetAsync();
        var counted = await server.PostAsync($"{Path}/count_tokens", new { model = "random", system = "be brief", messages = Bodies.User("hello") });
        counted.GetProperty("input_tokens").GetInt32().ShouldBe(Input(await server.PostAsync(Path, Body(("system", "be brief")))));
    }

    [Theory]
    [InlineData(400, "invalid_request_error", "max_tokens", null)]
    [InlineData(400, "invalid_request_error", "messages[0].role", """[{"role":"system","content":"x"}]""")]
    [InlineData(400, "invalid_request_error", "tools", """[{"name":"weather"}]""")]
    [InlineData(404, "not_found_error", "model", "\"other\"")]
    public async Task Message_Refused_SaysWhyInAnthropicsShape(int status, string type, string param, string? value)
    {
        var server = await shared.GetAsync();
        using var response = await server.SendAsync(Path, Body((param.Split('[')[0], value is null ? null : JsonElement.Parse(value))));
        var body = JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        ((int)response.StatusCode, body.GetProperty("type").GetString()).ShouldBe((status, "error"));
        body.GetProperty("error").GetProperty("type").GetString().ShouldBe(type);
        body.GetProperty("error").GetProperty("message").GetString()!.ShouldContain(param);
    }

    private static Dictionary<string, object?> Body(params (string Key, object? Value)[] more)
    {
        var body = new Dictionary<string, object?> { ["model"] = "random", ["messages"] = Bodies.User("hello"), ["max_tokens"] = 9, ["temperature"] = 0 };
        foreach (var (key, value) in more)
        {
            body[key] = value;
        }

        return body;
    }

    private static string Text(JsonElement message) => message.GetProperty("content")[0].GetProperty("text").GetString()!;

    private static int Input(JsonElement message) =>
        message.GetProperty("usage").GetProperty("input_tokens").GetInt32() + message.GetProperty("usage").GetProperty("cache_read_input_tokens").GetInt32();
}
