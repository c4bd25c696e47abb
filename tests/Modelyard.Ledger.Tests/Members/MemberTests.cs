namespace Modelyard.Ledger.Tests;

public abstract class MemberTests(TestLedger ledger) : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    public async ValueTask DisposeAsync()
    {
        await ledger.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Create_Member_ReadsBackAsItWasMade()
    {
        var store = await OpenAsync();

        var created = await store.CreateAsync(New("developer") with { Limits = new KeyLimits { RequestsPerMinute = 5 } }, None);

        created.Revision.ShouldBe(1);
        (await store.GetAsync("acme", "developer", None)).ShouldBe(created);
        (await store.GetAsync("globex", "developer", None)).ShouldBeNull();
    }

    [Fact]
    public async Task Create_NameOrUserTaken_IsRefusedUntilTheOtherIsGone()
    {
        var store = await OpenAsync();
        var first = await store.CreateAsync(New("developer"), None);

        (await Failure(() => store.CreateAsync(New("developer"), None))).ShouldBe(LedgerFailure.AlreadyExists);
        (await Failure(() => store.CreateAsync(New("other") with { User = first.User }, None))).ShouldBe(LedgerFailure.Invalid);
        await store.CreateAsync(New("developer") with { Namespace = "globex" }, None);

        await store.DeleteAsync(first, None);
        await store.CreateAsync(New("developer"), None);
        (await store.ListAsync("acme", None)).Count.ShouldBe(1);
        (await store.ListAsync(null, None)).Select(m => m.Namespace).ShouldBe(["acme", "globex"]);
    }

    [Fact]
    public async Task Update_ReadBeforeAnotherChange_IsAConflict()
    {
        var store = await OpenAsync();
        var read = await store.CreateAsync(New("developer"), None);
        var changed = await store.UpdateAsync(read with { Role = "admin" }, None);

        (await Failure(() => store.UpdateAsync(read with { Role = "owner" }, None))).ShouldBe(LedgerFailure.Conflict);
        (await Failure(() => store.DeleteAsync(read, None))).ShouldBe(LedgerFailure.Conflict);

        (await store.GetAsync("acme", "developer", None)).ShouldBe(changed);
        changed.Role.ShouldBe("admin");
    }

    [Fact]
    public async Task Update_ToTheUserOfAnother_IsRefused()
    {
        var store = await OpenAsync();
        await store.CreateAsync(New("a"), None);
        var b = await store.CreateAsync(New("b"), None);

        (await Failure(() => store.UpdateAsync(b with { User = "a@acme.example" }, None))).ShouldBe(LedgerFailure.Invalid);
    }

    [Fact]
    public async Task UpdateOrDelete_Gone_IsNotFound()
    {
        var store = await OpenAsync();
        var gone = await store.CreateAsync(New("developer"), None);
        await store.DeleteAsync(gone, None);
        await store.CreateAsync(New("developer"), None);

        (await Failure(() => store.UpdateAsync(gone, None))).ShouldBe(LedgerFailure.NotFound);
        (await Failure(() => store.DeleteAsync(gone, None))).ShouldBe(LedgerFailure.NotFound);
    }

    [Fact]
    public async Task Directory_ChangesOfThisAndAnotherProcess_AreFollowed()
    {
        var (mine, theirs) = (await OpenAsync(), await OpenAsync());
        using var directory = await MemberDirectory.OpenAsync(mine, None);
        var foreign = await theirs.CreateAsync(New("foreign"), None);
        var own = await mine.CreateAsync(New("own"), None);
        directory.Find("acme", own.User).ShouldBe(own);
        directory.Find("acme", foreign.User).ShouldBeNull();

        await directory.RefreshAsync(None);
        directory.Find("acme", foreign.User).ShouldBe(foreign);
        directory.Find("globex", foreign.User).ShouldBeNull();

        var renamed = await theirs.UpdateAsync(foreign with { User = "new@acme.example" }, None);
        await theirs.DeleteAsync(own, None);
        await directory.RefreshAsync(None);
        directory.Find("acme", foreign.User).ShouldBeNull();
        directory.Find("acme", own.User).ShouldBeNull();
        directory.Find("acme", "new@acme.example").ShouldBe(renamed);
    }

    private static Member New(string name) => new()
    {
        Id = Guid.CreateVersion7(), Namespace = "acme", Name = name, User = $"{name}@acme.example", Role = "developer", Document = "{}",
    };

    private static async Task<LedgerFailure> Failure(Func<Task> action) => (await Should.ThrowAsync<LedgerException>(action)).Failure;

    private async Task<MemberStore> OpenAsync() => new(await ledger.OpenAsync(), ledger);
}
