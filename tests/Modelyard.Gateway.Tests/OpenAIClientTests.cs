using System.ClientModel;
using System.ClientModel.Primitives;
using Modelyard.Gateway.Tests.Testing;
using Modelyard.Ledger;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Embeddings;
using OpenAI.Models;

namespace Modelyard.Gateway.Tests;

/// <summary>The official client, which nobody here wrote.</summary>
public sealed class OpenAIClientTests : IAsyncLifetime
{
    private TestGateway _gateway = null!;
    private ScriptedReplica _replica = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync();
        _replica = await _gateway.ServeAsync("demo", "atlas");
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Chat_Whole_IsUnderstood()
    {
        _replica.Script = ScriptedReplica.Answer(
            """
            {"id":"c1","object":"chat.completion","created":1700000000,"model":"atlas",
             "choices":[{"index":0,"message":{"role":"assistant","content":"Paris."},"finish_reason":"stop","logprobs":null}],
             "usage":{"prompt_tokens":7,"completion_tokens":2,"total_tokens":9}}
            """);

        var completion = (await Chat().CompleteChatAsync([new UserChatMessage("What is the capital of France?")])).Value;

        completion.Content[0].Text.ShouldBe("Paris.");
        completion.Usage.TotalTokenCount.ShouldBe(9);
    }

    [Fact]
    public async Task Chat_Streamed_IsUnderstoodPieceByPiece()
    {
        _replica.Script = ScriptedReplica.Stream(Chunk("Par"), Chunk("is"), Chunk("."), "data: [DONE]\n\n");
        var pieces = new List<string>();

        await foreach (var update in Chat().CompleteChatStreamingAsync([new UserChatMessage("?")]))
        {
            pieces.AddRange(update.ContentUpdate.Select(c => c.Text));
        }

        pieces.ShouldBe(["Par", "is", "."]);
        _replica.Received.Single().Text.ShouldContain("\"stream\":true");
    }

    [Fact]
    public async Task Chat_Streamed_HasItsUsageAtTheEnd()
    {
        _replica.Script = ScriptedReplica.Stream(
            Chunk("Paris."),
            """data: {"id":"c1","object":"chat.completion.chunk","created":1700000000,"model":"atlas","choices":[],"usage":{"prompt_tokens":7,"completion_tokens":2,"total_tokens":9}}""" + "\n\n",
            "data: [DONE]\n\n");
        ChatTokenUsage? usage = null;

        await foreach (var update in Chat().CompleteChatStreamingAsync([new UserChatMessage("?")]))
        {
            usage = update.Usage ?? usage;
        }

        usage.ShouldNotBeNull().TotalTokenCount.ShouldBe(9);
    }

    [Fact]
    public async Task Tools_CalledByTheModel_PassThroughBothWays()
    {
        _replica.Script = ScriptedReplica.Answer(
            """
            {"id":"c1","object":"chat.completion","created":1700000000,"model":"atlas",
             "choices":[{"index":0,"finish_reason":"tool_calls","message":{"role":"assistant","content":null,
               "tool_calls":[{"id":"call_1","type":"function","function":{"name":"weather","arguments":"{\"city\":\"Paris\"}"}}]}}]}
            """);
        var options = new ChatCompletionOptions { Tools = { ChatTool.CreateFunctionTool("weather", "The weather.", BinaryData.FromString("""{"type":"object"}""")) } };

        var completion = (await Chat().CompleteChatAsync([new UserChatMessage("?")], options)).Value;

        completion.FinishReason.ShouldBe(ChatFinishReason.ToolCalls);
        var call = completion.ToolCalls.ShouldHaveSingleItem();
        (call.FunctionName, call.FunctionArguments.ToString()).ShouldBe(("weather", """{"city":"Paris"}"""));
        await Chat().CompleteChatAsync([new UserChatMessage("?"), new AssistantChatMessage(completion), new ToolChatMessage(call.Id, "rain")], options);
        _replica.Received.Last().Text.ShouldContain("\"tool_call_id\":\"call_1\"");
    }

    [Fact]
    public async Task Chat_StreamThatDies_RaisesAnErrorRatherThanEnding()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _replica.Script = async http =>
        {
            await ScriptedReplica.Stream(Chunk("Par"))(http);
            await begun.Task;
            http.Abort();
        };
        var pieces = new List<string>();

        await Should.ThrowAsync<Exception>(async () =>
        {
            await foreach (var update in Chat().CompleteChatStreamingAsync([new UserChatMessage("?")]))
            {
                pieces.AddRange(update.ContentUpdate.Select(c => c.Text));
                begun.TrySetResult();
            }
        });

        pieces.ShouldBe(["Par"]);
    }

    [Fact]
    public async Task Embeddings_InBase64_AreUnderstood()
    {
        var bytes = new byte[8];
        BitConverter.TryWriteBytes(bytes.AsSpan(0), 0.5f);
        BitConverter.TryWriteBytes(bytes.AsSpan(4), -2f);
        _replica.Script = ScriptedReplica.Answer(
            $$$"""
            {"object":"list","data":[{"object":"embedding","index":0,"embedding":"{{{Convert.ToBase64String(bytes)}}}"}],
             "model":"atlas","usage":{"prompt_tokens":1,"total_tokens":1}}
            """);

        var embedding = (await new EmbeddingClient("atlas", Credential(_gateway.Secret), Options()).GenerateEmbeddingAsync("text")).Value;

        embedding.ToFloats().ToArray().ShouldBe([0.5f, -2f]);
        _replica.Received.Single().Text.ShouldContain("base64");
    }

    [Fact]
    public async Task Models_ListAndGet_AreUnderstood()
    {
        var client = new OpenAIModelClient(Credential(_gateway.Secret), Options());

        (await client.GetModelsAsync()).Value.Select(m => m.Id).ShouldBe(["atlas"]);
        (await client.GetModelAsync("demo/atlas")).Value.OwnedBy.ShouldBe("demo");
    }

    [Fact]
    public async Task Key_Wrong_RaisesUnauthorized()
    {
        var error = await Should.ThrowAsync<ClientResultException>(() => Chat("sk-my-wrong").CompleteChatAsync([new UserChatMessage("?")]));

        error.Status.ShouldBe(401);
        error.Message.ShouldContain("invalid_api_key");
    }

    [Fact]
    public async Task Model_Unknown_RaisesNotFound()
    {
        var client = new ChatClient("nothing", Credential(_gateway.Secret), Options());

        var error = await Should.ThrowAsync<ClientResultException>(() => client.CompleteChatAsync([new UserChatMessage("?")]));

        error.Status.ShouldBe(404);
        error.Message.ShouldContain("model_not_found");
    }

    [Fact]
    public async Task Key_WithoutThePermission_RaisesForbidden()
    {
        var secret = await _gateway.CreateKeyAsync("reader", ApiKeyScope.All with { Permissions = ApiKeyPermissions.Read });

        await ShouldFailAsync(Chat(secret), 403, "insufficient_permissions");
    }

    [Fact]
    public async Task Request_TheEngineCannotServe_RaisesWhatItSays()
    {
        _replica.Script = ScriptedReplica.Answer(
            """{"error":{"message":"This model's maximum context length is 2048 tokens.","type":"invalid_request_error","param":"messages","code":"context_length_exceeded"}}""", 400);

        await ShouldFailAsync(Chat(), 400, "context_length_exceeded");
    }

    [Fact]
    public async Task Model_WithoutAReplica_RaisesThatItIsNotReady()
    {
        _gateway.Board.Put(Resources.Pod("demo", "atlas", "atlas-0", _replica.Address.ToString(), ready: false));
        await _gateway.UntilAsync(s => s!.Models[0].Replicas.Length == 0);

        await ShouldFailAsync(Chat(), 503, "model_not_ready");
    }

    [Fact]
    public async Task Request_Larger_RaisesWhatItIs()
    {
        await using var gateway = await TestGateway.StartAsync(options => options.MaxRequestBytes = 2048);
        await gateway.ServeAsync("demo", "atlas");
        var client = new ChatClient("atlas", Credential(gateway.Secret), new OpenAIClientOptions { Endpoint = new Uri(gateway.Url, "/v1"), RetryPolicy = new ClientRetryPolicy(maxRetries: 0) });

        await ShouldFailAsync(client, 413, "request_too_large", new string('x', 5000));
    }

    [Fact]
    public async Task Limit_ThatACallCanNeverMeet_RaisesAndSaysSo()
    {
        var secret = await _gateway.CreateKeyAsync(new ApiKeyRequest("demo", "small") { Limits = new KeyLimits { TokensPerMinute = 10 } });

        await ShouldFailAsync(Chat(secret), 429, "Request too large for demo/atlas on tokens per min (TPM): Limit 10", new string('x', 2000));
    }

    [Fact]
    public async Task Limit_ReachedForAMoment_IsWaitedForAndTriedAgain()
    {
        _replica.Script = ScriptedReplica.Answer(
            """{"id":"c","object":"chat.completion","created":1,"model":"atlas","choices":[{"index":0,"message":{"role":"assistant","content":"x"},"finish_reason":"stop"}]}""");
        var secret = await _gateway.CreateKeyAsync(new ApiKeyRequest("demo", "limited") { Limits = new KeyLimits { RequestsPerMinute = 60 } });
        var attempts = new NotedAttempts();
        var options = Options();
        options.RetryPolicy = new ClientRetryPolicy();
        options.AddPolicy(attempts, PipelinePosition.PerTry);
        var client = new ChatClient("atlas", Credential(secret), options);

        while (!attempts.Statuses.Contains(429) && attempts.Statuses.Count < 1000)
        {
            await client.CompleteChatAsync([new UserChatMessage("?")]);
        }

        attempts.Statuses[^2..].ShouldBe([429, 200]);
    }

    [Fact]
    public async Task Answer_HasARequestIdThatTheClientShows()
    {
        _replica.Script = ScriptedReplica.Answer(
            """{"id":"c","object":"chat.completion","created":1,"model":"atlas","choices":[{"index":0,"message":{"role":"assistant","content":"x"},"finish_reason":"stop"}]}""");

        var result = await Chat().CompleteChatAsync([new UserChatMessage("?")]);

        result.GetRawResponse().Headers.TryGetValue("x-request-id", out var id).ShouldBeTrue();
        ((string?)_gateway.Usage().ShouldHaveSingleItem()["requestId"]).ShouldBe(id);
    }

    [Fact]
    public async Task Model_NotReadyAtFirst_IsRetriedUntilItIs()
    {
        _gateway.Board.Put(Resources.Pod("demo", "atlas", "atlas-0", _replica.Address.ToString(), ready: false));
        await _gateway.UntilAsync(s => s!.Models[0].Replicas.Length == 0);
        _replica.Script = ScriptedReplica.Answer(
            """{"id":"c","object":"chat.completion","created":1,"model":"atlas","choices":[{"index":0,"message":{"role":"assistant","content":"x"},"finish_reason":"stop"}]}""");
        var refused = new ReadyAfterFirstRefusal(_gateway, _replica);
        var options = Options();
        options.RetryPolicy = new ClientRetryPolicy();
        options.AddPolicy(refused, PipelinePosition.PerTry);

        await new ChatClient("atlas", Credential(_gateway.Secret), options).CompleteChatAsync([new UserChatMessage("?")]);

        refused.Statuses.ShouldBe([503, 200]);
    }

    private static string Chunk(string text) =>
        $$$"""data: {"id":"c1","object":"chat.completion.chunk","created":1700000000,"model":"atlas","choices":[{"index":0,"delta":{"content":"{{{text}}}"},"finish_reason":null}]}""" + "\n\n";

    private static ApiKeyCredential Credential(string secret) => new(secret);

    private ChatClient Chat(string? secret = null) => new("atlas", Credential(secret ?? _gateway.Secret), Options());

    private OpenAIClientOptions Options() => new() { Endpoint = new Uri(_gateway.Url, "/v1"), RetryPolicy = new ClientRetryPolicy(maxRetries: 0) };

    private static async Task ShouldFailAsync(ChatClient client, int status, string message, string question = "?")
    {
        var error = await Should.ThrowAsync<ClientResultException>(() => client.CompleteChatAsync([new UserChatMessage(question)]));

        error.Status.ShouldBe(status);
        error.Message.ShouldContain(message);
    }

    private sealed class NotedAttempts : PipelinePolicy
    {
        public List<int> Statuses { get; } = [];

        public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex) =>
            throw new NotSupportedException();

        public override async ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
        {
            await ProcessNextAsync(message, pipeline, currentIndex);
            Statuses.Add(message.Response!.Status);
        }
    }

    private sealed class ReadyAfterFirstRefusal(TestGateway gateway, ScriptedReplica replica) : PipelinePolicy
    {
        public List<int> Statuses { get; } = [];

        public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex) =>
            throw new NotSupportedException();

        public override async ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
        {
            await ProcessNextAsync(message, pipeline, currentIndex);
            Statuses.Add(message.Response!.Status);
            await gateway.PutPodAsync(Resources.Pod("demo", "atlas", "atlas-0", replica.Address.ToString()));
        }
    }
}
