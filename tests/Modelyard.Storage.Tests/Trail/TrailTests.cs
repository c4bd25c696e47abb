using System.Text;

namespace Modelyard.Storage.Tests;

/// <summary>The trail of records about writes, whatever database it is in.</summary>
public abstract class TrailTests(StoreSource source) : StoreTests(source)
{
    [Fact]
    public async Task Writes_AreEachRecordedWithWhatTheyDid()
    {
        var created = await Store.CreateAsync(Key("a"), Bytes("one"), Entry("create"), Token);
        var updated = await Store.UpdateAsync(Key("a"), created, Bytes("two"), Entry("update"), Token);
        var deleted = await Store.DeleteAsync(Key("a"), updated, Entry("delete"), Token);
        await Store.RecordAsync(Entry("refusal"), Token);

        (await ReadAsync()).Select(r => (r.Sequence, r.Revision, Text(r.Content))).ShouldBe(
        [
            (1, created, $"create {created}: '' 'one'"),
            (2, updated, $"update {updated}: 'one' 'two'"),
            (3, deleted, $"delete {deleted}: 'two' ''"),
            (4, 0, "refusal 0: '' ''"),
        ]);
        await AssertSoundAsync(4);
    }

    [Fact]
    public async Task RefusedWrite_LeavesNoRecord()
    {
        var created = await Store.CreateAsync(Key("a"), Bytes("one"), Entry("create"), Token);
        await Should.ThrowAsync<KeyExistsException>(() => Store.CreateAsync(Key("a"), Bytes("two"), Entry("again"), Token));
        await Should.ThrowAsync<RevisionConflictException>(() => Store.UpdateAsync(Key("a"), created + 5, Bytes("two"), Entry("stale"), Token));
        await Should.ThrowAsync<KeyNotFoundInStoreException>(() => Store.DeleteAsync(Key("b"), created, Entry("nothing"), Token));
        await AssertSoundAsync(1);
    }

    [Fact]
    public async Task WriteThatCannotBeRecorded_DoesNotHappen()
    {
        var refused = await Should.ThrowAsync<StoreUnusableException>(
            () => Store.CreateAsync(Key("a"), Bytes("one"), _ => throw new FormatException("no words"), Token));
        refused.Message.ShouldContain("no words");
        (await Store.GetAsync(Key("a"), Token)).ShouldBeNull();
        await Store.CreateAsync(Key("a"), Bytes("one"), Entry("create"), Token);
        await AssertSoundAsync(1);
    }

    [Fact]
    public async Task ConcurrentWrites_MakeOneChain()
    {
        const int Each = 40;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(w => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++)
            {
                await Store.CreateAsync(Key($"{w}-{i}"), Bytes("x"), Entry("create"), Token);
                await Store.RecordAsync(Entry("note"), Token);
            }
        })));
        await AssertSoundAsync(2 * 4 * Each);
    }

    [Fact]
    public async Task Reopened_GoesOnWithTheChain()
    {
        await Store.CreateAsync(Key("a"), Bytes("x"), Entry("create"), Token);
        await Store.DisposeAsync();
        await using (var again = await Source.ReopenAsync())
        {
            await again.CreateAsync(Key("b"), Bytes("x"), Entry("create"), Token);
        }

        await AssertSoundAsync(2);
    }

    [Fact]
    public async Task AnotherKey_IsRefused()
    {
        await Store.CreateAsync(Key("a"), Bytes("x"), Entry("create"), Token);
        await Store.DisposeAsync();
        Source.LoseTrailKey();
        (await Should.ThrowAsync<StoreUnusableException>(Source.ReopenAsync)).Message.ShouldContain("is missing. Put back the file");
        File.Exists(Source.TrailKeyPath).ShouldBeFalse("a key that nothing was written with would only stand in the way of the right one");
    }

    [Theory]
    [InlineData("update {0} set content = 'x' where sequence = 3", 3, "record 3 is not as it was written")]
    [InlineData("update {0} set revision = 99 where sequence = 3", 3, "record 3 is not as it was written")]
    [InlineData("update {0} set time = time + 1 where sequence = 5", 5, "record 5 is not as it was written")]
    [InlineData("delete from {0} where sequence = 2", 2, "record 2 is missing")]
    [InlineData("delete from {0} where sequence in (2, 3)", 2, "records 2 to 3 are missing")]
    [InlineData("delete from {0} where sequence <= 2", 1, "records 1 to 2 are missing, and no retention has removed them")]
    [InlineData("delete from {0} where sequence >= 4", 4, "records 4 to 5 are missing, at the end")]
    [InlineData("delete from {0}", 1, "records 1 to 5 are missing, at the end")]
    [InlineData("insert into {0} select 6, time, 0, 0, content, hash, hash from {0} where sequence = 5", 6, "record 6 is not as it was written")]
    [InlineData("update {0} set sequence = -sequence where sequence in (2, 3); update {0} set sequence = 5 + sequence where sequence < 0", 2, "record 2 is not as it was written")]
    public async Task Tampering_IsFoundAtTheFirstRecordThatIsNotRight(string sql, long first, string message)
    {
        for (var i = 0; i < 5; i++)
        {
            await Store.CreateAsync(Key($"n{i}"), Bytes("x"), Entry("create"), Token);
        }

        await Store.DisposeAsync();
        await Source.ExecuteAsync(sql.Replace("{0}", Source.Trail.Table, StringComparison.Ordinal));
        var fault = (await VerifyAsync()).Fault.ShouldNotBeNull();
        (fault.Sequence, fault.Message).ShouldBe((first, message));
    }

    [Fact]
    public async Task TruncationThatMovesTheStoredEnd_IsFound()
    {
        for (var i = 0; i < 3; i++)
        {
            await Store.CreateAsync(Key($"n{i}"), Bytes("x"), Entry("create"), Token);
        }

        var before = (await ReadAsync())[1];
        await Store.DisposeAsync();
        await Source.ExecuteAsync($"delete from {Source.Trail.Table} where sequence = 3");
        await Source.ExecuteAsync(Source.Trail.MoveHead(before));
        (await VerifyAsync()).Fault.ShouldNotBeNull().Message.ShouldBe("the stored end of the trail was not written by this program");
    }

    [Fact]
    public async Task TrailPutBackToAnEarlierState_IsFoundByTheLogAndByANotedEnd()
    {
        await Store.CreateAsync(Key("a"), Bytes("x"), Entry("create"), Token);
        await Source.ExecuteAsync(Source.Trail.Copy);
        await Store.CreateAsync(Key("b"), Bytes("x"), Entry("create"), Token);
        var noted = (await VerifyAsync()).Head;
        await Store.DisposeAsync();
        await Source.ExecuteAsync(Source.Trail.PutBack);

        (await VerifyAsync()).Fault.ShouldNotBeNull().Message.ShouldBe("revisions 3 to 3 have no record");
        await Source.ExecuteAsync(Source.Trail.ForgetLastRevision);
        (await VerifyAsync()).Fault.ShouldBeNull();
        (await VerifyAsync(noted)).Fault.ShouldNotBeNull().Message.ShouldStartWith("record 2 is missing: the trail reached further");
    }

    [Fact]
    public async Task WriteBehindTheBackOfTheTrail_IsFound()
    {
        await Store.CreateAsync(Key("a"), Bytes("x"), Entry("create"), Token);
        await Store.CreateAsync(Key("b"), Bytes("x"), Token);
        await Store.CreateAsync(Key("c"), Bytes("x"), Entry("create"), Token);
        var fault = (await VerifyAsync()).Fault.ShouldNotBeNull();
        fault.Message.ShouldBe("before record 2: revisions 3 to 3 have no record");
    }

    [Fact]
    public async Task Pruned_LeavesAnAnchorAndAChainThatVerifies()
    {
        for (var i = 0; i < 5; i++)
        {
            await Store.CreateAsync(Key($"n{i}"), Bytes("x"), Entry("create"), Token);
        }

        var end = (await ReadAsync())[^1];
        await Store.PruneTrailAsync(end.Time + TimeSpan.FromMilliseconds(1), Entry("anchor"), Token);
        var rest = await ReadAsync();
        (rest.ShouldHaveSingleItem().PrunedThrough, rest[0].Sequence).ShouldBe((5, 6));
        rest[0].Previous.ToArray().ShouldBe(end.Hash.ToArray());
        await AssertSoundAsync(1);

        await Store.CreateAsync(Key("later"), Bytes("x"), Entry("create"), Token);
        await Store.PruneTrailAsync(end.Time - TimeSpan.FromDays(1), Entry("nothing to do"), Token);
        await AssertSoundAsync(2);
        await Source.ExecuteAsync($"delete from {Source.Trail.Table} where sequence = 6");
        (await VerifyAsync()).Fault.ShouldNotBeNull().Sequence.ShouldBe(1);
    }

    [Fact]
    public async Task Reading_CanBeBoundedByTime()
    {
        await Store.RecordAsync(Entry("a"), Token);
        var time = (await ReadAsync())[0].Time;
        await using var trail = await Source.OpenTrailAsync();
        (await trail.ReadAsync(time, null, Token).ToListAsync(Token)).Count.ShouldBe(1);
        (await trail.ReadAsync(time + TimeSpan.FromMilliseconds(1), null, Token).ToListAsync(Token)).ShouldBeEmpty();
        (await trail.ReadAsync(null, time, Token).ToListAsync(Token)).ShouldBeEmpty();
        (await trail.ReadAsync(null, time + TimeSpan.FromMilliseconds(1), Token).ToListAsync(Token)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Checking_CanBeginLater()
    {
        for (var i = 0; i < 5; i++)
        {
            await Store.CreateAsync(Key($"n{i}"), Bytes("x"), Entry("create"), Token);
        }

        var verdict = await VerifyAsync(from: 4);
        (verdict.Records, verdict.Head.ToString(), verdict.Fault).ShouldBe((2, (await VerifyAsync()).Head.ToString(), null));
        await Source.ExecuteAsync($"update {Source.Trail.Table} set revision = 99 where sequence = 2");
        (await VerifyAsync(from: 3)).Fault.ShouldBeNull("what is before it is taken as it is");
        (await VerifyAsync(from: 2)).Fault.ShouldNotBeNull().Sequence.ShouldBe(2);
        (await VerifyAsync(from: 9)).Fault.ShouldBe(new TrailFault(6, "records 6 to 9 are missing: the trail reached further when its end was noted"));
        await Source.ExecuteAsync($"delete from {Source.Trail.Table} where sequence >= 3");
        (await VerifyAsync(from: 3)).Fault.ShouldBe(new TrailFault(3, "records 3 to 5 are missing, at the end"));
    }

    [Fact]
    public async Task NewestFirst_ReachesAllInPagesAndWithinATime()
    {
        for (var i = 0; i < 25; i++)
        {
            await Store.RecordAsync(Entry("note"), Token);
        }

        // Three to a moment, and the clock was set back in between.
        await Source.ExecuteAsync($"update {Source.Trail.Table} set time = 1000 + 10 * ((sequence % 9) / 3)");
        await using var trail = await Source.OpenTrailAsync();
        var all = await PagesAsync(new TrailWindow(null, null, null));
        var expected = Enumerable.Range(1, 25).Select(n => (Time: 1000L + (10 * (n % 9 / 3)), Sequence: (long)n)).OrderDescending().ToList();
        all.ShouldBe(expected);
        (await PagesAsync(new TrailWindow(At(1010), null, null))).ShouldBe(expected.Where(r => r.Time >= 1010));
        (await PagesAsync(new TrailWindow(At(1010), At(1020), null))).ShouldBe(expected.Where(r => r.Time is >= 1010 and < 1020));
        (await PagesAsync(new TrailWindow(null, At(1000), null))).ShouldBeEmpty();

        static DateTimeOffset At(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

        async Task<List<(long Time, long Sequence)>> PagesAsync(TrailWindow window)
        {
            var found = new List<(long Time, long Sequence)>();
            while (true)
            {
                var page = await trail.ReadNewestAsync(window, 4, Token).ToListAsync(Token);
                found.AddRange(page.Select(r => (r.Time.ToUnixTimeMilliseconds(), r.Sequence)));
                if (page.Count < 4)
                {
                    return found;
                }

                window = window with { Before = new TrailPosition(page[^1].Time, page[^1].Sequence) };
            }
        }
    }

    private static TrailEntry Entry(string what) => write =>
        Encoding.UTF8.GetBytes($"{what} {write.Revision}: '{Text(write.Before)}' '{Text(write.After)}'");

    private async Task AssertSoundAsync(long records)
    {
        var verdict = await VerifyAsync();
        verdict.Fault.ShouldBeNull();
        verdict.Records.ShouldBe(records);
    }

    private async Task<TrailVerdict> VerifyAsync(TrailHead? known = null, long from = 1)
    {
        await using var trail = await Source.OpenTrailAsync();
        return await new TrailVerifier(Source.TrailKey).VerifyAsync(trail, known, from, Token);
    }

    private async Task<List<TrailRecord>> ReadAsync()
    {
        await using var trail = await Source.OpenTrailAsync();
        return await trail.ReadAsync(null, null, Token).ToListAsync(Token);
    }
}
