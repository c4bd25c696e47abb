using FsCheck;
using FsCheck.Fluent;

namespace Modelyard.Storage.Tests;

/// <summary>Random sequences of calls get the answers that the simplest imaginable store would give.</summary>
public abstract class StoreModelTests(StoreSource source) : StoreTests(source)
{
    private const int Sequences = 60;
    private const int Length = 40;

    private int _collections;

    [Fact]
    public async Task RandomCalls_AreAnsweredAsByTheModel()
    {
        // The same sequences each time; a failure is printed as the shortest that still fails.
        var config = Config.QuickThrowOnFailure.WithMaxTest(Sequences).WithQuietOnSuccess(true).WithReplay(new Replay(new Rnd(20_260_131, 17), null));
        await Task.Run(() => Check.One(config, Prop.ForAll(StepGenerator.Sequences(Length), CompareAsync)), Token);
    }

    private async Task CompareAsync(Step[] steps)
    {
        // All sequences share a store: each has its own collection, and the model begins where the one before ended.
        var first = await Store.GetRevisionAsync(Token);
        var model = new StoreModel(first);
        var run = new StoreRun(Store, model, $"collection-{++_collections}", Token);
        for (var i = 0; i < steps.Length; i++)
        {
            var answer = await run.AnswerAsync(steps[i]);
            answer.ShouldBe(model.Answer(steps[i]), $"step {i}: {steps[i]}");
            (await Store.GetRevisionAsync(Token)).ShouldBe(model.Revision, $"step {i}: {steps[i]}");
        }
    }
}
