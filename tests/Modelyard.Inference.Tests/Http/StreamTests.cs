using System.Text.Json;

namespace Modelyard.Inference.Tests;

public sealed class StreamTests(SharedServer shared)
{
    private const string Chat = "/v1/chat/completions";

    [Fact]
    public async Task Stream_Chat_OpensWithTheRoleAndEndsWithReasonAndDone()
    {
        var events = await EventsAsync(Bodies.Chat(("stream", true), ("max_tokens", 100), ("response_format", Bodies.Say("hello there"))));
        events[^1].ShouldBe("[DONE]");
        var chunks = events[..^1].Select(e => JsonElement.Parse(e)).ToList();
        chunks.ShouldAllBe(c => c.GetProperty("object").GetString() == "chat.completion.chunk" && c.GetProperty("choices").GetArrayLength() == 1);
        chunks.Select(c => c.GetProperty("id").GetString()).Distinct().Count().ShouldBe(1);
        chunks.ShouldAllBe(c => !HasMember(c, "usage"));

        Choice(chunks[0]).GetProperty("delta").GetRawText().ShouldBe("""{"role":"assistant","content":""}""");
        Choice(chunks[^1]).GetProperty("delta").GetRawText().ShouldBe("{}");
        Choice(chunks[^1]).GetProperty("finish_reason").GetString().ShouldBe("stop");
        chunks[..^1].ShouldAllBe(c => Choice(c).GetProperty("finish_reason").ValueKind == JsonValueKind.Null);
        Content(chunks).ShouldBe("\"hello there\"");
    }

    [Fact]
    public async Task Stream_WithUsage_SendsItLastWithoutChoicesAndNullBefore()
    {
        var events = await EventsAsync(Bodies.Chat(("stream", true), ("max_tokens", 4), ("ignore_eos", true), ("stream_options", new { include_usage = true })));
        var chunks = events[..^1].Select(e => JsonElement.Parse(e)).ToList();
        chunks[..^1].ShouldAllBe(c => c.GetProperty("usage").ValueKind == JsonValueKind.Null);
        chunks[^1].GetProperty("choices").GetArrayLength().ShouldBe(0);
        chunks[^1].GetProperty("usage").GetProperty("completion_tokens").GetInt32().ShouldBe(4);
    }

    [Fact]
    public async Task Stream_WithContinuousUsage_CountsUpOnEveryChunk()
    {
        var options = new { include_usage = true, continuous_usage_stats = true };
        var events = await EventsAsync(Bodies.Chat(("stream", true), ("max_tokens", 6), ("ignore_eos", true), ("stream_options", options)));
        var counts = events[..^1].Select(e => JsonElement.Parse(e).GetProperty("usage").GetProperty("completion_tokens").GetInt32()).ToList();
        counts.ShouldBe(counts.Order());
        counts[^1].ShouldBe(6);
    }

    [Fact]
    public async Task Stream_CharactersOfSeveralTokens_AreNeverSplit()
    {
        var events = await EventsAsync(Bodies.Chat(("stream", true), ("max_tokens", 200), ("response_format", Bodies.Say("añ世😀ü"))));
        var chunks = events[..^1].Select(e => JsonElement.Parse(e)).ToList();
        Content(chunks).ShouldBe("\"añ世😀ü\"");
        chunks.Select(c => Choice(c).GetProperty("delta")).Where(d => HasMember(d, "content")).ShouldAllBe(d => !d.GetProperty("content").GetString()!.Contains('\uFFFD'));
    }

    [Fact]
    public async Task Stream_StopString_NeverShowsItsBeginning()
    {
        var body = Bodies.Chat(("stream", true), ("max_tokens", 100), ("response_format", Bodies.Say("go on STO STOP now")), ("stop", "STOP"), ("logprobs", true));
        var events = await EventsAsync(body);
        var chunks = events[..^1].Select(e => JsonElement.Parse(e)).ToList();
        Content(chunks).ShouldBe("\"go on STO ");
        Choice(chunks[^1]).GetProperty("finish_reason").GetString().ShouldBe("stop");
        var told = chunks.Select(c => Choice(c).GetProperty("logprobs")).Where(l => l.ValueKind is JsonValueKind.Object)
            .SelectMany(l => l.GetProperty("content").EnumerateArray()).Select(t => t.GetProperty("token").GetString());
        string.Concat(told).ShouldBe("\"go on STO ");
    }

    [Fact]
    public async Task Stream_SeveralChoices_EachHasItsOwnBeginningAndEnd()
    {
        var events = await EventsAsync(Bodies.Chat(("stream", true), ("n", 3), ("max_tokens", 5), ("ignore_eos", true), ("temperature", 1), ("seed", 3)));
        events[^1].ShouldBe("[DONE]");
        var byIndex = events[..^1].Select(e => Choice(JsonElement.Parse(e))).GroupBy(c => c.GetProperty("index").GetInt32()).ToList();
        byIndex.Count.ShouldBe(3);
        foreach (var choice in byIndex)
        {
            HasMember(choice.First().GetProperty("delta"), "role").ShouldBeTrue();
            choice.Count(c => c.GetProperty("finish_reason").ValueKind is JsonValueKind.String).ShouldBe(1);
            choice.Last().GetProperty("finish_reason").GetString().ShouldBe("length");
        }
    }

    [Fact]
    public async Task Stream_TextCompletion_AddsUpToTheWholeAnswer()
    {
        var server = await shared.GetAsync();
        var whole = (await server.CompleteAsync(Bodies.Text(("ignore_eos", true)))).GetProperty("choices")[0].GetProperty("text").GetString();
        var events = await server.StreamAsync("/v1/completions", Bodies.Text(("ignore_eos", true), ("stream", true)));
        var chunks = events[..^1].Select(e => Choice(JsonElement.Parse(e))).ToList();
        string.Concat(chunks.Select(c => c.GetProperty("text").GetString())).ShouldBe(whole);
        chunks[^1].GetProperty("finish_reason").GetString().ShouldBe("length");
    }

    [Fact]
    public async Task Stream_ClientLeaves_FreesTheOnlySlotAtOnce()
    {
        await using var server = await TestServer.StartAsync(new RandomGguf { Context = 4096 }, o => o with { Parallel = 1 });
        using (var request = new HttpRequestMessage(HttpMethod.Post, Chat) { Content = JsonContent(Bodies.Chat(("stream", true), ("ignore_eos", true), ("max_tokens", 4000))) })
        {
            using var response = await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
            await reader.ReadLineAsync(TestContext.Current.CancellationToken);
        }

        var next = await server.ChatAsync(Bodies.Chat(("max_tokens", 1)));
        next.GetProperty("usage").GetProperty("completion_tokens").GetInt32().ShouldBe(1);
        (await server.MetricsAsync()).ShouldContain("vllm:request_success_total{engine=\"0\",model_name=\"random\",finished_reason=\"abort\"} 1");
    }

    private static System.Net.Http.Json.JsonContent JsonContent(object body) => System.Net.Http.Json.JsonContent.Create(body);

    private async Task<List<string>> EventsAsync(object body) => await (await shared.GetAsync()).StreamAsync(Chat, body);

    private static JsonElement Choice(JsonElement chunk) => chunk.GetProperty("choices")[0];

    private static bool HasMember(JsonElement element, string name) => element.TryGetProperty(name, out _);

    private static string Content(IEnumerable<JsonElement> chunks) => string.Concat(
        chunks.Select(c => Choice(c).GetProperty("delta")).Where(d => HasMember(d, "content")).Select(d => d.GetProperty("content").GetString()));
}
