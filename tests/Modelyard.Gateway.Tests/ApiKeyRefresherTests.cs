using System.Net;
using Modelyard.Gateway.Tests.Testing;

namespace Modelyard.Gateway.Tests;

public sealed class ApiKeyRefresherTests : IAsyncLifetime
{
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync(o => o.KeyUseInterval = TimeSpan.FromMilliseconds(1));
        await _gateway.ServeAsync("demo", "atlas");
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Key_RevokedByAnotherProcess_StopsWorking()
    {
        var secret = await _gateway.CreateKeyAsync("shared");
        (await StatusAsync(secret)).ShouldBe(HttpStatusCode.OK);

        await using (var other = await _gateway.OpenLedgerAgainAsync())
        {
            await other.Keys.RevokeAsync("demo", "shared", CancellationToken.None);
        }

        await UntilAsync(secret, HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Ledger_FailsForAWhile_KeysGoOnWorkingAndChangesAreNotMissed()
    {
        var secret = await _gateway.CreateKeyAsync("shared");
        await _gateway.ExecuteInLedgerAsync("ALTER TABLE ledger_api_keys RENAME TO elsewhere");
        await Eventually.TrueAsync(() => !_gateway.Errors.IsEmpty);

        (await StatusAsync(secret)).ShouldBe(HttpStatusCode.OK);

        await _gateway.ExecuteInLedgerAsync("ALTER TABLE elsewhere RENAME TO ledger_api_keys");
        await using (var other = await _gateway.OpenLedgerAgainAsync())
        {
            await other.Keys.RevokeAsync("demo", "shared", CancellationToken.None);
        }

        await UntilAsync(secret, HttpStatusCode.Unauthorized);
        _gateway.Errors.ShouldHaveSingleItem().ShouldContain("ledger of API keys does not answer");
        _gateway.Errors.Clear();
    }

    [Fact]
    public async Task Key_Used_ItsLastUseIsWrittenDown()
    {
        var secret = await _gateway.CreateKeyAsync("used");
        await _gateway.CreateKeyAsync("idle");
        (await StatusAsync(secret)).ShouldBe(HttpStatusCode.OK);

        DateTimeOffset? used;
        do
        {
            used = (await _gateway.Keys.GetAsync("demo", "used", CancellationToken.None))!.LastUsedAt;
        }
        while (used is null);

        (await _gateway.Keys.GetAsync("demo", "idle", CancellationToken.None))!.LastUsedAt.ShouldBeNull();
    }

    private async Task<HttpStatusCode> StatusAsync(string secret)
    {
        using var response = await _gateway.PostAsync("/v1/chat/completions", """{"model":"atlas"}""", secret);
        return response.StatusCode;
    }

    private async Task UntilAsync(string secret, HttpStatusCode expected)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await StatusAsync(secret) != expected)
        {
            limit.Token.ThrowIfCancellationRequested();
        }
    }
}
