namespace Modelyard.Ledger.Tests;

public abstract class AccountStoreTests(TestLedger ledger) : IAsyncDisposable
{
    private const string Password = "blue lanterns on the quay";

    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly SessionOptions Options = new();

    public async ValueTask DisposeAsync()
    {
        await ledger.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Create_Account_ReadsBackAsItWasMadeAndHoldsNoPassword()
    {
        var (accounts, _) = Stores(await ledger.OpenAsync());

        var (created, generated) = await accounts.CreateAsync(New("ada") with { DisplayName = "Ada", Groups = ["a", "b"] }, null, None);

        generated!.Length.ShouldBe(23);
        var read = (await accounts.GetAsync("ada", None))!;
        read.ShouldBeEquivalentTo(created with { Groups = read.Groups });
        (read.DisplayName, read.MustChangePassword, read.CreatedAt, read.LastSignIn, read.Sessions).ShouldBe(("Ada", true, ledger.GetUtcNow(), null, 0));
        read.Groups.ShouldBe(["a", "b"]);
        (await ledger.HoldsAsync(generated)).ShouldBeFalse();
    }

    [Fact]
    public async Task CreateUpdateDelete_TakenOrStaleOrGone_IsRefused()
    {
        var (accounts, _) = Stores(await ledger.OpenAsync());
        var (first, _) = await accounts.CreateAsync(New("ada"), Password, None);
        await accounts.CreateAsync(New("bob"), Password, None);
        (await Failure(() => accounts.CreateAsync(New("ada"), Password, None))).ShouldBe(LedgerFailure.AlreadyExists);

        var changed = await accounts.UpdateAsync(first with { DisplayName = "Ada" }, None);
        changed.Revision.ShouldBeGreaterThan(first.Revision);
        (await Failure(() => accounts.UpdateAsync(first, None))).ShouldBe(LedgerFailure.Conflict);
        (await Failure(() => accounts.DeleteAsync(first, None))).ShouldBe(LedgerFailure.Conflict);

        await accounts.DeleteAsync(changed, None);
        (await Failure(() => accounts.UpdateAsync(changed, None))).ShouldBe(LedgerFailure.NotFound);
        (await accounts.ListAsync(None)).Select(a => a.Name).ShouldBe(["bob"]);
    }

    [Fact]
    public async Task SignIn_Failures_DelayLongerAndLongerOnEveryReplicaAndAfterARestart()
    {
        var (accounts, desk) = Stores(await ledger.OpenAsync());
        await accounts.CreateAsync(New("ada"), Password, None);
        var delays = new List<double>();
        for (var attempt = 1; attempt <= 6; attempt++)
        {
            delays.Add((await desk.SignInAsync("ada", "wrong", None)).RetryAfter.TotalSeconds);
            ledger.Advance(TimeSpan.FromSeconds(delays[^1]));
        }

        delays.ShouldBe([0, 0, 1, 2, 4, 8]);

        (await desk.SignInAsync("ada", "wrong", None)).RetryAfter.TotalSeconds.ShouldBe(16);
        ledger.Advance(TimeSpan.FromSeconds(15));
        var (_, elsewhere) = Stores(await ledger.OpenAsync());
        (await elsewhere.SignInAsync("ada", Password, None)).ShouldBe(new SignInResult(SignInVerdict.NotLookedAt, null, TimeSpan.FromSeconds(1)));
        ledger.Advance(TimeSpan.FromSeconds(1));
        (await elsewhere.SignInAsync("ada", Password, None)).Verdict.ShouldBe(SignInVerdict.Authenticated);
        (await desk.SignInAsync("ada", "wrong", None)).RetryAfter.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task SignIn_ManyAtOnce_NoMoreAreLookedAtThanInARow()
    {
        var (accounts, desk) = Stores(await ledger.OpenAsync());
        await accounts.CreateAsync(New("ada"), Password, None);

        var results = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => desk.SignInAsync("ada", "wrong", None)));

        results.Count(r => r.Verdict == SignInVerdict.Refused).ShouldBe(3);
        results.Count(r => r.Verdict == SignInVerdict.NotLookedAt).ShouldBe(9);
    }

    [Fact]
    public async Task SignIn_NameOfNobody_IsDelayedAndForgottenLikeAnyOther()
    {
        var (_, desk) = Stores(await ledger.OpenAsync());
        for (var attempt = 0; attempt < 3; attempt++)
        {
            (await desk.SignInAsync("nobody", "wrong", None)).Verdict.ShouldBe(SignInVerdict.Refused);
        }

        (await desk.SignInAsync("nobody", "wrong", None)).Verdict.ShouldBe(SignInVerdict.NotLookedAt);
        ledger.Advance(TimeSpan.FromHours(25));
        (await desk.SignInAsync("nobody", "wrong", None)).RetryAfter.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task SignIn_HashMadeWithLessEffort_IsRenewed()
    {
        var database = await ledger.OpenAsync();
        var (accounts, desk) = Stores(database);
        await accounts.CreateAsync(New("ada"), Password, None);

        // "old password, long enough" with 1000 rounds, by Python's hashlib.pbkdf2_hmac.
        await ledger.ExecuteAsync("update ledger_accounts set password = 'pbkdf2-sha256$1000$MDEyMzQ1Njc4OWFiY2RlZg==$ih85l6O+OBquzBNXV3Bu8TVeWB7JVWPnfA/z42nCwjc='");
        (await desk.SignInAsync("ada", "old password, long enough", None)).Verdict.ShouldBe(SignInVerdict.Authenticated);

        (await database.ReadAsync(s => s.Scalar<string>("SELECT password FROM ledger_accounts"), None))!.ShouldStartWith("pbkdf2-sha256$600000$");
        (await desk.SignInAsync("ada", "old password, long enough", None)).Verdict.ShouldBe(SignInVerdict.Authenticated);
    }

    [Fact]
    public async Task Change_Password_AnnouncesItAndTakesOnlyTheNewOne()
    {
        var (accounts, desk) = Stores(await ledger.OpenAsync());
        await accounts.CreateAsync(New("ada"), Password, None);
        var changed = new List<string>();
        desk.Changed += changed.Add;

        (await desk.ChangeAsync("ada", "wrong", "nine umbrellas for a walrus", None)).Verdict.ShouldBe(SignInVerdict.Refused);
        changed.ShouldBeEmpty();
        (await desk.ChangeAsync("ada", Password, "nine umbrellas for a walrus", None)).Account!.MustChangePassword.ShouldBeFalse();
        changed.ShouldBe(["ada"]);
        (await desk.SignInAsync("ada", Password, None)).Verdict.ShouldBe(SignInVerdict.Refused);
        (await desk.SignInAsync("ada", "nine umbrellas for a walrus", None)).Verdict.ShouldBe(SignInVerdict.Authenticated);
    }

    private static Account New(string name) => new() { Name = name, Document = "{}" };

    private static async Task<LedgerFailure> Failure(Func<Task> action) => (await Should.ThrowAsync<LedgerException>(action)).Failure;

    private (AccountStore Accounts, PasswordDesk Desk) Stores(LedgerDatabase database) => (new(database, ledger, Options), new(database, ledger, Options));
}
