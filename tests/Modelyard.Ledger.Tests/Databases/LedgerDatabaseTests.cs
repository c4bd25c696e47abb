using Microsoft.Data.Sqlite;

namespace Modelyard.Ledger.Tests;

public sealed class LedgerDatabaseTests : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly LedgerFolder _ledger = new();

    public ValueTask DisposeAsync() => _ledger.DisposeAsync();

    [Fact]
    public async Task Open_FileOfANewerProgram_IsRefusedAndLeftAlone()
    {
        await _ledger.OpenStoreAsync();
        await ExecuteAsync("PRAGMA user_version = 1000");

        var refused = await Should.ThrowAsync<LedgerException>(() => _ledger.OpenStoreAsync());

        refused.Failure.ShouldBe(LedgerFailure.Unusable);
        refused.Message.ShouldContain("version 1000");
    }

    [Fact]
    public async Task Open_NotADatabase_SaysSoAndLeavesTheFileAlone()
    {
        const string Text = "this is a text file and no database at all; it is long enough for a header to be read from it";
        await File.WriteAllTextAsync(_ledger.DatabasePath, Text);

        var refused = await Should.ThrowAsync<LedgerException>(() => _ledger.OpenStoreAsync());

        refused.Failure.ShouldBe(LedgerFailure.Unusable);
        refused.Message.ShouldContain(_ledger.DatabasePath);
        (await File.ReadAllTextAsync(_ledger.DatabasePath)).ShouldBe(Text);
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
        await using var database = await LedgerDatabase.OpenAsync(_ledger.DatabasePath, None);
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
        var database = await LedgerDatabase.OpenAsync(_ledger.DatabasePath, None);
        var store = await ApiKeyStore.OpenAsync(database, _ledger.PepperPath, _ledger, None);
        await database.DisposeAsync();

        await Should.ThrowAsync<ObjectDisposedException>(() => store.CreateAsync(new ApiKeyRequest("acme", "late"), None));
    }

    private static Task LimitPagesAsync(LedgerDatabase database, int pages) =>
        database.WriteAsync(session => session.Scalar<long>($"PRAGMA max_page_count = {pages}"), None);

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={_ledger.DatabasePath};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
