namespace Modelyard.Gateway.Tests.Limits;

public sealed class LimitSetTests
{
    private readonly ManualTime _time = new();
    private readonly GatewayClock _clock;
    private readonly LimitGroup _group = new("acme", isShared: false);

    public LimitSetTests() => _clock = new GatewayClock(_time);

    [Fact]
    public void Call_IsLetInByAllOrTakesNothing()
    {
        var set = Set(Organization(tokens: 100), Key("one", tokens: 50));
        set.TryEnter(50, out var first, out _, out var status).ShouldBeTrue();
        status.Tokens.ShouldBe(new RateStatus.Part(50, 0, TimeSpan.FromMinutes(1), "key"));

        set.TryEnter(10, out _, out var refusal, out _).ShouldBeFalse();
        (refusal!.Kind, refusal.Subject.Scope, refusal.Limit, refusal.Used, refusal.Requested).ShouldBe((LimitKind.Tokens, LimitScope.Key, 50, 50, 10));
        refusal.Wait.ShouldBe(TimeSpan.FromSeconds(12));

        var other = Set(Organization(tokens: 100), Key("two", tokens: 50));
        other.TryEnter(50, out _, out _, out _).ShouldBeTrue("the refused call took nothing from the organization");
        other.TryEnter(1, out _, out refusal, out _).ShouldBeFalse();
        refusal!.Wait.ShouldBe(TimeSpan.FromSeconds(1.2), "of all that stands in the way the longest wait counts");
        first.ShouldNotBeNull();
    }

    [Fact]
    public void Settling_GivesBackWhatWasNotUsed_OrTakesWhatWasUsedBeyond()
    {
        var set = Set(Key("one", tokens: 100));
        set.TryEnter(80, out var call, out _, out _).ShouldBeTrue();
        call!.Settle(30);
        call.Settle(0);
        set.TryEnter(70, out call, out _, out _).ShouldBeTrue("seventy of a hundred are left");
        call!.Settle(170);
        set.TryEnter(1, out _, out var refusal, out _).ShouldBeFalse();
        refusal!.Wait.ShouldBe(TimeSpan.FromSeconds(60.6), "a hundred were overdrawn");
    }

    [Fact]
    public void CallThatNeverReachedAModel_IsAsIfItHadNotBeen()
    {
        var set = Set(Key("one", requests: 1, tokens: 100, concurrent: 1));
        for (var i = 0; i < 10; i++)
        {
            set.TryEnter(100, out var call, out _, out _).ShouldBeTrue();
            call!.Cancel();
        }
    }

    [Fact]
    public void CallLargerThanTheAllowance_IsLetInWhenAllOfItIsThere()
    {
        var set = Set(Key("one", tokens: 100));
        set.TryEnter(5000, out var call, out _, out _).ShouldBeTrue("it would never be let in otherwise");
        call!.Settle(20);
        set.TryEnter(5000, out _, out var refusal, out _).ShouldBeFalse();
        (refusal!.Requested, refusal.Wait).ShouldBe((100, TimeSpan.FromSeconds(12)));
    }

    [Fact]
    public void Concurrency_EndsWithTheCall_WhateverItsEnd()
    {
        var set = Set(Key("one", concurrent: 2));
        set.TryEnter(1, out var first, out _, out _).ShouldBeTrue();
        set.TryEnter(1, out var second, out _, out _).ShouldBeTrue();
        set.TryEnter(1, out _, out var refusal, out _).ShouldBeFalse();
        (refusal!.Kind, refusal.Limit, refusal.Used).ShouldBe((LimitKind.Concurrent, 2, 2));
        first!.Settle(1);
        first.Cancel();
        set.TryEnter(1, out var third, out _, out _).ShouldBeTrue();
        set.TryEnter(1, out _, out _, out _).ShouldBeFalse();
        second!.Cancel();
        third!.Settle(1);
        set.TryEnter(1, out _, out _, out _).ShouldBeTrue();
    }

    [Fact]
    public async Task HundredsOfParallelCalls_NeverExceedALimit()
    {
        const long Limit = 10_000;
        var sets = Enumerable.Range(0, 20)
            .Select(i => Set(Organization(tokens: Limit, requests: 900), User($"user {i % 4}", tokens: Limit / 3), Key($"key {i}", requests: 60)))
            .ToList();
        long tokens = 0;
        var calls = new int[sets.Count];

        await Task.WhenAll(Enumerable.Range(0, 400).Select(caller => Task.Run(() =>
        {
            var random = new Random(caller);
            for (var i = 0; i < 50; i++)
            {
                var size = random.Next(1, 200);
                if (sets[caller % sets.Count].TryEnter(size, out var call, out _, out _))
                {
                    var used = random.Next(0, size + 1);
                    Interlocked.Add(ref tokens, used);
                    Interlocked.Increment(ref calls[caller % sets.Count]);
                    call!.Settle(used);
                }
            }
        })));

        tokens.ShouldBeInRange(Limit - 600, Limit, "the clock stood still: what was let in is at most one full allowance, and nearly all of it");
        calls.ShouldAllBe(c => c <= 60);
        calls.Sum().ShouldBeLessThanOrEqualTo(900);
    }

    [Fact]
    public void SmallLimit_BesideABusyOne_IsNotStarved()
    {
        var busy = Set(Organization(requests: 600), Key("busy"));
        var small = Set(Organization(requests: 600), Key("small", requests: 6));
        var letIn = 0;
        for (var second = 0; second < 120; second++)
        {
            letIn += small.TryEnter(1, out var call, out _, out _) ? 1 : 0;
            call?.Settle(1);
            for (var i = 0; i < 50 && busy.TryEnter(1, out call, out _, out _); i++)
            {
                call!.Settle(1);
            }

            _time.Advance(TimeSpan.FromSeconds(1));
        }

        letIn.ShouldBe(6 + 11, "a full allowance, and then one each ten seconds");
    }

    [Fact]
    public void ThousandsOfKeys_AreForgottenWhenTheyRest_ButNoLimitIsDoubledByThat()
    {
        var set = Set(Organization(requests: 5), Key("first", requests: 3));
        for (var i = 0; i < 10_000; i++)
        {
            Set(Key($"passing {i}", requests: 1)).TryEnter(1, out _, out _, out _).ShouldBeTrue();
            _time.Advance(TimeSpan.FromMinutes(2));
        }

        var sibling = Set(Organization(requests: 5), Key("second", requests: 5));
        var letIn = 0;
        for (var i = 0; i < 10; i++)
        {
            letIn += set.TryEnter(1, out _, out _, out _) ? 1 : 0;
            letIn += sibling.TryEnter(1, out _, out _, out _) ? 1 : 0;
        }

        letIn.ShouldBe(5);
    }

    private static LimitRule Organization(long? requests = null, long? tokens = null) =>
        new(new LimitSubject(LimitScope.Organization, "acme", "acme"), requests, tokens, null);

    private static LimitRule User(string name, long? tokens = null) => new(new LimitSubject(LimitScope.User, name, name), null, tokens, null);

    private static LimitRule Key(string name, long? requests = null, long? tokens = null, int? concurrent = null) =>
        new(new LimitSubject(LimitScope.Key, name, name), requests, tokens, concurrent);

    private LimitSet Set(params LimitRule[] rules) => new(_group, rules, _clock);
}

internal static class LimitSetExtensions
{
    public static bool TryEnter(this LimitSet set, long tokens, out LimitReservation? reservation, out LimitRefusal? refusal, out RateStatus status)
    {
        (reservation, refusal, status) = set.TryEnter(tokens);
        return refusal is null;
    }
}
