namespace Modelyard.Storage.Tests;

/// <summary>Lists by what documents bear, here their words: nothing that was asked for is missing, and what is known not to be is not read.</summary>
public abstract class StoreTermsTests(StoreSource source) : StoreTests(source)
{
    [Fact]
    public async Task List_ByTerms_IsWhatBearsOneOfEachGroup()
    {
        await CreateAsync(("a", "red box"), ("b", "blue box"), ("c", "red"), ("d", "box"), ("e", "green box"));
        (await NamesAsync(["box"])).ShouldBe("a b d e");
        (await NamesAsync(["box"], ["red", "blue"])).ShouldBe("a b");
        (await NamesAsync(["box"], ["red", "blue"], ["blue"])).ShouldBe("b");
        (await NamesAsync(["yellow"])).ShouldBe("");
        (await NamesAsync(new ListQuery(Things) { Bearing = [[]] })).ShouldBe("", "nothing is one of none");
    }

    [Fact]
    public async Task Term_ThatIsPartOfAnother_IsNotTheOther()
    {
        await CreateAsync(("a", "redder"), ("b", "infrared"), ("c", "red"), ("d", "red%"), ("e", "RED"), ("f", "re_"));
        (await NamesAsync(["red"])).ShouldBe("c");
        (await NamesAsync(["re_"])).ShouldBe("f");
    }

    [Fact]
    public async Task List_ByTerms_IsOfOneRevision()
    {
        var first = await Store.CreateAsync(Key("a"), Bytes("red"), Token);
        var gone = await Store.CreateAsync(Key("b"), Bytes("red"), Token);
        var second = await Store.UpdateAsync(Key("a"), first, Bytes("blue"), Token);
        await Store.DeleteAsync(Key("b"), gone, Token);
        (await NamesAsync(["red"])).ShouldBe("");
        (await NamesAsync(["blue"])).ShouldBe("a");
        (await NamesAsync(new ListQuery(Things) { Revision = gone, Bearing = [["red"]] })).ShouldBe("a b");
        (await NamesAsync(new ListQuery(Things) { Revision = gone, Bearing = [["blue"]] })).ShouldBe("");

        await Store.CompactAsync(second, Token);
        (await NamesAsync(["red"])).ShouldBe("");
        (await NamesAsync(["blue"])).ShouldBe("a");
    }

    [Fact]
    public async Task List_ByTerms_GoesByPagesAndNamespaces()
    {
        await CreateAsync([.. Enumerable.Range(0, 20).Select(i => ($"n{i:00}", i % 3 == 0 ? "red" : "blue"))]);
        await Store.CreateAsync(Key("n00", "other"), Bytes("red"), Token);
        var query = new ListQuery(Things) { Bearing = [["red"]], Limit = 3, Namespace = "demo" };
        var first = await Store.ListAsync(query, Token);
        (Names(first), first.HasMore).ShouldBe(("n00 n03 n06", true));
        var second = await Store.ListAsync(query with { Revision = first.Revision, After = ("demo", "n06") }, Token);
        (Names(second), second.HasMore).ShouldBe(("n09 n12 n15", true));
        var third = await Store.ListAsync(query with { Revision = first.Revision, After = ("demo", "n15") }, Token);
        (Names(third), third.HasMore).ShouldBe(("n18", false));
        (await NamesAsync(query with { Namespace = "other" })).ShouldBe("n00");
    }

    [Fact]
    public async Task DocumentsOfUnknownTerms_AreInEveryList()
    {
        await CreateAsync(("a", "red"), ("b", "?"), ("c", "blue"), ("d", "line\nbreak"));
        (await NamesAsync(["red"])).ShouldBe("a b d");
        (await NamesAsync(Enumerable.Range(0, 2000).Select(i => $"t{i}").Append("red").ToArray())).ShouldBe("a b c d", "too many to be looked for");
    }

    [Fact]
    public async Task EncryptedDocuments_AreInEveryListAndTheirTermsAreNotKept()
    {
        await Store.CreateAsync(Key("a", collection: "secrets"), Bytes("hidden word"), Token);
        (await NamesAsync(new ListQuery("secrets") { Bearing = [["red"]] })).ShouldBe("a");
        (await Source.HoldsAsync("hidden")).ShouldBeFalse();
    }

    [Fact]
    public async Task CollectionThatIsEncryptedLater_KeepsNoTerms()
    {
        Source.Encrypted = null;
        await using (var plain = await Source.OpenNewAsync())
        {
            await plain.CreateAsync(Key("a"), Bytes("hidden word"), Token);
            (await Source.HoldsAsync("hidden")).ShouldBeTrue();
        }

        Source.Encrypted = new HashSet<string> { Things };
        await using var store = await Source.ReopenAsync();
        (await Source.HoldsAsync("hidden")).ShouldBeFalse();
        Names(await store.ListAsync(new ListQuery(Things) { Bearing = [["hidden"]] }, Token)).ShouldBe("a");
    }

    private static string Names(ResourcePage page) => string.Join(' ', page.Items.Select(i => i.Key.Name));

    private async Task CreateAsync(params (string Name, string Text)[] documents)
    {
        foreach (var (name, text) in documents)
        {
            await Store.CreateAsync(Key(name), Bytes(text), Token);
        }
    }

    private Task<string> NamesAsync(params string[][] groups) => NamesAsync(new ListQuery(Things) { Bearing = groups });

    private async Task<string> NamesAsync(ListQuery query) => Names(await Store.ListAsync(query, Token));
}
