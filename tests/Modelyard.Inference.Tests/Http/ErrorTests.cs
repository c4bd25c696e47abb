using System.Net;
using System.Text.Json;

namespace Modelyard.Inference.Tests;

public sealed class ErrorTests(SharedServer shared)
{
    private const string Chat = "/v1/chat/completions";

    public static TheoryData<string, object?, string, string> Parameters() => new()
    {
        { "temperature", 3, "temperature", "decimal_above_max_value" },
        { "temperature", "hot", "temperature", "invalid_type" },
        { "top_p", -1, "top_p", "decimal_below_min_value" },
        { "n", 0, "n", "integer_below_min_value" },
        { "n", 1000, "n", "integer_above_max_value" },
        { "max_tokens", 0, "max_tokens", "integer_below_min_value" },
        { "max_tokens", 1.5, "max_tokens", "invalid_type" },
        { "presence_penalty", 9, "presence_penalty", "decimal_above_max_value" },
        { "stop", 5, "stop", "invalid_type" },
        { "stop", "", "stop", "invalid_value" },
        { "stream", "yes", "stream", "invalid_type" },
        { "stream_options", new { include_usage = true }, "stream_options", "invalid_value" },
        { "logit_bias", new { x = 1 }, "logit_bias", "invalid_value" },
        { "logit_bias", new Dictionary<string, int> { ["5"] = 200 }, "logit_bias", "invalid_value" },
        { "top_logprobs", 3, "top_logprobs", "invalid_value" },
        { "messages", null, "messages", "missing_required_parameter" },
        { "messages", Array.Empty<object>(), "messages", "empty_array" },
        { "messages", new object[] { new { content = "x" } }, "messages[0].role", "missing_required_parameter" },
        { "messages", new object[] { new { role = "robot", content = "x" } }, "messages[0].role", "invalid_value" },
        { "messages", new object[] { new { role = "tool", content = "x" } }, "messages[0].role", "invalid_value" },
        { "messages", new object[] { new { role = "user", content = 5 } }, "messages[0].content", "invalid_type" },
        { "tools", new object[] { new { type = "function" } }, "tools", "unsupported_parameter" },
        { "response_format", new { type = "xml" }, "response_format.type", "invalid_value" },
    };

    [Theory]
    [MemberData(nameof(Parameters))]
    public async Task Chat_BadParameter_IsNamed(string name, object? value, string param, string code)
    {
        var server = await shared.GetAsync();
        var (status, error) = await server.FailAsync(Chat, Bodies.Chat((name, value)));
        status.ShouldBe(400);
        error.GetProperty("type").GetString().ShouldBe("invalid_request_error");
        error.GetProperty("param").GetString().ShouldBe(param);
        error.GetProperty("code").GetString().ShouldBe(code);
    }

    [Fact]
    public async Task Chat_ImagePart_IsRefusedClearly()
    {
        var server = await shared.GetAsync();
        var content = new object[] { new { type = "text", text = "what is this?" }, new { type = "image_url", image_url = new { url = "data:" } } };
        var (_, error) = await server.FailAsync(Chat, Bodies.Chat(("messages", new object[] { new { role = "user", content } })));
        error.GetProperty("param").GetString().ShouldBe("messages[0].content[1].type");
        error.GetProperty("message").GetString()!.ShouldContain("takes text only");
    }

    [Fact]
    public async Task Chat_SeveralProblems_AreAllToldAtOnce()
    {
        var server = await shared.GetAsync();
        var (_, error) = await server.FailAsync(Chat, Bodies.Chat(("temperature", 9), ("top_p", 9)));
        error.GetProperty("message").GetString()!.ShouldContain("'temperature'");
        error.GetProperty("message").GetString()!.ShouldContain("'top_p'");
    }

    [Fact]
    public async Task Chat_ToolsSwitchedOff_AreAccepted()
    {
        var server = await shared.GetAsync();
        await server.ChatAsync(Bodies.Chat(("tools", new object[] { new { type = "function" } }), ("tool_choice", "none"), ("max_tokens", 1)));
    }

    [Fact]
    public async Task Chat_PromptBeyondTheContext_IsToldInOpenAIsWords()
    {
        var server = await shared.GetAsync();
        var (status, error) = await server.FailAsync(Chat, Bodies.Chat(("messages", Bodies.User(new string('z', 600)))));
        status.ShouldBe(400);
        error.GetProperty("code").GetString().ShouldBe("context_length_exceeded");
        error.GetProperty("param").GetString().ShouldBe("messages");
        error.GetProperty("message").GetString()!.ShouldStartWith("This model's maximum context length is 512 tokens. However, your messages resulted in 6");
    }

    [Fact]
    public async Task Chat_TooManyTokensAskedFor_IsToldInOpenAIsWords()
    {
        var server = await shared.GetAsync();
        var (_, error) = await server.FailAsync(Chat, Bodies.Chat(("max_tokens", 512)));
        error.GetProperty("code").GetString().ShouldBe("context_length_exceeded");
        error.GetProperty("message").GetString()!.ShouldContain("in the messages, 512 in the completion)");
    }

    [Fact]
    public async Task Model_Unknown_Is404()
    {
        var server = await shared.GetAsync();
        var (status, error) = await server.FailAsync(Chat, Bodies.Chat(("model", "gpt-9")));
        status.ShouldBe(404);
        error.GetProperty("code").GetString().ShouldBe("model_not_found");
        error.GetProperty("message").GetString()!.ShouldStartWith("The model `gpt-9` does not exist");
    }

    [Fact]
    public async Task Path_Unknown_Is404InTheSameShape()
    {
        var server = await shared.GetAsync();
        var (status, error) = await server.FailAsync(HttpMethod.Post, "/v1/images/generations", "{}");
        (status, error.GetProperty("message").GetString()).ShouldBe((404, "Invalid URL (POST /v1/images/generations)"));
    }

    [Fact]
    public async Task Method_Wrong_Is405InTheSameShape()
    {
        var server = await shared.GetAsync();
        var (status, error) = await server.FailAsync(HttpMethod.Get, Chat);
        (status, error.GetProperty("message").GetString()).ShouldBe((405, "Not allowed to GET on /v1/chat/completions. Allowed: POST."));
    }

    [Theory]
    [InlineData("{\"model\": ")]
    [InlineData("")]
    [InlineData("[1]")]
    public async Task Body_NotAJsonObject_Is400(string body)
    {
        var server = await shared.GetAsync();
        var (status, error) = await server.FailAsync(HttpMethod.Post, Chat, body);
        status.ShouldBe(400);
        error.GetProperty("message").GetString()!.ShouldContain("JSON");
    }

    [Theory]
    [InlineData("\\ud800")]
    [InlineData("\u00FF")]
    public async Task Body_BrokenText_Is400(string text)
    {
        var server = await shared.GetAsync();
        var json = $$"""{"model":"random","messages":[{"role":"user","content":"a{{text}}b"}]}""";
        using var content = new ByteArrayContent(System.Text.Encoding.Latin1.GetBytes(json));
        using var response = await server.Client.PostAsync(Chat, content, TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("not valid");
    }

    [Fact]
    public async Task Body_TooLarge_Is413InTheSameShape()
    {
        var server = await shared.GetAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, Chat) { Content = new ByteArrayContent([]) };
        // The announced length is enough to refuse; nothing of it has to be sent.
        request.Headers.ExpectContinue = true;
        request.Content = new AnnouncedContent(60L << 20);
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        var error = JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).GetProperty("error");
        error.GetProperty("code").GetString().ShouldBe("request_too_large");
    }

    [Fact]
    public async Task Queue_Full_Is503WithRetryAfter()
    {
        await using var server = await TestServer.StartAsync(new RandomGguf { Context = 4096 }, o => o with { Parallel = 1, MaxQueue = 0 });
        using var request = new HttpRequestMessage(HttpMethod.Post, Chat)
        {
            Content = System.Net.Http.Json.JsonContent.Create(Bodies.Chat(("stream", true), ("ignore_eos", true), ("max_tokens", 4000))),
        };
        using var busy = await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var refused = await server.SendAsync(Chat, Bodies.Chat());
        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        refused.Headers.RetryAfter!.Delta!.Value.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        var error = JsonElement.Parse(await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).GetProperty("error");
        (error.GetProperty("type").GetString(), error.GetProperty("code").GetString()).ShouldBe(("server_error", "slow_down"));
        (await server.MetricsAsync()).ShouldContain("vllm:admission_rejections_total{engine=\"0\",model_name=\"random\",reason=\"queue_full\"} 1");
    }

    [Fact]
    public async Task RequestId_OfTheClient_ComesBack()
    {
        var server = await shared.GetAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/models");
        request.Headers.Add("X-Request-Id", "abc-123");
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        response.Headers.GetValues("X-Request-Id").ShouldBe(["abc-123"]);
    }

    private sealed class AnnouncedContent(long length) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var block = new byte[1 << 20];
            for (var sent = 0L; sent < length; sent += block.Length)
            {
                await stream.WriteAsync(block);
            }
        }

        protected override bool TryComputeLength(out long computed)
        {
            computed = length;
            return true;
        }
    }
}
