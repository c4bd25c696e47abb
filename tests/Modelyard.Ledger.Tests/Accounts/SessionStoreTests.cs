namespace Modelyard.Ledger.Tests;

public abstract class SessionStoreTests(TestLedger ledger) : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly SessionOptions Options = new() { Idle = TimeSpan.FromHours(2), Lifetime = TimeSpan.FromHours(5) };

    public async ValueTask DisposeAsync()
    {
        await ledger.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Create_Session_KeepsNoTokenAndIsFoundByIt()
    {
        var store = await OpenAsync();

        var created = await store.CreateAsync(New("ada") with { Groups = ["x"], UserAgent = "tests", Address = "192.0.2.1" }, None);

        (await ledger.HoldsAsync(created.Token)).ShouldBeFalse();
        var used = (await store.UseAsync(created.Token, None))!;
        used.ShouldBeEquivalentTo(created.Session);
        (used.Groups.Single(), used.UserAgent, used.Address, used.ExpiresAt - used.CreatedAt).ShouldBe(("x", "tests", "192.0.2.1", Options.Lifetime));
        (await store.UseAsync(created.Token[..^1] + (created.Token[^1] == 'A' ? 'B' : 'A'), None)).ShouldBeNull();
        SessionToken.CsrfOf(created.Token).ShouldNotBe(SessionToken.CsrfOf((await store.CreateAsync(New("ada"), None)).Token));
    }

    [Fact]
    public async Task Use_AcrossReplicas_KeepsAliveUntilTheEnd()
    {
        var (one, other) = (await OpenAsync(), await OpenAsync());
        var created = await one.CreateAsync(New("ada"), None);
        ledger.Advance(TimeSpan.FromMinutes(110));
        (await other.UseAsync(created.Token, None))!.LastSeen.ShouldBe(ledger.GetUtcNow());
        ledger.Advance(TimeSpan.FromMinutes(110));
        (await one.UseAsync(created.Token, None)).ShouldNotBeNull();
        ledger.Advance(TimeSpan.FromMinutes(79));
        Options.EndOf((await one.UseAsync(created.Token, None))!).ShouldBe(created.Session.ExpiresAt);
        ledger.Advance(TimeSpan.FromMinutes(1));
        (await one.UseAsync(created.Token, None)).ShouldBeNull();
    }

    [Fact]
    public async Task Create_Later_ClearsWhatIsOver()
    {
        var database = await ledger.OpenAsync();
        var store = await OpenAsync(database);
        var old = await store.CreateAsync(New("ada"), None);
        await store.CreateAsync(New("ada") with { ExpiresAt = ledger.GetUtcNow().AddHours(1) }, None);
        ledger.Advance(TimeSpan.FromMinutes(61));
        (await store.ListAsync("ada", None)).Select(s => s.Name).ShouldBe([old.Session.Name]);
        ledger.Advance(TimeSpan.FromHours(1));

        await store.CreateAsync(New("bob"), None);

        (await database.ReadAsync(s => s.Query("SELECT user_name FROM ledger_sessions", row => row.GetString(0)), None)).ShouldBe(["bob"]);
    }

    [Fact]
    public async Task End_Session_IsOverEverywhereAtOnce()
    {
        var (one, other) = (await OpenAsync(), await OpenAsync());
        var created = await one.CreateAsync(New("ada"), None);

        await other.EndAsync(created.Session.Name, None);

        (await one.UseAsync(created.Token, None)).ShouldBeNull();
        (await Should.ThrowAsync<LedgerException>(() => one.EndAsync(created.Session.Name, None))).Failure.ShouldBe(LedgerFailure.NotFound);
    }

    [Fact]
    public async Task Create_ForAnAccountThatIsNone_IsRefused() =>
        (await Should.ThrowAsync<LedgerException>(async () => await (await OpenAsync()).CreateAsync(New("nobody") with { Provider = Session.Local }, None)))
            .Failure.ShouldBe(LedgerFailure.Invalid);

    [Fact]
    public async Task DisabledAccount_LocksItsNameOut_WhoeverVouchesForIt()
    {
        var database = await ledger.OpenAsync();
        var (store, accounts) = (await OpenAsync(database), new AccountStore(database, ledger, Options));
        var account = (await accounts.CreateAsync(new Account { Name = "ada", Document = "{}" }, null, None)).Account;
        var (hers, other) = (await store.CreateAsync(New("ada"), None), await store.CreateAsync(New("bob"), None));
        var own = await store.CreateAsync(New("ada") with { Provider = Session.Local }, None);
        (await store.UseAsync(hers.Token, None)).ShouldNotBeNull();

        account = await accounts.UpdateAsync(account with { IsDisabled = true }, None);

        (await store.UseAsync(hers.Token, None)).ShouldBeNull();
        (await store.UseAsync(own.Token, None)).ShouldBeNull();
        (await store.UseAsync(other.Token, None)).ShouldNotBeNull();
        (await Should.ThrowAsync<LedgerException>(() => store.CreateAsync(New("ada"), None))).Failure.ShouldBe(LedgerFailure.Invalid);
        await accounts.UpdateAsync(account with { IsDisabled = false }, None);
        (await store.UseAsync(hers.Token, None)).ShouldBeNull("it has ended");
        (await store.UseAsync((await store.CreateAsync(New("ada"), None)).Token, None)).ShouldNotBeNull();
    }

    private static Session New(string user) => new() { Name = "", User = user, Provider = "globex" };

    private async Task<SessionStore> OpenAsync() => await OpenAsync(await ledger.OpenAsync());

    private async Task<SessionStore> OpenAsync(LedgerDatabase database) =>
        new(database, await ApiKeyStore.OpenAsync(database, ledger.PepperPath, ledger, None), ledger, Options);
}
