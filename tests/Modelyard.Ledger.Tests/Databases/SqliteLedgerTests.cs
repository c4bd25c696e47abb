namespace Modelyard.Ledger.Tests;

public sealed class SqliteLedgerTests : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly SqliteTestLedger _ledger = new();

    public ValueTask DisposeAsync() => _ledger.DisposeAsync();

    [Fact]
    public async Task Open_NewFolder_MakesFilesOnlyTheOwnerCanRead()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        var store = await _ledger.OpenStoreAsync();
        await store.CreateAsync(new ApiKeyRequest("acme", "ci"), None);

        var files = Directory.GetFiles(_ledger.Folder);
        files.Length.ShouldBeGreaterThanOrEqualTo(2);
        foreach (var file in files)
        {
#pragma warning disable CA1416 // Skipped above.
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, file);
#pragma warning restore CA1416
        }
    }

    [Fact]
    public async Task Open_FileOfTheFirstRelease_KeepsItsKeys()
    {
        var secret = ApiKeySecret.Generate();
        var pepper = new byte[SecretHasher.PepperSize];
        var hasher = new SecretHasher(pepper);
        await File.WriteAllTextAsync(_ledger.PepperPath, Convert.ToBase64String(pepper));
        await _ledger.ExecuteAsync(
            $"""
            CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
            INSERT INTO settings VALUES ('api_key_pepper', '{hasher.Fingerprint}');
            CREATE TABLE revisions (ledger TEXT PRIMARY KEY, revision INTEGER NOT NULL) STRICT;
            INSERT INTO revisions (ledger, revision) VALUES ('api_keys', 7);
            CREATE TABLE api_keys (
                id TEXT PRIMARY KEY, revision INTEGER NOT NULL, namespace TEXT NOT NULL, name TEXT NOT NULL, prefix TEXT NOT NULL, hash BLOB NOT NULL UNIQUE,
                scope_namespaces TEXT NOT NULL, scope_models TEXT NOT NULL, created_at INTEGER NOT NULL, expires_at INTEGER, revoked_at INTEGER,
                last_used_at INTEGER) STRICT;
            CREATE INDEX api_keys_by_revision ON api_keys (revision);
            CREATE UNIQUE INDEX api_keys_by_name ON api_keys (namespace, name) WHERE revoked_at IS NULL;
            INSERT INTO api_keys VALUES (
                '{Guid.CreateVersion7()}', 7, 'acme', 'ci', '{secret[..12]}', x'{Convert.ToHexString(hasher.Hash(secret).ToArray())}',
                '["acme"]', '["atlas"]', 1000, NULL, NULL, 2000);
            PRAGMA user_version = 1;
            """);

        var store = await _ledger.OpenStoreAsync();

        using var directory = await ApiKeyDirectory.OpenAsync(store, _ledger, None);
        var known = directory.Authenticate(secret).Key.ShouldNotBeNull();
        (known.Namespace, known.Scope.Deployments.Single(), known.Scope.Permissions).ShouldBe(("acme", "atlas", ApiKeyPermissions.All));
        (known.Labels.Count, known.User, known.LastUsedAt).ShouldBe((0, null, DateTimeOffset.FromUnixTimeMilliseconds(2000)));
        (await store.CreateAsync(new ApiKeyRequest("acme", "next"), None)).Key.Revision.ShouldBe(8);
    }

    [Fact]
    public async Task Open_FileOfANewerProgram_IsRefusedAndLeftAlone()
    {
        await _ledger.OpenStoreAsync();
        await _ledger.ExecuteAsync("PRAGMA user_version = 1000");

        var refused = await Should.ThrowAsync<LedgerException>(() => _ledger.OpenStoreAsync());

        refused.Failure.ShouldBe(LedgerFailure.Unusable);
        refused.Message.ShouldContain("version 1000");
    }

    [Fact]
    public async Task Open_NotADatabase_SaysSoAndLeavesTheFileAlone()
    {
        const string Text = "this is a text file and no database at all; it is long enough for a header to be read from it";
        await File.WriteAllTextAsync(_ledger.Location, Text);

        var refused = await Should.ThrowAsync<LedgerException>(() => _ledger.OpenStoreAsync());

        refused.Failure.ShouldBe(LedgerFailure.Unusable);
        refused.Message.ShouldContain(_ledger.Location);
        (await File.ReadAllTextAsync(_ledger.Location)).ShouldBe(Text);
    }

    [Fact]
    public async Task Open_MissingFolder_SaysWhichFile()
    {
        var path = Path.Combine(_ledger.Folder, "absent", "ledger.db");

        var refused = await Should.ThrowAsync<LedgerException>(() => LedgerDatabase.OpenAsync(path, None));

        refused.Failure.ShouldBe(LedgerFailure.Unusable);
        refused.Message.ShouldContain(path);
    }

    [Fact]
    public async Task Open_PepperLost_IsRefusedRatherThanReplaced()
    {
        await _ledger.OpenStoreAsync();
        File.Delete(_ledger.PepperPath);

        var refused = await Should.ThrowAsync<LedgerException>(() => _ledger.OpenStoreAsync());

        refused.Message.ShouldContain(_ledger.PepperPath);
        File.Exists(_ledger.PepperPath).ShouldBeFalse();
    }

    [Theory]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "not the pepper")]
    [InlineData("not base64", "does not hold a pepper")]
    [InlineData("", "does not hold a pepper")]
    public async Task Open_WrongPepper_IsRefused(string content, string reason)
    {
        await _ledger.OpenStoreAsync();
        await File.WriteAllTextAsync(_ledger.PepperPath, content);

        var refused = await Should.ThrowAsync<LedgerException>(() => _ledger.OpenStoreAsync());

        refused.Failure.ShouldBe(LedgerFailure.Unusable);
        refused.Message.ShouldContain(reason);
    }

    [Fact]
    public async Task Open_TwiceAtOnce_BuildsTheTablesOnce()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(_ledger.OpenStoreAsync)));

        await stores[0].CreateAsync(new ApiKeyRequest("acme", "ci"), None);

        (await stores[3].GetAsync("acme", "ci", None)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Write_DiskFull_IsRefusedWithAReasonAndWorksAgainWithRoom()
    {
        await using var database = await LedgerDatabase.OpenAsync(_ledger.Location, None);
        var store = await ApiKeyStore.OpenAsync(database, _ledger.PepperPath, _ledger, None);
        using var directory = await ApiKeyDirectory.OpenAsync(store, _ledger, None);
        var before = await store.CreateAsync(new ApiKeyRequest("acme", "before"), None);
        await LimitPagesAsync(database, 1);

        var kept = 0;
        var refused = await Should.ThrowAsync<LedgerException>(async () =>
        {
            for (; ; kept++)
            {
                await store.CreateAsync(new ApiKeyRequest("acme", $"key-{kept}"), None);
            }
        });

        refused.Failure.ShouldBe(LedgerFailure.Unavailable);
        refused.IsTransient.ShouldBeTrue();
        refused.Message.ShouldContain("full");
        directory.Authenticate(before.Secret).Verdict.ShouldBe(ApiKeyVerdict.Valid);
        (await store.ListAsync("acme", false, None)).Count.ShouldBe(kept + 1);

        await LimitPagesAsync(database, 1_000_000);
        await store.CreateAsync(new ApiKeyRequest("acme", $"key-{kept}"), None);
    }

    [Fact]
    public async Task Write_AfterClose_IsRefused()
    {
        var database = await LedgerDatabase.OpenAsync(_ledger.Location, None);
        var store = await ApiKeyStore.OpenAsync(database, _ledger.PepperPath, _ledger, None);
        await database.DisposeAsync();

        await Should.ThrowAsync<ObjectDisposedException>(() => store.CreateAsync(new ApiKeyRequest("acme", "late"), None));
    }

    private static Task LimitPagesAsync(LedgerDatabase database, int pages) =>
        database.WriteAsync(session => session.Scalar<long>($"PRAGMA max_page_count = {pages}"), None);
}
