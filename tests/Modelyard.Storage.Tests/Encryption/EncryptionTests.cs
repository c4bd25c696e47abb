using FsCheck;
using FsCheck.Fluent;

namespace Modelyard.Storage.Tests;

/// <summary>Documents that are encrypted before they get to the database, whatever database that is.</summary>
public abstract class EncryptionTests(StoreSource source) : StoreTests(source)
{
    private const string Secrets = "secrets";
    private const string Password = "correct-horse-battery";

    [Fact]
    public async Task PlainText_IsNowhereInTheDatabase()
    {
        var created = await Store.CreateAsync(Secret("a"), Bytes($"{Password}-1"), Token);
        var updated = await Store.UpdateAsync(Secret("a"), created, Bytes($"{Password}-2"), Token);
        await Store.CreateAsync(Key("open"), Bytes("anybody may read this"), Token);
        (await Source.HoldsAsync(Password)).ShouldBeFalse("after updates");
        (await Source.HoldsAsync("anybody may read this")).ShouldBeTrue("what is not a secret is not encrypted");

        var deleted = await Store.DeleteAsync(Secret("a"), updated, Token);
        (await Source.HoldsAsync(Password)).ShouldBeFalse("after the deletion");
        var before = await Store.WatchAsync(new WatchQuery(Secrets, created - 1), Token).Take(3).ToListAsync(Token);
        before.Select(c => (Text(c.Previous), Text(c.Document))).ShouldBe([("", $"{Password}-1"), ($"{Password}-1", $"{Password}-2"), ($"{Password}-2", "")]);
        await Store.CompactAsync(deleted, Token);
        (await Source.HoldsAsync(Password)).ShouldBeFalse("after compaction");
        await Store.DisposeAsync();
        (await Source.HoldsAsync(Password)).ShouldBeFalse("after closing");
    }

    [Fact]
    public async Task AnyDocument_ReadsBackAsItWasGiven()
    {
        var number = 0;
        async Task CompareAsync(byte[][] documents)
        {
            foreach (var document in documents)
            {
                var key = Secret($"n{++number}");
                var revision = await Store.CreateAsync(key, document, Token);
                (await Store.GetAsync(key, Token))!.Document.ToArray().ShouldBe(document);
                (await Store.ListAsync(new ListQuery(Secrets) { Revision = revision }, Token)).Items.Single(i => i.Key == key).Document.ToArray().ShouldBe(document);
                var replayed = await Store.WatchAsync(new WatchQuery(Secrets, revision - 1), Token).FirstAsync(Token);
                replayed.Document.ToArray().ShouldBe(document);
            }
        }

        var config = Config.QuickThrowOnFailure.WithMaxTest(30).WithQuietOnSuccess(true).WithReplay(new Replay(new Rnd(20_260_131, 17), null));
        await Task.Run(() => Check.One(config, Prop.ForAll(ArbMap.Default.ArbFor<byte[][]>(), CompareAsync)), Token);
    }

    [Fact]
    public async Task DatabaseThatWasNotEncrypted_IsAtTheNextStart()
    {
        Source.Encrypted = null;
        await using (var plain = await Source.OpenNewAsync())
        {
            for (var i = 0; i < 450; i++)
            {
                var revision = await plain.CreateAsync(Secret($"n{i}"), Bytes($"{Password}-{i}"), Token);
                if (i % 2 == 0)
                {
                    await plain.DeleteAsync(Secret($"n{i}"), revision, Token);
                }
            }
        }

        (await Source.HoldsAsync(Password)).ShouldBeTrue();
        Source.Encrypted = new HashSet<string> { Secrets };
        await using (var encrypted = await Source.ReopenAsync())
        {
            (await Source.HoldsAsync(Password)).ShouldBeFalse("history and free pages included");
            var page = await encrypted.ListAsync(new ListQuery(Secrets), Token);
            page.Items.Count.ShouldBe(225);
            page.Items.ShouldAllBe(i => Text(i.Document) == $"{Password}-{i.Key.Name.Substring(1)}");
        }

        Source.Encrypted = null;
        (await Should.ThrowAsync<StoreUnusableException>(Source.ReopenAsync)).Message.ShouldContain("open it with its key file");
        (await Source.HoldsAsync(Password)).ShouldBeFalse();
    }

    [Fact]
    public async Task KeyFile_IsReadableByItsOwnerOnly()
    {
        await Store.CreateAsync(Secret("a"), Bytes("x"), Token);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(Source.EncryptionKeyPath).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Theory]
    [InlineData(false, "is missing. Put it back")]
    [InlineData(true, "does not have (it has")]
    public async Task WithoutItsKey_TheDatabaseIsLeftAlone(bool another, string message)
    {
        await Store.CreateAsync(Secret("a"), Bytes("x"), Token);
        await Store.DisposeAsync();
        var good = await File.ReadAllTextAsync(Source.EncryptionKeyPath, Token);
        File.Delete(Source.EncryptionKeyPath);
        if (another)
        {
            new DocumentKeyRing(Source.EncryptionKeyPath).Add();
        }

        (await Should.ThrowAsync<StoreUnusableException>(Source.ReopenAsync)).Message.ShouldContain(message);
        File.Exists(Source.EncryptionKeyPath).ShouldBe(another);
        await File.WriteAllTextAsync(Source.EncryptionKeyPath, good, Token);
        await using var again = await Source.ReopenAsync();
        Text((await again.GetAsync(Secret("a"), Token))!.Document).ShouldBe("x");
    }

    [Theory]
    [InlineData("")]
    [InlineData("0123456789abcdef AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("nonsense")]
    public async Task DamagedKeyFile_IsRefused(string content)
    {
        await Store.DisposeAsync();
        await File.WriteAllTextAsync(Source.EncryptionKeyPath, content, Token);
        (await Should.ThrowAsync<StoreUnusableException>(Source.ReopenAsync)).Message.ShouldContain("Restore it from a backup");
    }

    [Fact]
    public async Task RowsThatAreSwappedOrPutBack_AreRefused()
    {
        var first = await Store.CreateAsync(Secret("a"), Bytes("one"), Token);
        var other = await Store.CreateAsync(Secret("b"), Bytes("other"), Token);
        var second = await Store.UpdateAsync(Secret("a"), first, Bytes("two"), Token);
        await CopyRowAsync(from: other, to: second);
        (await Should.ThrowAsync<StoreUnusableException>(async () => await Store.GetAsync(Secret("a"), Token))).Message.ShouldContain("changed or moved");
        await CopyRowAsync(from: first, to: second);
        await Should.ThrowAsync<StoreUnusableException>(async () => await Store.GetAsync(Secret("a"), Token));
        await Should.ThrowAsync<StoreUnusableException>(async () => await Store.ListAsync(new ListQuery(Secrets), Token));
        Text((await Store.GetAsync(Secret("b"), Token))!.Document).ShouldBe("other");
    }

    [Fact]
    public async Task PlainTextPutThereByAnother_IsRefused()
    {
        var open = await Store.CreateAsync(Key("open"), Bytes("planted"), Token);
        var secret = await Store.CreateAsync(Secret("a"), Bytes("one"), Token);
        await CopyRowAsync(from: open, to: secret);
        (await Should.ThrowAsync<StoreUnusableException>(async () => await Store.GetAsync(Secret("a"), Token))).Message.ShouldContain("not encrypted");
    }

    [Fact]
    public async Task Rotation_WhileWritesGoOn_LeavesNothingWithTheOldKey()
    {
        const int Documents = 500;
        for (var i = 0; i < Documents; i++)
        {
            await Store.CreateAsync(Secret($"n{i}"), Bytes($"value {i}"), Token);
        }

        var old = Keys();
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 3).Select(w => Task.Run(async () =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                var revision = await Store.CreateAsync(Secret($"w{w}-{i}"), Bytes("first"), Token);
                await Store.UpdateAsync(Secret($"w{w}-{i}"), revision, Bytes("second"), Token);
            }
        })).ToList();
        var watching = Task.Run(async () => await Store.WatchAsync(new WatchQuery(Secrets, 1), Token).Take(Documents).CountAsync(Token), Token);
        await Store.RotateKeyAsync(Token);
        await stop.CancelAsync();
        await Task.WhenAll(writers);
        (await watching).ShouldBe(Documents);

        Keys().ShouldHaveSingleItem().ShouldNotBe(old.ShouldHaveSingleItem());
        await Store.DisposeAsync();
        await using var again = await Source.ReopenAsync();
        var page = await again.ListAsync(new ListQuery(Secrets), Token);
        page.Items.Count.ShouldBeGreaterThan(Documents);
        page.Items.ShouldAllBe(i => Text(i.Document) == (i.Key.Name[0] == 'n' ? $"value {i.Key.Name.Substring(1)}" : "second"));
    }

    [Fact]
    public async Task RotationThatBrokeOffAfterTheKeyWasMade_IsFinishedByTheNextStart()
    {
        for (var i = 0; i < 300; i++)
        {
            await Store.CreateAsync(Secret($"n{i}"), Bytes($"value {i}"), Token);
        }

        await Store.DisposeAsync();
        new DocumentKeyRing(Source.EncryptionKeyPath).Add();
        Keys().Count.ShouldBe(2);
        await (await Source.ReopenAsync()).DisposeAsync();

        // The new key alone must do now.
        var ring = new DocumentKeyRing(Source.EncryptionKeyPath);
        ring.TryRead().ShouldBeTrue();
        ring.Retire(ring.Primary);
        await using var again = await Source.ReopenAsync();
        var page = await again.ListAsync(new ListQuery(Secrets), Token);
        page.Items.Count.ShouldBe(300);
        page.Items.ShouldAllBe(i => Text(i.Document) == $"value {i.Key.Name.Substring(1)}");
    }

    private static ResourceKey Secret(string name) => Key(name, collection: Secrets);

    private IReadOnlyList<string> Keys()
    {
        var ring = new DocumentKeyRing(Source.EncryptionKeyPath);
        ring.TryRead().ShouldBeTrue();
        return ring.Names;
    }

    private Task CopyRowAsync(long from, long to) => Source.ExecuteAsync(
        $"update {Source.LogTable} set document = (select document from {Source.LogTable} where revision = {from}) where revision = {to}");
}
