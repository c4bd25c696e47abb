namespace Modelyard.Storage.Tests;

/// <summary>What a process does with a log that others write to as well: nothing twice, nothing out of order, never a silent gap.</summary>
public sealed class LogFollowerTests : IDisposable
{
    private static readonly WatchQuery Everything = new(null, 10);
    private static readonly WatchQuery InACrowd = Everything with { Paced = true };

    private readonly ManualTime _time = new();
    private readonly LogFeed _feed;
    private readonly ScriptedLog _log = new();

    public LogFollowerTests() => _feed = new LogFeed(10, 100, _time);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Changes_FromTwoSides_ArePassedOnOnceAndInOrder()
    {
        var (watch, from) = _feed.Subscribe(Everything);
        from.ShouldBe(10);
        _feed.Advance(10, [Change(11), Change(12)]);
        _feed.Advance(10, [Change(11), Change(12), Change(13)]);
        _feed.Advance(12, [Change(13)]);
        Read(watch).ShouldBe([11, 12, 13]);
        _feed.Revision.ShouldBe(13);
    }

    [Fact]
    public void OwnChanges_AfterThoseOfAnother_WaitForThem()
    {
        var (watch, _) = _feed.Subscribe(Everything);
        _feed.Advance(12, [Change(13)]);
        Read(watch).ShouldBeEmpty();
        _feed.News.TryRead(out _).ShouldBeTrue("somebody has to read what is missing");
        _feed.Advance(10, [Change(11), Change(12), Change(13)]);
        Read(watch).ShouldBe([11, 12, 13]);
    }

    [Fact]
    public void Crowd_IsToldOfSeveralChangesAtOnce_AndAtOnceAfterAQuietMoment()
    {
        var crowd = Enumerable.Range(0, 100).Select(_ => _feed.Subscribe(InACrowd).Subscription).ToList();
        var (prompt, _) = _feed.Subscribe(Everything);
        _time.Advance(TimeSpan.FromSeconds(1));

        _feed.Advance(10, [Change(11)]);
        crowd.ShouldAllBe(w => Read(w).SequenceEqual(new[] { 11L }));
        _feed.Advance(11, [Change(12)]);
        _feed.Advance(12, [Change(13)]);

        Read(prompt).ShouldBe([11, 12, 13]);
        crowd.ShouldAllBe(w => w.Pending.Count == 0);
        (_feed.Offered(paced: true), _feed.Offered(paced: false), _feed.Revision).ShouldBe((11, 13, 13));
        _time.Advance(TimeSpan.FromMilliseconds(20));
        crowd.ShouldAllBe(w => Read(w).SequenceEqual(new[] { 12L, 13L }));
        _feed.Offered(paced: true).ShouldBe(13);
    }

    [Fact]
    public void Newcomer_ToACrowd_IsNotToldWhatItKnows()
    {
        var crowd = Enumerable.Range(0, 100).Select(_ => _feed.Subscribe(InACrowd).Subscription).ToList();
        _feed.Advance(10, [Change(11)]);
        _feed.Advance(11, [Change(12)]);

        var (newcomer, from) = _feed.Subscribe(InACrowd);
        from.ShouldBe(12);
        _feed.Advance(12, [Change(13)]);
        _time.Advance(TimeSpan.FromSeconds(1));

        Read(newcomer).ShouldBe([13]);
        crowd.ShouldAllBe(w => Read(w).SequenceEqual(new[] { 11L, 12L, 13L }));
    }

    [Fact]
    public void FewWatches_AreToldAtOnce()
    {
        var (watch, _) = _feed.Subscribe(InACrowd);
        foreach (var revision in Enumerable.Range(11, 5))
        {
            _feed.Advance(revision - 1, [Change(revision)]);
            Read(watch).ShouldBe([revision]);
        }
    }

    [Fact]
    public void End_ComesAfterWhatWasHeld()
    {
        var crowd = Enumerable.Range(0, 100).Select(_ => _feed.Subscribe(InACrowd).Subscription).ToList();
        _feed.Advance(10, [Change(11)]);
        _feed.Advance(11, [Change(12)]);
        _feed.Close(new StoreUnavailableException("closing"));
        crowd.ShouldAllBe(w => Read(w).SequenceEqual(new[] { 11L, 12L }) && w.Pending.Completion.IsFaulted);
    }

    [Fact]
    public async Task News_AreRead()
    {
        var (watch, _) = _feed.Subscribe(Everything);
        _log.Answers.Enqueue(() => new LogPage<StoreChange>(new LogHead(12, 0), [Change(11), Change(12)]));
        await using var follower = Follow();
        _feed.ReportNews();
        (await watch.Pending.ReadAsync(Token)).Revision.ShouldBe(11);
        (await watch.Pending.ReadAsync(Token)).Revision.ShouldBe(12);
    }

    [Fact]
    public async Task HistoryCompactedBeforeItWasRead_EndsWatches()
    {
        var (watch, _) = _feed.Subscribe(Everything);
        _log.Answers.Enqueue(() => new LogPage<StoreChange>(new LogHead(30, 20), [Change(25)]));
        await using var follower = Follow();
        _feed.ReportNews();
        var end = await Should.ThrowAsync<CompactedException>(async () => await watch.Pending.WaitToReadAsync(Token));
        (end.Requested, end.Compacted).ShouldBe((10, 20));
        _feed.Revision.ShouldBe(30);
    }

    [Fact]
    public async Task RevisionsMissing_EndWatches()
    {
        var (watch, _) = _feed.Subscribe(Everything);
        _log.Answers.Enqueue(() => new LogPage<StoreChange>(new LogHead(13, 0), [Change(11), Change(13)]));
        await using var follower = Follow();
        _feed.ReportNews();
        (await Should.ThrowAsync<StoreUnusableException>(async () => await watch.Pending.WaitToReadAsync(Token))).Message.ShouldContain("missing");
    }

    [Fact]
    public async Task DatabaseThatDoesNotAnswer_IsAskedAgain()
    {
        var (watch, _) = _feed.Subscribe(Everything);
        _log.Answers.Enqueue(() => throw new StoreUnavailableException("gone for a moment"));
        _log.Answers.Enqueue(() => new LogPage<StoreChange>(new LogHead(11, 0), [Change(11)]));
        await using var follower = Follow();
        _feed.ReportNews();
        (await watch.Pending.ReadAsync(Token)).Revision.ShouldBe(11);
    }

    private static StoreChange Change(long revision) => new(ChangeType.Created, new ResourceKey("things", "demo", $"n{revision}"), revision, default, default);

    private static List<long> Read(Subscription watch)
    {
        var seen = new List<long>();
        while (watch.Pending.TryRead(out var change))
        {
            seen.Add(change.Revision);
        }

        return seen;
    }

    public void Dispose() => _feed.Dispose();

    private LogFollower Follow() => new(_log, _feed, TimeSpan.FromMilliseconds(5), TimeProvider.System);

    /// <summary>Answers as it was told to, and from then on that there is nothing new.</summary>
    private sealed class ScriptedLog : ILogReader
    {
        public Queue<Func<LogPage<StoreChange>>> Answers { get; } = [];

        public ValueTask<LogPage<StoreChange>> ChangesAsync(WatchQuery query, long after, long until, int limit, CancellationToken cancellationToken) =>
            ValueTask.FromResult(Answers.TryDequeue(out var answer) ? answer() : new LogPage<StoreChange>(new LogHead(after, 0), []));

        public ValueTask<LogHead> ReadHeadAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<StoredResource?> FindAsync(ResourceKey key, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<LogPage<StoredResource>> ListAsync(ListQuery query, int? limit, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
