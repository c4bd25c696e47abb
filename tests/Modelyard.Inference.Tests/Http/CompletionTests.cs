using System.Text.Json;

namespace Modelyard.Inference.Tests;

public sealed class CompletionTests(SharedServer shared)
{
    [Fact]
    public async Task Completion_Whole_HasOpenAIsShape()
    {
        var server = await shared.GetAsync();
        var answer = await server.CompleteAsync(Bodies.Text(("ignore_eos", true), ("max_tokens", null)));
        answer.GetProperty("object").GetString().ShouldBe("text_completion");
        answer.GetProperty("choices")[0].GetProperty("finish_reason").GetString().ShouldBe("length");
        answer.GetProperty("usage").GetProperty("completion_tokens").GetInt32().ShouldBe(16);
    }

    [Fact]
    public async Task Completion_TokenIds_AreTheSamePromptAsTheirText()
    {
        var server = await shared.GetAsync();
        var tokens = (await server.PostAsync("/tokenize", new { prompt = "the capital" })).GetProperty("tokens");
        Text(await server.CompleteAsync(Bodies.Text(("prompt", tokens)))).ShouldBe(Text(await server.CompleteAsync(Bodies.Text())));
    }

    [Fact]
    public async Task Completion_SeveralPromptsAndChoices_AreNumberedThrough()
    {
        var server = await shared.GetAsync();
        var answer = await server.CompleteAsync(Bodies.Text(("prompt", new[] { "the capital", "in" }), ("n", 2), ("ignore_eos", true)));
        var choices = answer.GetProperty("choices").EnumerateArray().ToList();
        choices.Select(c => c.GetProperty("index").GetInt32()).ShouldBe([0, 1, 2, 3]);
        choices[1].GetProperty("text").GetString().ShouldBe(choices[0].GetProperty("text").GetString());
        choices[0].GetProperty("text").GetString().ShouldBe(Text(await server.CompleteAsync(Bodies.Text(("ignore_eos", true)))));
        answer.GetProperty("usage").GetProperty("completion_tokens").GetInt32().ShouldBe(40);
    }

    [Fact]
    public async Task Completion_Logprobs_LineUpWithTheText()
    {
        var server = await shared.GetAsync();
        var answer = await server.CompleteAsync(Bodies.Text(("logprobs", 2), ("max_tokens", 4), ("response_format", Bodies.Say("and in"))));
        var logprobs = answer.GetProperty("choices")[0].GetProperty("logprobs");
        var tokens = logprobs.GetProperty("tokens").EnumerateArray().Select(t => t.GetString()!).ToList();
        string.Concat(tokens).ShouldBe(Text(answer));
        logprobs.GetProperty("text_offset").EnumerateArray().Select(o => o.GetInt32()).ShouldBe(tokens.Select((_, i) => tokens[..i].Sum(t => t.Length)));
        logprobs.GetProperty("token_logprobs").GetArrayLength().ShouldBe(tokens.Count);
        logprobs.GetProperty("top_logprobs")[0].EnumerateObject().Count().ShouldBeLessThanOrEqualTo(2);
    }

    [Theory]
    [InlineData("echo", true)]
    [InlineData("suffix", "end")]
    [InlineData("best_of", 4)]
    public async Task Completion_WhatIsNotSupported_IsRefusedByName(string name, object value)
    {
        var server = await shared.GetAsync();
        var (status, error) = await server.FailAsync("/v1/completions", Bodies.Text((name, value)));
        (status, error.GetProperty("param").GetString(), error.GetProperty("code").GetString()).ShouldBe((400, name, "unsupported_parameter"));
    }

    [Theory]
    [InlineData("[]", "prompt", "empty_array")]
    [InlineData("[999999]", "prompt", "invalid_value")]
    [InlineData("[\"x\", 5]", "prompt[1]", "invalid_type")]
    [InlineData("{}", "prompt", "invalid_type")]
    [InlineData("null", "prompt", "missing_required_parameter")]
    public async Task Completion_BadPrompt_IsNamed(string prompt, string param, string code)
    {
        var server = await shared.GetAsync();
        var (status, error) = await server.FailAsync("/v1/completions", Bodies.Text(("prompt", JsonElement.Parse(prompt))));
        (status, error.GetProperty("param").GetString(), error.GetProperty("code").GetString()).ShouldBe((400, param, code));
    }

    [Fact]
    public async Task Completion_BeyondTheContext_IsToldInOpenAIsWords()
    {
        var server = await shared.GetAsync();
        var (_, error) = await server.FailAsync("/v1/completions", Bodies.Text(("max_tokens", 600)));
        error.GetProperty("message").GetString()!.ShouldContain("maximum context length is 512 tokens, however you requested");
        error.GetProperty("code").GetString().ShouldBe("context_length_exceeded");
    }

    private static string? Text(JsonElement answer) => answer.GetProperty("choices")[0].GetProperty("text").GetString();
}
