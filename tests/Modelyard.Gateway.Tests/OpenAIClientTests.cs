using System.ClientModel;
using System.ClientModel.Primitives;
using Modelyard.Gateway.Tests.Testing;
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
