namespace Modelyard.Storage.Tests;

/// <summary>What every store must do, whatever database it is over.</summary>
public abstract class StoreConformanceTests(StoreSource source) : StoreTests(source)
{
    private Task<long> Create(string name, string text = "1", string ns = "demo", string collection = Things) =>
        Store.CreateAsync(Key(name, ns, collection), Bytes(text), Token);

    [Fact]
    public async Task EmptyStore_HasARevisionThatIsNotZero()
    {
        // Zero means "any" to those who ask for a revision.
        (await Store.GetRevisionAsync(Token)).ShouldBeGreaterThan(0);
        (await Store.ListAsync(new ListQuery(Things), Token)).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Create_NewKey_TakesTheNextRevisionAndCanBeRead()
    {
        var before = await Store.GetRevisionAsync(Token);
        var revision = await Create("a", "hello");
        revision.ShouldBe(before + 1);
        (await Store.GetRevisionAsync(Token)).ShouldBe(revision);
        var read = await Store.GetAsync(Key("a"), Token);
        read!.Revision.ShouldBe(revision);
        Text(read.Document).ShouldBe("hello");
    }

    [Fact]
    public async Task Create_TakenKey_IsRefusedAndTakesNoRevision()
    {
        var revision = await Create("a", "first");
        await Should.ThrowAsync<KeyExistsException>(() => Create("a", "second"));
        (await Store.GetRevisionAsync(Token)).ShouldBe(revision);
        Text((await Store.GetAsync(Key("a"), Token))!.Document).ShouldBe("first");
    }

    [Fact]
    public async Task SameName_InOtherNamespaceOrCollection_IsAnotherDocument()
    {
        await Create("a", "1");
        await Create("a", "2", ns: "other");
        await Create("a", "3", collection: "others");
        Text((await Store.GetAsync(Key("a"), Token))!.Document).ShouldBe("1");
        Text((await Store.GetAsync(Key("a", "other"), Token))!.Document).ShouldBe("2");
        Text((await Store.GetAsync(Key("a", collection: "others"), Token))!.Document).ShouldBe("3");
    }

    [Fact]
    public async Task Update_AtItsRevision_Replaces()
    {
        var created = await Create("a");
        var updated = await Store.UpdateAsync(Key("a"), created, Bytes("2"), Token);
        updated.ShouldBe(created + 1);
        Text((await Store.GetAsync(Key("a"), Token))!.Document).ShouldBe("2");
    }

    [Fact]
    public async Task Update_AtAStaleRevision_IsRefusedAndSaysTheCurrentOne()
    {
        var created = await Create("a");
        var updated = await Store.UpdateAsync(Key("a"), created, Bytes("2"), Token);
        var refused = await Should.ThrowAsync<RevisionConflictException>(() => Store.UpdateAsync(Key("a"), created, Bytes("3"), Token));
        refused.Actual.ShouldBe(updated);
        Text((await Store.GetAsync(Key("a"), Token))!.Document).ShouldBe("2");
    }

    [Fact]
    public async Task UpdateAndDelete_OfNothing_AreRefused()
    {
        await Should.ThrowAsync<KeyNotFoundInStoreException>(() => Store.UpdateAsync(Key("a"), 1, Bytes("2"), Token));
        await Should.ThrowAsync<KeyNotFoundInStoreException>(() => Store.DeleteAsync(Key("a"), 1, Token));
    }

    [Fact]
    public async Task Delete_AtItsRevision_RemovesAndFreesTheKey()
    {
        var created = await Create("a");
        await Should.ThrowAsync<RevisionConflictException>(() => Store.DeleteAsync(Key("a"), created - 1, Token));
        var deleted = await Store.DeleteAsync(Key("a"), created, Token);
        deleted.ShouldBe(created + 1);
        (await Store.GetAsync(Key("a"), Token)).ShouldBeNull();
        await Should.ThrowAsync<KeyNotFoundInStoreException>(() => Store.UpdateAsync(Key("a"), created, Bytes("2"), Token));
        (await Create("a", "again")).ShouldBe(deleted + 1);
    }

    [Fact]
    public async Task List_IsOrderedByNamespaceAndNameWithinOneCollection()
    {
        await Create("b", ns: "x");
        await Create("c", ns: "x");
        await Create("a", ns: "y");
        await Create("a", ns: "x");
        await Create("z", ns: "w", collection: "others");
        var all = await Store.ListAsync(new ListQuery(Things), Token);
        all.Items.Select(i => $"{i.Key.Namespace}/{i.Key.Name}").ShouldBe(["x/a", "x/b", "x/c", "y/a"]);
        all.Revision.ShouldBe(await Store.GetRevisionAsync(Token));
        var one = await Store.ListAsync(new ListQuery(Things) { Namespace = "y" }, Token);
        one.Items.Select(i => i.Key.Name).ShouldBe(["a"]);
    }

    [Fact]
    public async Task List_AtARevision_ShowsTheStateOfThatRevision()
    {
        var first = await Create("a", "1");
        var second = await Create("b", "1");
        await Store.UpdateAsync(Key("a"), first, Bytes("2"), Token);
        await Store.DeleteAsync(Key("b"), second, Token);
        await Create("c");
        var page = await Store.ListAsync(new ListQuery(Things) { Revision = second }, Token);
        page.Items.Select(i => (i.Key.Name, Text(i.Document))).ShouldBe([("a", "1"), ("b", "1")]);
    }

    [Fact]
    public async Task List_InPages_SeesOneStateWhileWritesGoOn()
    {
        for (var i = 0; i < 10; i++)
        {
            await Create($"n{i}");
        }

        var names = new List<string>();
        var query = new ListQuery(Things) { Limit = 3 };
        for (var more = true; more;)
        {
            var page = await Store.ListAsync(query, Token);
            page.Items.Count.ShouldBeLessThanOrEqualTo(3);
            names.AddRange(page.Items.Select(i => i.Key.Name));
            await Create($"n{names.Count}-new");
            var last = await Store.GetAsync(Key("n9"), Token);
            if (last is not null)
            {
                await Store.DeleteAsync(Key("n9"), last.Revision, Token);
            }

            more = page.HasMore;
            query = query with { Revision = page.Revision, After = (page.Items[^1].Key.Namespace, page.Items[^1].Key.Name) };
        }

        names.ShouldBe(Enumerable.Range(0, 10).Select(i => $"n{i}"));
    }

    [Theory]
    [InlineData("a", "z", "n0 n1")]
    [InlineData("demo", "n0", "n1")]
    [InlineData("z", "a", "")]
    public async Task List_OfANamespace_StaysInItWhereverItGoesOn(string afterNamespace, string afterName, string names)
    {
        foreach (var @namespace in new[] { "aa", "demo", "y" })
        {
            await Store.CreateAsync(Key("n0", @namespace), Bytes("x"), Token);
            await Store.CreateAsync(Key("n1", @namespace), Bytes("x"), Token);
        }

        var page = await Store.ListAsync(new ListQuery(Things) { Namespace = "demo", After = (afterNamespace, afterName) }, Token);
        page.Items.ShouldAllBe(i => i.Key.Namespace == "demo");
        string.Join(' ', page.Items.Select(i => i.Key.Name)).ShouldBe(names);
    }

    [Fact]
    public async Task List_WhoseLimitIsExactlyWhatIsThere_HasNoMore()
    {
        await Create("a");
        await Create("b");
        (await Store.ListAsync(new ListQuery(Things) { Limit = 2 }, Token)).HasMore.ShouldBeFalse();
        (await Store.ListAsync(new ListQuery(Things) { Limit = 1 }, Token)).HasMore.ShouldBeTrue();
    }

    [Fact]
    public async Task Future_RevisionIsRefused()
    {
        await Should.ThrowAsync<FutureRevisionException>(async () => await Store.ListAsync(new ListQuery(Things) { Revision = (await Store.GetRevisionAsync(Token)) + 5 }, Token));
        await Should.ThrowAsync<FutureRevisionException>(async () => await Store.WatchAsync(new WatchQuery(Things, (await Store.GetRevisionAsync(Token)) + 5), Token).FirstAsync(Token));
    }

    [Fact]
    public async Task Compact_KeepsTheNewestStateAndForgetsTheRest()
    {
        var revision = await Create("kept", "0");
        for (var i = 1; i <= 20; i++)
        {
            revision = await Store.UpdateAsync(Key("kept"), revision, Bytes($"{i}"), Token);
        }

        var gone = await Create("gone");
        await Store.DeleteAsync(Key("gone"), gone, Token);
        await Store.CompactAsync(await Store.GetRevisionAsync(Token), Token);

        var page = await Store.ListAsync(new ListQuery(Things), Token);
        page.Items.Select(i => (i.Key.Name, Text(i.Document), i.Revision)).ShouldBe([("kept", "20", revision)]);
        await Should.ThrowAsync<CompactedException>(async () => await Store.ListAsync(new ListQuery(Things) { Revision = revision }, Token));
        await Should.ThrowAsync<CompactedException>(async () => await Store.WatchAsync(new WatchQuery(Things, revision), Token).FirstAsync(Token));
        (await Create("next")).ShouldBe(page.Revision + 1);
    }

    [Fact]
    public async Task Compact_OfAnEarlierRevision_LeavesLaterHistory()
    {
        var first = await Create("a", "1");
        var second = await Store.UpdateAsync(Key("a"), first, Bytes("2"), Token);
        var third = await Store.UpdateAsync(Key("a"), second, Bytes("3"), Token);
        await Store.CompactAsync(second, Token);
        var page = await Store.ListAsync(new ListQuery(Things) { Revision = second }, Token);
        Text(page.Items.ShouldHaveSingleItem().Document).ShouldBe("2");
        var change = await Store.WatchAsync(new WatchQuery(Things, second), Token).FirstAsync(Token);
        (change.Revision, Text(change.Document), Text(change.Previous)).ShouldBe((third, "3", "2"));
    }

    [Fact]
    public async Task ConcurrentWriters_TakeEveryRevisionOnce()
    {
        var before = await Store.GetRevisionAsync(Token);
        var revisions = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => Create($"n{i}"))));
        revisions.Order().ShouldBe(Enumerable.Range(1, 200).Select(i => before + i));
    }

    [Fact]
    public async Task ConcurrentReadModifyWrite_LosesNoUpdate()
    {
        await Create("counter", "0");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var done = 0; done < 10;)
            {
                var read = (await Store.GetAsync(Key("counter"), Token))!;
                try
                {
                    await Store.UpdateAsync(read.Key, read.Revision, Bytes($"{int.Parse(Text(read.Document), null) + 1}"), Token);
                    done++;
                }
                catch (RevisionConflictException conflict)
                {
                    // Somebody else was first. What the refusal speaks of can be read: trying again makes sense at once.
                    (await Store.GetAsync(read.Key, Token))!.Revision.ShouldBeGreaterThanOrEqualTo(conflict.Actual);
                }
            }
        })));
        Text((await Store.GetAsync(Key("counter"), Token))!.Document).ShouldBe("80");
    }

    [Fact]
    public async Task Write_CancelledBeforeItsTurn_IsNotDone()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => Store.CreateAsync(Key("a"), Bytes("1"), cancelled.Token));
        (await Store.GetAsync(Key("a"), Token)).ShouldBeNull();
    }

    [Fact]
    public async Task ClosedStore_RefusesWrites()
    {
        await Store.DisposeAsync();
        await Should.ThrowAsync<StoreUnavailableException>(() => Create("a"));
    }
}
