using System.Runtime.InteropServices;
using System.Text.Json;

namespace Modelyard.Inference.Tests;

public sealed class EmbeddingTests
{
    [Fact]
    public async Task Embeddings_SeveralInputs_EqualEachAloneAndHaveLengthOne()
    {
        await using var server = await StartAsync();
        string[] inputs = ["the capital", "in", "another and longer text than the others", "x", "y"];
        var together = Vectors(await server.PostAsync("/v1/embeddings", new { model = "random", input = inputs }));
        together.Count.ShouldBe(inputs.Length);
        for (var i = 0; i < inputs.Length; i++)
        {
            var alone = Vectors(await server.PostAsync("/v1/embeddings", new { model = "random", input = inputs[i] }))[0];
            Cosine(alone, together[i]).ShouldBe(1, 1e-4);
            Cosine(alone, alone).ShouldBe(1, 1e-4);
        }

        Math.Abs(Cosine(together[0], together[2])).ShouldBeLessThan(0.999);
    }

    [Fact]
    public async Task Embeddings_Base64_AreTheSameFloats()
    {
        await using var server = await StartAsync();
        var floats = await server.PostAsync("/v1/embeddings", new { model = "random", input = "the capital" });
        var base64 = await server.PostAsync("/v1/embeddings", new { model = "random", input = "the capital", encoding_format = "base64" });
        var bytes = base64.GetProperty("data")[0].GetProperty("embedding").GetBytesFromBase64();
        MemoryMarshal.Cast<byte, float>(bytes).ToArray().ShouldBe(Vectors(floats)[0]);
        floats.GetProperty("usage").GetProperty("prompt_tokens").GetInt32().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Embeddings_TokenLists_AreTheSameAsTheirText()
    {
        await using var server = await StartAsync();
        var tokens = (await server.PostAsync("/tokenize", new { prompt = "the capital" })).GetProperty("tokens");
        var ids = Vectors(await server.PostAsync("/v1/embeddings", new { model = "random", input = new[] { tokens, tokens } }));
        var text = Vectors(await server.PostAsync("/v1/embeddings", new { model = "random", input = "the capital" }));
        Cosine(ids[1], text[0]).ShouldBe(1, 1e-4);
    }

    [Fact]
    public async Task Embeddings_OtherDimensions_AreRefusedAndTheModelsOwnAreNot()
    {
        await using var server = await StartAsync();
        var (status, error) = await server.FailAsync("/v1/embeddings", new { model = "random", input = "x", dimensions = 16 });
        (status, error.GetProperty("param").GetString()).ShouldBe((400, "dimensions"));
        error.GetProperty("message").GetString()!.ShouldContain("have 64 dimensions");
        await server.PostAsync("/v1/embeddings", new { model = "random", input = "x", dimensions = 64 });
    }

    [Fact]
    public async Task Embeddings_TooLongInput_IsToldInOpenAIsWords()
    {
        await using var server = await StartAsync();
        var (_, error) = await server.FailAsync("/v1/embeddings", new { model = "random", input = new string('z', 600) });
        error.GetProperty("code").GetString().ShouldBe("context_length_exceeded");
    }

    [Fact]
    public async Task Chat_OnAnEmbeddingModel_IsRefusedClearly()
    {
        await using var server = await StartAsync();
        var (status, error) = await server.FailAsync("/v1/chat/completions", Bodies.Chat());
        (status, error.GetProperty("param").GetString()).ShouldBe((400, "model"));
        error.GetProperty("message").GetString()!.ShouldContain("makes embeddings");
    }

    [Fact]
    public async Task Embeddings_OnATextModel_AreRefusedUntilAskedFor()
    {
        await using (var text = await TestServer.StartAsync())
        {
            var (status, error) = await text.FailAsync("/v1/embeddings", new { model = "random", input = "x" });
            (status, error.GetProperty("message").GetString()!.Contains("--embedding")).ShouldBe((400, true));
        }

        await using var server = await TestServer.StartAsync(configure: o => o with { Embedding = true });
        Vectors(await server.PostAsync("/v1/embeddings", new { model = "random", input = "x" }))[0].Length.ShouldBe(64);
    }

    private static Task<TestServer> StartAsync() => TestServer.StartAsync(new RandomGguf { Pooling = 1 });

    private static List<float[]> Vectors(JsonElement answer) =>
        [.. answer.GetProperty("data").EnumerateArray().Select(d => d.GetProperty("embedding").EnumerateArray().Select(v => v.GetSingle()).ToArray())];

    private static double Cosine(float[] a, float[] b) => a.Zip(b, (x, y) => (double)x * y).Sum();
}
