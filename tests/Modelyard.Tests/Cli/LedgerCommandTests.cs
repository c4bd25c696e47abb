using System.Diagnostics;
using System.Text.Json.Nodes;
using Modelyard.Ledger;
using Modelyard.Tests.ApiServer;

namespace Modelyard.Tests.Cli;

/// <summary><c>modelyard keys</c>, <c>members</c> and <c>usage</c>, run as a person runs them.</summary>
public sealed class LedgerCommandTests(LedgerApiServer server) : IClassFixture<LedgerApiServer>
{
    [Fact]
    public async Task Keys_AreCreatedListedRotatedAndRevoked()
    {
        var org = await server.NewOrganizationAsync();

        var (_, secret, told) = await RunAsync(
            "keys", "create", "--org", org, "--user", "developer@acme.example", "--deployment", "atlas-chat", "--expires", "30d", "--name", "ci");
        secret = secret.Trim();
        told.ShouldContain("The secret of key ci. This is the only time it is shown");
        var key = server.Keys.Authenticate(secret).Key!;
        (key.Namespace, key.User, key.Scope.Deployments.Single()).ShouldBe((org, "developer@acme.example", "atlas-chat"));
        (key.ExpiresAt!.Value - key.CreatedAt).TotalDays.ShouldBe(30, tolerance: 0.01);

        (await RunAsync("keys", "list", "--org", org)).Output.ShouldContain("developer@acme.example   atlas-chat");
        var next = JsonNode.Parse((await RunAsync("keys", "rotate", "ci", "--org", org, "--overlap", "0s", "-o", "json")).Output)!;
        next.Text("metadata.name")!.ShouldStartWith("ci-");
        server.Keys.Authenticate(secret).Verdict.ShouldBe(ApiKeyVerdict.Expired);

        (await RunAsync("keys", "revoke", next.Text("metadata.name")!, "-n", org)).Output.ShouldEndWith("revoked\n");
        server.Keys.Authenticate(next.Text("status.secret")).Verdict.ShouldBe(ApiKeyVerdict.Revoked);
    }

    [Fact]
    public async Task KeysCreate_NoName_MakesOneUp() =>
        (await RunAsync("keys", "create", "--org", await server.NewOrganizationAsync(), "-o", "name")).Output.ShouldStartWith("apikey/key-");

    [Fact]
    public async Task KeysCreate_OrganizationAndNamespace_IsRefused()
    {
        var (code, _, error) = await TryAsync("keys", "create", "--org", "acme", "-n", "acme");

        code.ShouldBe(2);
        error.ShouldContain("--org and --namespace both name a project");
    }

    [Fact]
    public async Task Members_AreAddedListedAndRemoved_AndTheirKeysNotForgotten()
    {
        var org = await server.NewOrganizationAsync();

        (await RunAsync("members", "add", "Developer@acme.example", "--org", org, "--role", "admin", "--team", "search")).Output
            .ShouldBe($"Developer@acme.example is admin of {org} as member developer-acme-example\n");
        (await RunAsync("members", "list", "--org", org)).Output.ShouldContain("Developer@acme.example   admin   search");
        await RunAsync("keys", "create", "--org", org, "--user", "Developer@acme.example", "--name", "ci");
        var removed = await RunAsync("members", "remove", "Developer@acme.example", "--org", org);

        removed.Output.ShouldBe($"Developer@acme.example is no member of {org} any more\n");
        removed.Error.ShouldContain("until they are revoked: ci.");
        var (code, _, error) = await TryAsync("members", "remove", "nobody", "--org", org);
        (code, error).ShouldBe((1, $"modelyard: {org} has no member \"nobody\"; see \"modelyard members list --org {org}\".\n"));
    }

    [Fact]
    public async Task Accounts_AreCreatedListedResetDisabledAndRemoved()
    {
        var name = AccountApi.NewName();

        var (_, password, told) = await RunAsync("accounts", "create", name, "--display-name", "Ada", "--group", "modelyard:platform-admins");
        told.ShouldContain("This is the only time it is shown");
        (await server.SignInAsync(name, password.Trim())).Body.Text("status.authenticated").ShouldBe("true");
        (await RunAsync("accounts", "list")).Output.ShouldContain($"{name}   Ada            modelyard:platform-admins   first password");

        var again = (await RunAsync("accounts", "reset-password", name)).Output.Trim();
        again.ShouldNotBe(password.Trim());
        (await server.SignInAsync(name, again)).Body.Text("status.authenticated").ShouldBe("true");
        (await RunAsync("accounts", "disable", name)).Output.ShouldBe($"{name} is disabled and signed out\n");
        (await server.SignInAsync(name, again)).Body.Text("status.authenticated").ShouldBe("false");
        (await RunAsync("accounts", "enable", name)).Output.ShouldBe($"{name} can sign in again\n");
        (await RunAsync("accounts", "remove", name)).Output.ShouldBe($"{name} has no account any more\n");
        (await server.GetAsync(AccountApi.Of("accounts", name))).Code.ShouldBe(404);
    }

    [Fact]
    public async Task AccountsCreate_NameThatIsNone_SaysWhatOneLooksLike()
    {
        var (code, _, error) = await TryAsync("accounts", "create", "Ada@acme.example");

        code.ShouldBe(1);
        error.ShouldContain("in lower case");
    }

    [Fact]
    public async Task Usage_InEachFormat_SaysTheSame()
    {
        var org = await server.NewOrganizationAsync();
        server.Use(org, org);
        server.Use(org, org, r => r with { KeyName = "batch", Currency = null, CostNanos = 0, CacheHit = true });
        server.Use($"{org}-test", org, r => r with { User = "a,b\"c" });

        var json = JsonNode.Parse((await RunAsync("usage", "--org", org, "--by", "key,day", "-o", "json")).Output)!;
        (json.Text("rows.1.key"), json.Text("rows.1.day"), json.Text("rows.1.requests"), json.Text("rows.1.cost")).ShouldBe(("ci", "2026-01-31", "2", "3"));

        (await RunAsync("usage", "--org", org, "--by", "user,key", "-o", "csv")).Output.ShouldBe(
            "user,key,requests,errors,cacheHits,inputTokens,cachedInputTokens,outputTokens,images,cost,currency\r\n"
            + "\"a,b\"\"c\",ci,1,0,0,100,0,20,0,1.5,EUR\r\n"
            + "developer@acme.example,batch,1,0,1,100,0,20,0,,\r\n"
            + "developer@acme.example,ci,1,0,0,100,0,20,0,1.5,EUR\r\n");

        (await RunAsync("usage", "--org", org, "--by", "key")).Output.ShouldBe(
            """
            KEY     REQUESTS   ERRORS   CACHE HITS   IN    CACHED   OUT   IMAGES   COST
            batch   1          0        1            100   0        20    0
            ci      2          0        0            200   0        40    0        3 EUR
            TOTAL   1          0        1            100   0        20    0
            TOTAL   2          0        0            200   0        40    0        3 EUR

            """);
        (await RunAsync("usage", "--org", org, "--from", "2026-02-01", "-o", "json")).Output.ShouldContain("\"total\": []");
        (await RunAsync("usage", "-n", $"{org}-test", "-o", "csv")).Output.ShouldEndWith("1,0,0,100,0,20,0,1.5,EUR\r\n");
    }

    [Theory]
    [InlineData("--by", "week", "spec.by[0]")]
    [InlineData("--from", "yesterday", "spec.from")]
    public async Task Usage_Mistake_IsToldByTheServer(string option, string value, string field)
    {
        var (code, _, error) = await TryAsync("usage", "-n", "default", option, value);

        code.ShouldBe(1);
        error.ShouldContain(field);
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var result = await TryAsync(arguments);
        result.Code.ShouldBe(0, result.Error);
        return result;
    }

    private async Task<(int Code, string Output, string Error)> TryAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "modelyard"), ["--data", server.Folder, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, error);
    }
}
