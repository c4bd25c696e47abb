namespace Modelyard.Inference.Tests;

public sealed class GenerationEngineTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    [Fact]
    public async Task Greedy_OnePrompt_EqualsABareDecodeLoop()
    {
        using var engine = fixture.Start();
        using var context = BareLoop.CreateContext(fixture.Model, 512, 1, 1);
        foreach (var length in new[] { 1, 7, 300 })
        {
            var prompt = fixture.Prompt(length, length);
            var tokens = await EngineFixture.TokensAsync(engine.Submit(EngineFixture.Greedy(prompt, 40))[0]);
            tokens.ShouldBe(BareLoop.Generate(context, prompt, 40));
        }
    }

    [Fact]
    public async Task Greedy_EightAtOnce_EqualsOneByOne()
    {
        using var engine = fixture.Start(parallel: 8);
        using var context = BareLoop.CreateContext(fixture.Model, 512, 1, 1);
        var prompts = Enumerable.Range(0, 8).Select(i => fixture.Prompt(5 + (i * 23), i)).ToArray();
        var together = prompts.Select(p => engine.Submit(EngineFixture.Greedy(p, 30))[0]).ToArray();
        var results = await Task.WhenAll(together.Select(EngineFixture.TokensAsync));
        for (var i = 0; i < prompts.Length; i++)
        {
            results[i].ShouldBe(BareLoop.Generate(context, prompts[i], 30), $"prompt {i}");
        }
    }

    [Fact]
    public async Task Greedy_PromptLongerThanABatch_EqualsABareDecodeLoop()
    {
        using var engine = fixture.Start(context: 2048, cells: 2048);
        using var context = BareLoop.CreateContext(fixture.Model, 2048, 1, 1);
        var prompt = fixture.Prompt(1300, 1);
        (await EngineFixture.TokensAsync(engine.Submit(EngineFixture.Greedy(prompt, 10))[0])).ShouldBe(BareLoop.Generate(context, prompt, 10));
    }

    [Fact]
    public async Task Prompt_ContinuingAFinishedOne_ReusesItsState()
    {
        using var engine = fixture.Start();
        using var context = BareLoop.CreateContext(fixture.Model, 512, 1, 1);
        var first = fixture.Prompt(100, 1);
        var answer = await EngineFixture.TokensAsync(engine.Submit(EngineFixture.Greedy(first, 10))[0]);

        int[] second = [.. first, .. answer, .. fixture.Prompt(20, 2)];
        var generation = engine.Submit(EngineFixture.Greedy(second, 20))[0];
        var tokens = await EngineFixture.TokensAsync(generation);

        // The last token that was generated had not been fed back.
        generation.CachedTokens.ShouldBe(109);
        tokens.ShouldBe(BareLoop.Generate(context, second, 20));
        fixture.Metrics.PrefixHits.ShouldBe(109);
    }

    [Fact]
    public async Task Prompt_BranchingFromAnother_SharesThePrefixAndLeavesTheOtherCached()
    {
        using var engine = fixture.Start();
        using var context = BareLoop.CreateContext(fixture.Model, 512, 1, 1);
        var first = fixture.Prompt(200, 1, stem: 50);
        var second = fixture.Prompt(90, 2, stem: 50);
        await EngineFixture.TokensAsync(engine.Submit(EngineFixture.Greedy(first, 5))[0]);

        var branch = engine.Submit(EngineFixture.Greedy(second, 20))[0];
        (await EngineFixture.TokensAsync(branch)).ShouldBe(BareLoop.Generate(context, second, 20));
        branch.CachedTokens.ShouldBe(50);

        var again = engine.Submit(EngineFixture.Greedy(first, 20))[0];
        (await EngineFixture.TokensAsync(again)).ShouldBe(BareLoop.Generate(context, first, 20));
        again.CachedTokens.ShouldBe(199);
    }

    [Fact]
    public async Task Prompt_SentAgainWhenTheCacheIsNearlyFull_IsNotEvictedByItself()
    {
        using var engine = fixture.Start(parallel: 1, context: 512, cells: 512);
        var other = fixture.Prompt(100, 7);
        var prompt = fixture.Prompt(300, 8);
        await EngineFixture.TokensAsync(engine.Submit(EngineFixture.Greedy(other, 2))[0]);
        var first = await EngineFixture.TokensAsync(engine.Submit(EngineFixture.Greedy(prompt, 5))[0]);
        var again = engine.Submit(EngineFixture.Greedy(prompt, 5))[0];
        (await EngineFixture.TokensAsync(again)).ShouldBe(first);
        again.CachedTokens.ShouldBe(299);
    }

    [Fact]
    public async Task Conversations_MoreThanTheCacheHolds_AreAllRemembered()
    {
        using var engine = fixture.Start(parallel: 2, context: 512, cells: 512);
        using var context = BareLoop.CreateContext(fixture.Model, 512, 1, 1);
        var prompts = Enumerable.Range(0, 6).Select(i => fixture.Prompt(250, 60 + i)).ToArray();
        foreach (var prompt in prompts)
        {
            await EngineFixture.TokensAsync(engine.Submit(EngineFixture.Greedy(prompt, 3))[0]);
        }

        foreach (var prompt in prompts)
        {
            var again = engine.Submit(EngineFixture.Greedy(prompt, 20))[0];
            (await EngineFixture.TokensAsync(again)).ShouldBe(BareLoop.Generate(context, prompt, 20));
            again.CachedTokens.ShouldBe(249);
        }
    }

    [Fact]
    public async Task Conversations_BeyondTheAllowance_AreForgottenOldestFirst()
    {
        // A position of this model takes 2 layers x 2 x 32 values of 2 bytes: two conversations fit, three do not.
        using var engine = fixture.Start(parallel: 1, prefixBytes: 2 * 250 * 300);
        var prompts = Enumerable.Range(0, 4).Select(i => fixture.Prompt(250, 70 + i)).ToArray();
        foreach (var prompt in prompts)
        {
            await EngineFixture.TokensAsync(engine.Submit(EngineFixture.Greedy(prompt, 1))[0]);
        }

        var oldest = engine.Submit(EngineFixture.Greedy(prompts[0], 1))[0];
        await EngineFixture.TokensAsync(oldest);
        var recent = engine.Submit(EngineFixture.Greedy(prompts[3], 1))[0];
        await EngineFixture.TokensAsync(recent);
        (oldest.CachedTokens, recent.CachedTokens).ShouldBe((1, 249));
    }

    [Fact]
    public async Task Prompt_BranchingFromStateThatLeavesNoRoom_GivesThatUp()
    {
        using var engine = fixture.Start(parallel: 1, context: 512, cells: 512);
        using var context = BareLoop.CreateContext(fixture.Model, 512, 1, 1);
        await EngineFixture.TokensAsync(engine.Submit(EngineFixture.Greedy(fixture.Prompt(400, 1, stem: 20), 2))[0]);
        var branch = fixture.Prompt(200, 2, stem: 20);
        (await EngineFixture.TokensAsync(engine.Submit(EngineFixture.Greedy(branch, 10))[0])).ShouldBe(BareLoop.Generate(context, branch, 10));
    }

    [Fact]
    public async Task Choices_OfOneRequest_ReadThePromptOnce()
    {
        using var engine = fixture.Start();
        var request = EngineFixture.Greedy(fixture.Prompt(120, 4), 12) with { Choices = 3 };
        var choices = engine.Submit(request);
        var results = await Task.WhenAll(choices.Select(EngineFixture.TokensAsync));
        results[1].ShouldBe(results[0]);
        results[2].ShouldBe(results[0]);
        choices.Select(c => c.CachedTokens).ShouldBe([0, 119, 119]);
    }

    [Fact]
    public async Task Cache_TooSmallForEveryone_PreemptsAndStillAnswersRight()
    {
        using var engine = fixture.Start(parallel: 4, context: 256, cells: 256);
        using var context = BareLoop.CreateContext(fixture.Model, 512, 1, 1);
        var prompts = Enumerable.Range(0, 4).Select(i => fixture.Prompt(20, 50 + i)).ToArray();
        var running = prompts.Select(p => engine.Submit(EngineFixture.Greedy(p, 150))[0]).ToArray();
        var results = await Task.WhenAll(running.Select(EngineFixture.TokensAsync));
        for (var i = 0; i < prompts.Length; i++)
        {
            results[i].Count.ShouldBe(150);
            BareLoop.Shortfall(context, prompts[i], results[i]).ShouldBeLessThan(0.05f, $"prompt {i}");
        }

        fixture.Metrics.Preemptions.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Prompts_TogetherLargerThanTheCache_WaitForRoomInsteadOfBeingPreempted()
    {
        using var engine = fixture.Start(parallel: 4, context: 256, cells: 256);
        var running = engine.Submit([.. Enumerable.Range(0, 4).Select(i => EngineFixture.Greedy(fixture.Prompt(100, 70 + i), 10))]);
        foreach (var result in await Task.WhenAll(running.Select(choices => EngineFixture.TokensAsync(choices[0]))))
        {
            result.Count.ShouldBe(10);
        }

        fixture.Metrics.Preemptions.ShouldBe(0);
    }

    [Fact]
    public async Task Events_WithoutAnInterval_AreOneForEachToken()
    {
        using var engine = fixture.Start();
        (await CountsAsync(engine.Submit(EngineFixture.Greedy(fixture.Prompt(5, 1), 40))[0])).ShouldBe(Enumerable.Range(1, 40));
    }

    [Fact]
    public async Task Events_WithinTheInterval_AreTheFirstTokenAndThenTheRestTogether()
    {
        using var engine = fixture.Start(streamInterval: TimeSpan.FromHours(1));
        (await CountsAsync(engine.Submit(EngineFixture.Greedy(fixture.Prompt(5, 1), 40))[0])).ShouldBe([1, 40]);
    }

    [Fact]
    public async Task Cancel_WhileRunning_FreesTheSlotForTheNext()
    {
        using var engine = fixture.Start(parallel: 1, context: 2048);
        var endless = engine.Submit(EngineFixture.Greedy(fixture.Prompt(10, 1), 2000))[0];
        await endless.Events.ReadAsync(TestContext.Current.CancellationToken);
        var next = engine.Submit(EngineFixture.Greedy(fixture.Prompt(10, 2), 3))[0];
        engine.Cancel([endless]);
        (await EngineFixture.TokensAsync(next)).Count.ShouldBe(3);
        (await EngineFixture.TokensAsync(endless)).Count.ShouldBeLessThan(2000);
        fixture.Metrics.Finished(FinishReason.Cancelled).ShouldBe(1);
    }

    [Fact]
    public async Task Cancel_WhileWaiting_LeavesTheQueue()
    {
        using var engine = fixture.Start(parallel: 1, context: 2048);
        var running = engine.Submit(EngineFixture.Greedy(fixture.Prompt(10, 1), 2000))[0];
        await running.Events.ReadAsync(TestContext.Current.CancellationToken);
        var waiting = engine.Submit(EngineFixture.Greedy(fixture.Prompt(10, 2), 3))[0];
        engine.Cancel([waiting]);
        (await EngineFixture.TokensAsync(waiting)).ShouldBeEmpty();
        engine.Cancel([running]);
        await EngineFixture.TokensAsync(running);
    }

    [Fact]
    public async Task Submit_FullQueue_IsRefusedWithAWait()
    {
        using var engine = fixture.Start(parallel: 1, context: 2048, maxQueue: 1);
        var running = engine.Submit(EngineFixture.Greedy(fixture.Prompt(10, 1), 2000));
        var waiting = engine.Submit(EngineFixture.Greedy(fixture.Prompt(10, 2), 3));
        var refused = Should.Throw<QueueFullException>(() => engine.Submit(EngineFixture.Greedy(fixture.Prompt(10, 3), 3)));
        refused.RetryAfter.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        engine.Cancel(running);
        await EngineFixture.TokensAsync(waiting[0]);
        await EngineFixture.TokensAsync(engine.Submit(EngineFixture.Greedy(fixture.Prompt(10, 3), 3))[0]);
        fixture.Metrics.Rejections.ShouldBe(1);
    }

    [Fact]
    public async Task Dispose_WithRequestsInFlight_EndsThemWithAReason()
    {
        var engine = fixture.Start(parallel: 1, context: 2048);
        var running = engine.Submit(EngineFixture.Greedy(fixture.Prompt(10, 1), 2000))[0];
        var waiting = engine.Submit(EngineFixture.Greedy(fixture.Prompt(10, 2), 2000))[0];
        await running.Events.ReadAsync(TestContext.Current.CancellationToken);
        engine.Dispose();
        await EngineFixture.TokensAsync(running);
        await EngineFixture.TokensAsync(waiting);
        running.Failure.ShouldBe("The server is shutting down.");
        waiting.Failure.ShouldBe("The server is shutting down.");
        Should.Throw<EngineStoppedException>(() => engine.Submit(EngineFixture.Greedy([1], 1)));
    }

    [Fact]
    public async Task Sampling_SameSeed_GivesTheSameTextAndAnotherSeedDoesNot()
    {
        using var engine = fixture.Start();
        var first = await EngineFixture.TokensAsync(engine.Submit(Seeded(1))[0]);
        var again = await EngineFixture.TokensAsync(engine.Submit(Seeded(1))[0]);
        var other = await EngineFixture.TokensAsync(engine.Submit(Seeded(2))[0]);
        again.ShouldBe(first);
        other.ShouldNotBe(first);

        GenerationRequest Seeded(uint seed) => EngineFixture.Greedy(fixture.Prompt(10, 1), 40) with
        {
            Sampling = new SamplingParameters { Temperature = 2, Seed = seed },
        };
    }

    [Fact]
    public async Task LogitBias_Overwhelming_DecidesEveryToken()
    {
        using var engine = fixture.Start();
        var request = EngineFixture.Greedy(fixture.Prompt(10, 1), 5) with
        {
            Sampling = new SamplingParameters { Temperature = 0, LogitBias = [new LlamaLogitBias { token = 300, bias = 100 }] },
        };
        (await EngineFixture.TokensAsync(engine.Submit(request)[0])).ShouldBe([300, 300, 300, 300, 300]);
    }

    [Fact]
    public async Task PresencePenalty_Strong_MakesTokensDiffer()
    {
        using var engine = fixture.Start();
        var request = EngineFixture.Greedy(fixture.Prompt(10, 1), 5) with
        {
            Sampling = new SamplingParameters
            {
                Temperature = 0, PresencePenalty = 2,
                LogitBias = [new() { token = 300, bias = 100 }, new() { token = 301, bias = 99 }],
            },
        };
        var tokens = await EngineFixture.TokensAsync(engine.Submit(request)[0]);
        tokens[0].ShouldBe(300);
        tokens.ShouldContain(301);
    }

    [Fact]
    public async Task Logprobs_OfGreedyTokens_AreTheLargestOfTheDistribution()
    {
        using var engine = fixture.Start();
        var request = EngineFixture.Greedy(fixture.Prompt(10, 1), 6) with { Sampling = new SamplingParameters { Temperature = 0, TopLogprobs = 5 } };
        var generation = engine.Submit(request)[0];
        var tokens = await EngineFixture.TokensAsync(generation);
        for (var i = 0; i < tokens.Count; i++)
        {
            var logprobs = generation.LogprobsAt(i);
            logprobs.Token.ShouldBe(tokens[i]);
            logprobs.Top.Length.ShouldBe(5);
            logprobs.Top[0].ShouldBe(new TokenLogprob(tokens[i], logprobs.Logprob));
            logprobs.Top.ShouldBe(logprobs.Top.OrderByDescending(t => t.Logprob));
            logprobs.Logprob.ShouldBeLessThanOrEqualTo(0);
            logprobs.Top.Sum(t => Math.Exp(t.Logprob)).ShouldBeLessThanOrEqualTo(1.0001);
        }
    }

    private static async Task<List<int>> CountsAsync(Generation generation) =>
        await generation.Events.ReadAllAsync(TestContext.Current.CancellationToken).Select(e => e.Tokens).ToListAsync(TestContext.Current.CancellationToken);
}
