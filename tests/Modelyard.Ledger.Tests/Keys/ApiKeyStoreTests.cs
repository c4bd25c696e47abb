namespace Modelyard.Ledger.Tests;

public abstract class ApiKeyStoreTests(TestLedger ledger) : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    public async ValueTask DisposeAsync()
    {
        await ledger.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Create_NewKey_ReturnsAWellFormedSecretAndShowsOnlyItsBeginning()
    {
        var store = await ledger.OpenStoreAsync();

        var created = await store.CreateAsync(new ApiKeyRequest("acme", "ci"), None);

        ApiKeySecret.IsWellFormed(created.Secret).ShouldBeTrue();
        created.Secret.ShouldStartWith("sk-my-");
        created.Secret.ShouldStartWith(created.Key.Prefix);
        created.Key.Prefix.Length.ShouldBeLessThan(16);
        (await store.GetAsync("acme", "ci", None))!.ShouldBeEquivalentTo(created.Key);
    }

    [Fact]
    public async Task Create_NewKey_LeavesNoSecretInTheDatabase()
    {
        var store = await ledger.OpenStoreAsync();
        var created = await store.CreateAsync(new ApiKeyRequest("acme", "ci"), None);

        (await ledger.HoldsAsync(created.Key.Prefix)).ShouldBeTrue();
        (await ledger.HoldsAsync(created.Secret[created.Key.Prefix.Length..])).ShouldBeFalse();
    }

    [Fact]
    public async Task Create_KeyWithEverything_ReadsBackAsItWasMade()
    {
        var store = await ledger.OpenStoreAsync();
        var request = new ApiKeyRequest("acme", "ci")
        {
            User = "developer@acme.example",
            Scope = new ApiKeyScope(["atlas-chat", "demo/other"]) { Endpoints = ["chat"], Permissions = ApiKeyPermissions.Read },
            Limits = new KeyLimits { RequestsPerMinute = 60, TokensPerMinute = 10_000, ConcurrentRequests = 4 },
            Budget = new KeyBudget(99_500_000, "EUR", BudgetPeriod.Day),
            Labels = new Dictionary<string, string> { ["team"] = "search" },
            ExpiresAt = ledger.GetUtcNow().AddDays(30),
        };

        var created = await store.CreateAsync(request, None);

        var read = (await store.GetAsync("acme", "ci", None)).ShouldNotBeNull();
        Text(read).ShouldBe(Text(created.Key));
        (read.User, read.Limits, read.Budget, read.ExpiresAt).ShouldBe((request.User, request.Limits, request.Budget, request.ExpiresAt));
        Text(read.Scope).ShouldBe(Text(request.Scope!));
        read.Labels.ShouldBe(request.Labels!);
        Text((await (await ledger.OpenStoreAsync()).ListAsync("acme", false, None)).ShouldHaveSingleItem()).ShouldBe(Text(created.Key));
    }

    [Fact]
    public async Task Create_NameInUse_IsRefusedUntilTheKeyIsRevoked()
    {
        var store = await ledger.OpenStoreAsync();
        var first = await store.CreateAsync(new ApiKeyRequest("acme", "ci"), None);

        var refused = await Should.ThrowAsync<LedgerException>(() => store.CreateAsync(new ApiKeyRequest("acme", "ci"), None));
        refused.Failure.ShouldBe(LedgerFailure.AlreadyExists);
        refused.Message.ShouldContain("\"ci\" in namespace \"acme\"");

        (await store.RevokeAsync("acme", "ci", None)).RevokedAt.ShouldBe(ledger.GetUtcNow());
        var second = await store.CreateAsync(new ApiKeyRequest("acme", "ci"), None);

        second.Secret.ShouldNotBe(first.Secret);
        (await store.ListAsync("acme", includeRevoked: false, None)).ShouldHaveSingleItem().Id.ShouldBe(second.Key.Id);
        (await store.ListAsync("acme", includeRevoked: true, None)).Select(k => k.Id).ShouldBe([first.Key.Id, second.Key.Id], ignoreOrder: true);
    }

    [Fact]
    public async Task Create_SeveralMistakes_NamesEachOfThem()
    {
        var store = await ledger.OpenStoreAsync();
        var request = new ApiKeyRequest("Acme", "my key")
        {
            Scope = new ApiKeyScope(["a/b/c"]) { Endpoints = ["A"], Permissions = ApiKeyPermissions.None },
            ExpiresAt = ledger.GetUtcNow(),
            User = "somebody",
            ServiceAccount = "something",
            Limits = new KeyLimits { TokensPerMinute = 0 },
            Budget = new KeyBudget(-1, "euro", BudgetPeriod.Month),
        };

        var refused = await Should.ThrowAsync<LedgerException>(() => store.CreateAsync(request, None));

        refused.Failure.ShouldBe(LedgerFailure.Invalid);
        refused.Message.Split('\n').Select(line => line[..line.IndexOf(':')])
            .ShouldBe(
            [
                "namespace", "name", "expiresAt", "scope.deployments", "scope.endpoints", "scope.permissions", "user", "limits",
                "budget.amount", "budget.currency",
            ]);
    }

    [Fact]
    public async Task Revoke_UnknownKey_IsNotFound()
    {
        var store = await ledger.OpenStoreAsync();

        var refused = await Should.ThrowAsync<LedgerException>(() => store.RevokeAsync("acme", "ci", None));

        refused.Failure.ShouldBe(LedgerFailure.NotFound);
    }

    [Fact]
    public async Task List_SeveralNamespaces_IsByNamespaceAndName()
    {
        var store = await ledger.OpenStoreAsync();
        foreach (var (ns, name) in new[] { ("b", "x"), ("a", "z"), ("a", "y") })
        {
            await store.CreateAsync(new ApiKeyRequest(ns, name), None);
        }

        (await store.ListAsync(null, false, None)).Select(k => $"{k.Namespace}/{k.Name}").ShouldBe(["a/y", "a/z", "b/x"]);
        (await store.ListAsync("a", false, None)).Select(k => k.Name).ShouldBe(["y", "z"]);
    }

    [Fact]
    public async Task Create_ManyAtOnce_AllSucceedWithRevisionsOfTheirOwn()
    {
        var store = await ledger.OpenStoreAsync();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => store.CreateAsync(new ApiKeyRequest("acme", $"key-{i}"), None)));

        (await store.ListAsync("acme", false, None)).Select(k => k.Revision).Order().ShouldBe(Enumerable.Range(1, 50).Select(i => (long)i));
    }

    [Fact]
    public async Task Create_SameNameAtOnce_ExactlyOneSucceeds()
    {
        var store = await ledger.OpenStoreAsync();
        var other = await ledger.OpenStoreAsync();

        var attempts = Enumerable.Range(0, 10).Select(async i =>
        {
            try
            {
                await (i % 2 == 0 ? store : other).CreateAsync(new ApiKeyRequest("acme", "ci"), None);
                return true;
            }
            catch (LedgerException e) when (e.Failure == LedgerFailure.AlreadyExists)
            {
                return false;
            }
        });

        (await Task.WhenAll(attempts)).Count(succeeded => succeeded).ShouldBe(1);
    }

    [Fact]
    public async Task Create_Rotation_TakesOverWhatTheOldKeyHasAndEndsItAfterTheOverlap()
    {
        var store = await ledger.OpenStoreAsync();
        using var directory = await ApiKeyDirectory.OpenAsync(store, ledger, None);
        var old = await store.CreateAsync(
            new ApiKeyRequest("acme", "old")
            {
                User = "developer@acme.example",
                Scope = new ApiKeyScope(["atlas"]),
                Limits = new KeyLimits { RequestsPerMinute = 5 },
                ExpiresAt = ledger.GetUtcNow().AddDays(30),
            },
            None);
        ledger.Advance(TimeSpan.FromDays(20));

        var next = await store.CreateAsync(new ApiKeyRequest("acme", "new") { Rotates = "old", Overlap = TimeSpan.FromHours(24) }, None);

        (next.Key.User, next.Key.Limits, next.Key.RotatedFrom).ShouldBe((old.Key.User, old.Key.Limits, "old"));
        next.Key.Scope.Deployments.ShouldBe(["atlas"]);
        next.Key.ExpiresAt.ShouldBe(ledger.GetUtcNow().AddDays(30), "as long a life again");
        var retired = (await store.GetAsync("acme", "old", None))!;
        (retired.ReplacedBy, retired.ExpiresAt).ShouldBe(("new", ledger.GetUtcNow().AddHours(24)));

        directory.Authenticate(old.Secret).Verdict.ShouldBe(ApiKeyVerdict.Valid);
        ledger.Advance(TimeSpan.FromHours(24));
        directory.Authenticate(old.Secret).Verdict.ShouldBe(ApiKeyVerdict.Expired);
        directory.Authenticate(next.Secret).Verdict.ShouldBe(ApiKeyVerdict.Valid);
    }

    [Fact]
    public async Task Create_RotationOfAKeyAboutToExpire_DoesNotProlongIt()
    {
        var store = await ledger.OpenStoreAsync();
        var end = ledger.GetUtcNow().AddHours(1);
        await store.CreateAsync(new ApiKeyRequest("acme", "old") { ExpiresAt = end }, None);

        await store.CreateAsync(new ApiKeyRequest("acme", "new") { Rotates = "old", Overlap = TimeSpan.FromHours(24) }, None);

        (await store.GetAsync("acme", "old", None))!.ExpiresAt.ShouldBe(end);
    }

    [Fact]
    public async Task Create_RotationOfNothingOrOfAReplacedKey_IsRefusedAndChangesNothing()
    {
        var store = await ledger.OpenStoreAsync();
        await store.CreateAsync(new ApiKeyRequest("acme", "old"), None);
        await store.CreateAsync(new ApiKeyRequest("acme", "new") { Rotates = "old" }, None);

        (await Refusal(new ApiKeyRequest("acme", "x") { Rotates = "absent" })).ShouldContain("no API key \"absent\"");
        (await Refusal(new ApiKeyRequest("acme", "x") { Rotates = "old" })).ShouldContain("replaced by \"new\" already");
        (await store.GetAsync("acme", "x", None)).ShouldBeNull();

        async Task<string> Refusal(ApiKeyRequest request)
        {
            var refused = await Should.ThrowAsync<LedgerException>(() => store.CreateAsync(request, None));
            refused.Failure.ShouldBe(LedgerFailure.Invalid);
            return refused.Message;
        }
    }

    [Fact]
    public async Task Create_LifeIsLimited_MustExpireInTime()
    {
        var store = await ledger.OpenStoreAsync();
        var (longest, now) = (TimeSpan.FromDays(90), ledger.GetUtcNow());

        foreach (var end in new DateTimeOffset?[] { null, now.AddDays(90).AddSeconds(1) })
        {
            var refused = await Should.ThrowAsync<LedgerException>(
                () => store.CreateAsync(new ApiKeyRequest("acme", "ci") { ExpiresAt = end, LongestLife = longest }, None));
            refused.Message.ShouldContain("2026-05-01T08:00:00Z or earlier");
        }

        await store.CreateAsync(new ApiKeyRequest("acme", "ci") { ExpiresAt = now.AddDays(90), LongestLife = longest }, None);
        var shorter = await store.CreateAsync(new ApiKeyRequest("acme", "next") { Rotates = "ci", LongestLife = TimeSpan.FromDays(10) }, None);
        shorter.Key.ExpiresAt.ShouldBe(now.AddDays(10), "a rule made since holds for the next key");
    }

    // Lists are the same by what is in them.
    private static string Text(object value) => System.Text.Json.JsonSerializer.Serialize(value);
}
