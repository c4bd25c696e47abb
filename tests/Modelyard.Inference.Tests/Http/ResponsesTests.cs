using System.Text.Json;

namespace Modelyard.Inference.Tests;

public sealed class ResponsesTests(SharedServer shared)
{
    private const string Path = "/v1/responses";

    [Fact]
    public async Task Response_Whole_HasOneMessageAndItsUsage()
    {
        var server = await shared.GetAsync();
        var answer = await server.PostAsync(Path, Body(("text", Say("Grüße, 世界")), ("store", true)));
        answer.GetProperty("object").GetString().ShouldBe("response");
        answer.GetProperty("id").GetString()!.ShouldStartWith("resp_");
        answer.GetProperty("status").GetString().ShouldBe("completed");
        answer.GetProperty("store").GetBoolean().ShouldBeFalse("nothing is stored, whatever was asked");
        var item = answer.GetProperty("output").EnumerateArray().ShouldHaveSingleItem();
        item.GetProperty("role").GetString().ShouldBe("assistant");
        var part = item.GetProperty("content").EnumerateArray().ShouldHaveSingleItem();
        (part.GetProperty("type").GetString(), part.GetProperty("text").GetString()).ShouldBe(("output_text", "\"Grüße, 世界\""));
        var usage = answer.GetProperty("usage");
        usage.GetProperty("total_tokens").GetInt32().ShouldBe(usage.GetProperty("input_tokens").GetInt32() + usage.GetProperty("output_tokens").GetInt32());
        usage.GetProperty("output_tokens").GetInt32().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Response_Input_IsTheConversationAsChatHasIt()
    {
        var server = await shared.GetAsync();
        var chat = await server.ChatAsync(new
        {
            model = "random", temperature = 0, max_tokens = 8, ignore_eos = true,
            messages = new object[] { new { role = "system", content = "be brief" }, new { role = "user", content = "one\ntwo" }, new { role = "assistant", content = "yes" }, new { role = "user", content = "go" } },
        });
        object[] items =
        [
            new { role = "user", content = new object[] { new { type = "input_text", text = "one" }, new { type = "input_text", text = "two" } } },
            new { type = "message", role = "assistant", content = new object[] { new { type = "output_text", text = "yes", annotations = Array.Empty<object>() } } },
            new { role = "user", content = "go" },
        ];

        var answer = await server.PostAsync(Path, Body(("input", items), ("instructions", "be brief"), ("max_output_tokens", 8), ("ignore_eos", true)));

        Text(answer).ShouldBe(chat.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString());
        answer.GetProperty("usage").GetProperty("input_tokens").GetInt32().ShouldBe(chat.GetProperty("usage").GetProperty("prompt_tokens").GetInt32());
        answer.GetProperty("instructions").GetString().ShouldBe("be brief");
    }

    [Fact]
    public async Task Response_CutOff_IsIncompleteAndSaysWhy()
    {
        var server = await shared.GetAsync();
        var answer = await server.PostAsync(Path, Body(("max_output_tokens", 3), ("ignore_eos", true)));
        answer.GetProperty("status").GetString().ShouldBe("incomplete");
        answer.GetProperty("incomplete_details").GetProperty("reason").GetString().ShouldBe("max_output_tokens");
        answer.GetProperty("usage").GetProperty("output_tokens").GetInt32().ShouldBe(3);
    }

    [Theory]
    [InlineData(100, "completed")]
    [InlineData(4, "incomplete")]
    public async Task Response_Streamed_TellsEveryStepInOrder(int most, string status)
    {
        var server = await shared.GetAsync();
        using var response = await server.SendAsync(Path, Body(("stream", true), ("text", Say("hello there")), ("max_output_tokens", most)));
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        var events = NamedEvent.ReadAll(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        events.Select(e => e.Name).Where(n => n != "response.output_text.delta").ShouldBe(
        [
            "response.created", "response.in_progress", "response.output_item.added", "response.content_part.added", "response.output_text.done",
            "response.content_part.done", "response.output_item.done", $"response.{status}",
        ]);
        events.Select(e => e.Data.GetProperty("sequence_number").GetInt32()).ShouldBe(Enumerable.Range(0, events.Count));
        var deltas = string.Concat(events.Where(e => e.Name.EndsWith("delta", StringComparison.Ordinal)).Select(e => e.Data.GetProperty("delta").GetString()));
        deltas.ShouldBe(events.Single(e => e.Name == "response.output_text.done").Data.GetProperty("text").GetString());
        var last = events[^1].Data.GetProperty("response");
        (last.GetProperty("status").GetString(), Text(last)).ShouldBe((status, deltas));
        last.GetProperty("usage").GetProperty("output_tokens").GetInt32().ShouldBeGreaterThan(0);
        events[0].Data.GetProperty("response").GetProperty("id").GetString().ShouldBe(last.GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("input", null, "missing_required_parameter")]
    [InlineData("input", "[]", "empty_array")]
    [InlineData("input[0].type", """[{"type":"function_call_output","call_id":"1","output":"x"}]""", "invalid_value")]
    [InlineData("input[0].content[0].type", """[{"role":"user","content":[{"type":"input_image","image_url":"data:"}]}]""", "invalid_value")]
    [InlineData("previous_response_id", "\"resp_1\"", "unsupported_parameter")]
    [InlineData("tools", """[{"type":"web_search"}]""", "unsupported_parameter")]
    [InlineData("background", "true", "unsupported_parameter")]
    [InlineData("max_output_tokens", "0", "integer_below_min_value")]
    [InlineData("text.format.type", """{"format":{"type":"poem"}}""", "invalid_value")]
    public async Task Response_WhatCannotBeDone_IsRefusedByName(string param, string? value, string code)
    {
        var server = await shared.GetAsync();
        var member = param.Split('.', '[')[0];
        var (status, error) = await server.FailAsync(Path, Body((member, value is null ? null : JsonElement.Parse(value))));
        (status, error.GetProperty("param").GetString(), error.GetProperty("code").GetString()).ShouldBe((400, param, code));
    }

    private static Dictionary<string, object?> Body(params (string Key, object? Value)[] more)
    {
        var body = new Dictionary<string, object?> { ["model"] = "random", ["input"] = "hello", ["temperature"] = 0 };
        foreach (var (key, value) in more)
        {
            body[key] = value;
        }

        return body;
    }

    private static object Say(string text) => new { format = new { type = "json_schema", name = "answer", strict = true, schema = new { @const = text } } };

    private static string Text(JsonElement response) => response.GetProperty("output")[0].GetProperty("content")[0].GetProperty("text").GetString()!;
}
