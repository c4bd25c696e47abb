using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Modelyard.Tests.ApiServer;

namespace Modelyard.Tests.WebConsole;

/// <summary>Calls of models from the browser: with keys that it never sees and that end with the session.</summary>
public sealed class PlaygroundTests(ConsoleFixture fixture) : IClassFixture<ConsoleFixture>
{
    private const string Admins = """["modelyard:platform-admins"]""";
    private const string Project = "X-Modelyard-Project";

    [Fact]
    public async Task Calls_HaveAKeyOfThePersonInTheProject_WhichEndsWithTheSession()
    {
        using var browser = await fixture.SignedInAsync(Admins);
        var user = (await browser.GetAsync("/session")).Body.Text("user")!;
        var project = await fixture.Api.NewNamespaceAsync();
        var asked = await AskAsync(browser, project);
        var again = await AskAsync(browser, project);
        asked["Authorization"].ShouldBe(again["Authorization"]);
        asked.Keys.ShouldNotContain("Cookie");
        asked.Keys.ShouldNotContain("X-Modelyard-CSRF");

        var key = (await KeysAsync(project)).ShouldHaveSingleItem()!;
        key.Text("spec.user").ShouldBe(user);
        DateTimeOffset.Parse(key.Text("spec.expiresAt")!, null).ShouldBeLessThan(DateTimeOffset.UtcNow.AddHours(2));
        fixture.Api.Keys.Authenticate(asked["Authorization"].AsSpan("Bearer ".Length)).Verdict.ShouldBe(Modelyard.Ledger.ApiKeyVerdict.Valid);

        await browser.CallAsync(HttpMethod.Delete, "/session");
        (await KeysAsync(project)).ShouldBeEmpty();
        fixture.Api.Keys.Authenticate(asked["Authorization"].AsSpan("Bearer ".Length)).Verdict.ShouldBe(Modelyard.Ledger.ApiKeyVerdict.Revoked);
    }

    [Fact]
    public async Task AKeyThatSomebodyRevoked_IsSaidToBe_AndIsReplacedWithTheNextCall()
    {
        using var browser = await fixture.SignedInAsync(Admins);
        var project = await fixture.Api.NewNamespaceAsync();
        var revoked = (await AskAsync(browser, project))["Authorization"];
        await fixture.Api.DeleteAsync($"{LedgerApiServer.Path(project, "apikeys")}/{(await KeysAsync(project)).ShouldHaveSingleItem()!.Text("metadata.name")}");
        fixture.Gateway.Answer = http =>
        {
            http.Response.StatusCode = http.Request.Headers.Authorization.ToString() == revoked ? StatusCodes.Status401Unauthorized : StatusCodes.Status200OK;
            return Task.CompletedTask;
        };

        var refused = await browser.GetAsync("/gateway/v1/models", (Project, project));
        (refused.Code, refused.Body.Text("error.code")).ShouldBe((503, "key_revoked"));
        refused.Response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        (await browser.GetAsync("/gateway/v1/models", (Project, project))).Code.ShouldBe(200);
        (await browser.GetAsync("/gateway/v1/models", (Project, project), ("Authorization", revoked))).Code.ShouldBe(401, "a key of one's own is judged by the gateway alone");

        (await KeysAsync(project)).Count.ShouldBe(1);
        fixture.Gateway.Answer = StandInGateway.Echo;
    }

    [Fact]
    public async Task ManyCallsAtOnce_ShareOneKey()
    {
        using var browser = await fixture.SignedInAsync(Admins);
        var project = await fixture.Api.NewNamespaceAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => browser.GetAsync("/gateway/v1/models", (Project, project))));
        (await KeysAsync(project)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task StoppingTheConsole_RevokesItsKeys()
    {
        using var browser = await fixture.SignedInAsync(Admins);
        var project = await fixture.Api.NewNamespaceAsync();
        var console = await fixture.StartAsync();
        using (var there = fixture.NewBrowser(console))
        {
            there.Cookies[$"modelyard_session_{console.Address.Port}"] = browser.Cookies.Values.Single();
            (await there.GetAsync("/gateway/v1/models", (Project, project))).Code.ShouldBe(200);
        }

        (await KeysAsync(project)).Count.ShouldBe(1);
        await console.DisposeAsync();
        (await KeysAsync(project)).ShouldBeEmpty();
    }

    [Fact]
    public async Task WhoMayNotMakeKeys_IsToldWhichRightIsMissing()
    {
        using var browser = await fixture.SignedInAsync();
        var reply = await browser.CallAsync(HttpMethod.Post, "/gateway/v1/chat/completions", new JsonObject(), (Project, await fixture.Api.NewNamespaceAsync()));
        reply.Code.ShouldBe(403);
        reply.Body.Text("error.code").ShouldBe("insufficient_permissions");
        reply.Body.Text("error.message")!.ShouldContain("apikeys");
    }

    [Fact]
    public async Task AKeyOfOnesOwn_IsPassedOn()
    {
        using var browser = await fixture.SignedInAsync();
        fixture.Gateway.Asked.Clear();
        var reply = await browser.CallAsync(HttpMethod.Post, "/gateway/v1/embeddings?x=1", new JsonObject(), ("Authorization", "Bearer sk-mine"), ("anthropic-version", "2023-06-01"));
        reply.Code.ShouldBe(200);
        reply.Body.ToString().ShouldBe("/v1/embeddings?x=1");
        fixture.Gateway.Asked.TryDequeue(out var asked).ShouldBeTrue();
        asked["Authorization"].ShouldBe("Bearer sk-mine");
        asked["anthropic-version"].ShouldBe("2023-06-01");
    }

    [Fact]
    public async Task NeitherKeyNorProject_IsToldWhatToSend()
    {
        using var browser = await fixture.SignedInAsync();
        var reply = await browser.GetAsync("/gateway/v1/models");
        reply.Code.ShouldBe(400);
        reply.Body.Text("error.message")!.ShouldContain(Project);
    }

    [Fact]
    public async Task Streams_ArePassedOnAsTheyCome_AndLeavingReachesTheModel()
    {
        using var browser = await fixture.SignedInAsync();
        var (next, left) = (new SemaphoreSlim(0), new TaskCompletionSource());
        fixture.Gateway.Answer = async http =>
        {
            using var registration = http.RequestAborted.Register(() => left.TrySetResult());
            http.Response.ContentType = "text/event-stream";
            for (var i = 0; i < 2; i++)
            {
                await http.Response.WriteAsync($"data: {i}\n\n");
                await http.Response.Body.FlushAsync();
                await next.WaitAsync(TimeSpan.FromSeconds(20));
            }

            await left.Task.WaitAsync(TimeSpan.FromSeconds(20));
        };
        using (var response = await browser.SendAsync(
            HttpMethod.Post, "/gateway/v1/chat/completions", new StringContent("{}"), HttpCompletionOption.ResponseHeadersRead, ("Authorization", "Bearer sk-mine")))
        {
            response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
            using var lines = new StreamReader(await response.Content.ReadAsStreamAsync());
            (await lines.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20))).ShouldBe("data: 0");
            (await lines.ReadLineAsync()).ShouldBe("");
            next.Release();
            (await lines.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20))).ShouldBe("data: 1");
            next.Release();
        }

        await left.Task.WaitAsync(TimeSpan.FromSeconds(20));
        fixture.Gateway.Answer = StandInGateway.Echo;
    }

    private async Task<IReadOnlyDictionary<string, string>> AskAsync(Browser browser, string project)
    {
        fixture.Gateway.Asked.Clear();
        (await browser.GetAsync("/gateway/v1/models", (Project, project))).Code.ShouldBe(200);
        fixture.Gateway.Asked.TryDequeue(out var asked).ShouldBeTrue();
        return asked;
    }

    private async Task<List<JsonNode?>> KeysAsync(string project) =>
        [.. (await fixture.Api.GetAsync(LedgerApiServer.Path(project, "apikeys"))).Body["items"]!.AsArray()];
}
