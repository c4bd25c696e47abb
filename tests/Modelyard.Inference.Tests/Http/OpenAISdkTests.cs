using System.ClientModel;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Embeddings;

namespace Modelyard.Inference.Tests;

/// <summary>The official client, unmodified: what it can read, other clients can.</summary>
public sealed class OpenAISdkTests(SharedServer shared)
{
    [Fact]
    public async Task Chat_ThroughTheSdk_StreamsAndCompletes()
    {
        var server = await shared.GetAsync();
        var chat = new ChatClient("random", new ApiKeyCredential("none"), Options(server));
        var options = new ChatCompletionOptions
        {
            MaxOutputTokenCount = 60, Temperature = 0, IncludeLogProbabilities = true, TopLogProbabilityCount = 2,
            ResponseFormat = ChatResponseFormat.CreateJsonSchemaFormat("answer", BinaryData.FromString("""{"const":"Paris"}"""), jsonSchemaIsStrict: true),
        };
        var whole = (await chat.CompleteChatAsync([new UserChatMessage("hello")], options, TestContext.Current.CancellationToken)).Value;
        whole.Content[0].Text.ShouldBe("\"Paris\"");
        whole.FinishReason.ShouldBe(ChatFinishReason.Stop);
        whole.ContentTokenLogProbabilities.Count.ShouldBeGreaterThan(0);
        whole.Usage.TotalTokenCount.ShouldBe(whole.Usage.InputTokenCount + whole.Usage.OutputTokenCount);

        var (text, usage) = ("", (ChatTokenUsage?)null);
        await foreach (var update in chat.CompleteChatStreamingAsync([new UserChatMessage("hello")], options, TestContext.Current.CancellationToken))
        {
            text += string.Concat(update.ContentUpdate.Select(c => c.Text));
            usage = update.Usage ?? usage;
        }

        text.ShouldBe("\"Paris\"");
        usage.ShouldNotBeNull().OutputTokenCount.ShouldBe(whole.Usage.OutputTokenCount);
    }

    [Fact]
    public async Task Error_ThroughTheSdk_KeepsItsStatusAndMessage()
    {
        var server = await shared.GetAsync();
        var chat = new ChatClient("missing", new ApiKeyCredential("none"), Options(server));
        var error = await Should.ThrowAsync<ClientResultException>(() => chat.CompleteChatAsync([new UserChatMessage("hello")], cancellationToken: TestContext.Current.CancellationToken));
        error.Status.ShouldBe(404);
        error.Message.ShouldContain("model_not_found");
    }

    [Fact]
    public async Task Embeddings_ThroughTheSdk_HaveLengthOne()
    {
        await using var server = await TestServer.StartAsync(new RandomGguf { Pooling = 1 });
        var client = new EmbeddingClient("random", new ApiKeyCredential("none"), Options(server));
        var vectors = (await client.GenerateEmbeddingsAsync(["one", "two"], cancellationToken: TestContext.Current.CancellationToken)).Value;
        vectors.Count.ShouldBe(2);
        vectors[1].ToFloats().ToArray().Sum(v => v * v).ShouldBe(1, 1e-4);
    }

    private static OpenAIClientOptions Options(TestServer server) => new() { Endpoint = new Uri(server.Client.BaseAddress!, "/v1") };
}
