namespace Modelyard.Ledger.Tests;

public abstract class ApiKeyDirectoryTests(TestLedger ledger) : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    public async ValueTask DisposeAsync()
    {
        await ledger.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Authenticate_KeyOfThisProcess_FollowsItsLifeWithoutARefresh()
    {
        var store = await ledger.OpenStoreAsync();
        using var directory = await ApiKeyDirectory.OpenAsync(store, ledger, None);

        var created = await store.CreateAsync(new ApiKeyRequest("acme", "ci"), None);
        directory.Authenticate(created.Secret).ShouldBe(new ApiKeyLookup(ApiKeyVerdict.Valid, created.Key));

        await store.RevokeAsync("acme", "ci", None);
        directory.Authenticate(created.Secret).Verdict.ShouldBe(ApiKeyVerdict.Revoked);
    }

    [Fact]
    public async Task Authenticate_KeyOfAnotherProcess_IsKnownAndRevokedAfterARefresh()
    {
        var mine = await ledger.OpenStoreAsync();
        var theirs = await ledger.OpenStoreAsync();
        using var directory = await ApiKeyDirectory.OpenAsync(mine, ledger, None);
        var created = await theirs.CreateAsync(new ApiKeyRequest("acme", "ci"), None);

        directory.Authenticate(created.Secret).Verdict.ShouldBe(ApiKeyVerdict.Unknown);
        await directory.RefreshAsync(None);
        directory.Authenticate(created.Secret).Verdict.ShouldBe(ApiKeyVerdict.Valid);

        await theirs.RevokeAsync("acme", "ci", None);
        await directory.RefreshAsync(None);
        directory.Authenticate(created.Secret).Verdict.ShouldBe(ApiKeyVerdict.Revoked);
    }

    [Fact]
    public async Task Refresh_OwnChangeAfterAForeignOne_MissesNeither()
    {
        var mine = await ledger.OpenStoreAsync();
        var theirs = await ledger.OpenStoreAsync();
        using var directory = await ApiKeyDirectory.OpenAsync(mine, ledger, None);
        var foreign = await theirs.CreateAsync(new ApiKeyRequest("acme", "foreign"), None);
        await mine.CreateAsync(new ApiKeyRequest("acme", "own"), None);

        await directory.RefreshAsync(None);

        directory.Authenticate(foreign.Secret).Verdict.ShouldBe(ApiKeyVerdict.Valid);
    }

    [Fact]
    public async Task Authenticate_AfterExpiry_SaysExpired()
    {
        var store = await ledger.OpenStoreAsync();
        using var directory = await ApiKeyDirectory.OpenAsync(store, ledger, None);
        var created = await store.CreateAsync(new ApiKeyRequest("acme", "ci") { ExpiresAt = ledger.GetUtcNow().AddHours(1) }, None);

        directory.Authenticate(created.Secret).Verdict.ShouldBe(ApiKeyVerdict.Valid);
        ledger.Advance(TimeSpan.FromHours(1));
        directory.Authenticate(created.Secret).Verdict.ShouldBe(ApiKeyVerdict.Expired);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sk-my-")]
    [InlineData("sk-proj-0123456789012345678901234567890123456789012345678")]
    public async Task Authenticate_NotASecretOfOurs_IsUnknown(string secret)
    {
        using var directory = await ApiKeyDirectory.OpenAsync(await ledger.OpenStoreAsync(), ledger, None);

        directory.Authenticate(secret).ShouldBe(new ApiKeyLookup(ApiKeyVerdict.Unknown, null));
    }

    [Fact]
    public async Task Authenticate_WellFormedButNeverCreated_IsUnknown()
    {
        var store = await ledger.OpenStoreAsync();
        using var directory = await ApiKeyDirectory.OpenAsync(store, ledger, None);
        await store.CreateAsync(new ApiKeyRequest("acme", "ci"), None);

        directory.Authenticate(ApiKeySecret.Generate()).Verdict.ShouldBe(ApiKeyVerdict.Unknown);
    }

    [Fact]
    public async Task FlushUses_UsedKey_IsWrittenWithoutLookingLikeAChange()
    {
        var store = await ledger.OpenStoreAsync();
        using var directory = await ApiKeyDirectory.OpenAsync(store, ledger, None);
        var created = await store.CreateAsync(new ApiKeyRequest("acme", "ci"), None);
        await store.CreateAsync(new ApiKeyRequest("acme", "idle"), None);
        ledger.Advance(TimeSpan.FromMinutes(5));
        directory.Authenticate(created.Secret);

        await directory.FlushUsesAsync(None);

        var keys = await store.ListAsync("acme", false, None);
        keys.Select(k => k.LastUsedAt).ShouldBe([ledger.GetUtcNow(), null]);
        keys[0].Revision.ShouldBe(created.Key.Revision);
    }

    [Fact]
    public async Task Open_ExistingLedger_KnowsItsKeys()
    {
        var created = await (await ledger.OpenStoreAsync()).CreateAsync(
            new ApiKeyRequest("acme", "ci") { Scope = new ApiKeyScope(["atlas"]) }, None);

        using var directory = await ApiKeyDirectory.OpenAsync(await ledger.OpenStoreAsync(), ledger, None);

        var known = directory.Authenticate(created.Secret).Key.ShouldNotBeNull();
        known.Id.ShouldBe(created.Key.Id);
        known.CreatedAt.ShouldBe(created.Key.CreatedAt);
        known.Scope.Deployments.ShouldBe(["atlas"]);
    }
}
