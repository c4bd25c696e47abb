using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Modelyard.Client;
using Modelyard.Tests.Testing;

namespace Modelyard.Tests.Client;

/// <summary>What a server sees of who is asking.</summary>
public sealed class CredentialTests : IAsyncLifetime
{
    private readonly KubeconfigFiles _files = new();
    private readonly ManualTime _time = new();
    private RecordingApi _api = null!;

    public async ValueTask InitializeAsync() => _api = await RecordingApi.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _api.DisposeAsync();
        _files.Dispose();
    }

    [Fact]
    public async Task Token_IsSent()
    {
        await CallAsync("token: t0ken");

        Last.Header("Authorization").ShouldBe("Bearer t0ken");
    }

    [Fact]
    public async Task Password_IsSent()
    {
        await CallAsync("username: ada\npassword: 'a:b'");

        Last.Header("Authorization").ShouldBe("Basic " + Convert.ToBase64String("ada:a:b"u8));
    }

    [Fact]
    public async Task Impersonation_IsSentWithEveryPart()
    {
        await CallAsync("as: bob\nas-uid: '7'\nas-groups: [a, b]\nas-user-extra: {example.com/team: [x, z]}");

        Last.Header("Impersonate-User").ShouldBe("bob");
        Last.Header("Impersonate-Uid").ShouldBe("7");
        Last.Header("Impersonate-Group").ShouldBe("a,b", "two headers, not one with a comma and a space");
        Last.Header("Impersonate-Extra-example.com%2Fteam").ShouldBe("x,z");
    }

    [Fact]
    public async Task TokenFile_IsReadAgainAfterAMinute_AndWinsOverTheToken()
    {
        var file = _files.Write("token", "one\n");
        using var connection = Open("token: fallback\ntokenFile: token");
        await CallAsync(connection);
        Last.Header("Authorization").ShouldBe("Bearer one");

        File.WriteAllText(file, "two\n");
        await CallAsync(connection);
        Last.Header("Authorization").ShouldBe("Bearer one");
        _time.Advance(TimeSpan.FromMinutes(1));
        await CallAsync(connection);
        Last.Header("Authorization").ShouldBe("Bearer two");

        File.Delete(file);
        _time.Advance(TimeSpan.FromMinutes(1));
        await CallAsync(connection);
        Last.Header("Authorization").ShouldBe("Bearer two", "a file that is being replaced is no reason to forget its token");
    }

    [Fact]
    public async Task TokenFile_RefusedToken_IsReadAgainAtOnce()
    {
        var file = _files.Write("token", "old");
        using var connection = Open("tokenFile: token");
        _api.Answer = http =>
        {
            http.Response.StatusCode = http.Request.Headers.Authorization == "Bearer new" ? 200 : 401;
            return http.Response.WriteAsync("{}");
        };
        await Should.ThrowAsync<Api.StatusException>(CallAsync(connection));
        _api.Requests.Count.ShouldBe(1, "the same token is not tried twice");

        File.WriteAllText(file, "new");
        await CallAsync(connection);

        _api.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Exec_GivesTheTokenOfItsProgram_AndTellsItWhatItMayKnow()
    {
        var seen = Path.Combine(_files.Folder, "seen");
        _files.WriteScript("plugin", """
            echo "$1 $GREETING $KUBERNETES_EXEC_INFO" >SEEN
            if read -r _; then exit 9; fi
            echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"from-plugin"}}'
            """.Replace("SEEN", seen));

        await CallAsync("""
            exec: {apiVersion: client.authentication.k8s.io/v1, command: ./plugin, args: [get], interactiveMode: Never, provideClusterInfo: true, env: [{name: GREETING, value: hello}]}
            """.Trim(), cluster: """
            extensions: [{name: client.authentication.k8s.io/exec, extension: {audience: factory}}]
            """.Trim());

        Last.Header("Authorization").ShouldBe("Bearer from-plugin");
        var words = File.ReadAllText(seen).Split(' ', 3);
        (words[0], words[1]).ShouldBe(("get", "hello"));
        var info = JsonNode.Parse(words[2])!;
        info["kind"]!.ToString().ShouldBe("ExecCredential");
        info["apiVersion"]!.ToString().ShouldBe("client.authentication.k8s.io/v1");
        info["spec"]!["interactive"]!.GetValue<bool>().ShouldBeFalse();
        info["spec"]!["cluster"]!["server"]!.ToString().ShouldBe(_api.Address.ToString());
        info["spec"]!["cluster"]!["config"]!["audience"]!.ToString().ShouldBe("factory");
    }

    [Fact]
    public async Task Exec_IsRunAgainWhenExpiredOrRefused_AndNotBefore()
    {
        _files.WriteScript("plugin", """
            echo run >>"$(dirname "$0")/runs"
            count=$(wc -l <"$(dirname "$0")/runs")
            echo "{\"apiVersion\":\"client.authentication.k8s.io/v1beta1\",\"kind\":\"ExecCredential\",\"status\":{\"token\":\"run-$count\",\"expirationTimestamp\":\"2026-01-01T01:00:00Z\"}}"
            """.Replace("2026-01-01T01", "2026-01-01T0$count"));
        using var connection = Open(Exec);

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => CallAsync(connection)));
        _api.Requests.Select(r => r.Header("Authorization")).Distinct().ShouldBe(["Bearer run-1"]);

        _time.Advance(TimeSpan.FromHours(1));
        await CallAsync(connection);
        Last.Header("Authorization").ShouldBe("Bearer run-2");

        _api.Answer = http =>
        {
            http.Response.StatusCode = http.Request.Headers.Authorization == "Bearer run-2" ? 401 : 200;
            return http.Response.WriteAsync("{}");
        };
        await CallAsync(connection);
        Last.Header("Authorization").ShouldBe("Bearer run-3");
    }

    [Theory]
    [InlineData("echo 'sign in first' >&2; exit 3", "ended with code 3: sign in first")]
    [InlineData("echo hello", "did not answer with an ExecCredential")]
    [InlineData("echo '{\"apiVersion\":\"client.authentication.k8s.io/v1\",\"kind\":\"ExecCredential\"}'", "an ExecCredential of client.authentication.k8s.io/v1beta1 is expected, but it answered with ExecCredential of client.authentication.k8s.io/v1")]
    [InlineData("echo '{\"apiVersion\":\"client.authentication.k8s.io/v1beta1\",\"kind\":\"ExecCredential\"}'", "the answer has no status")]
    [InlineData("echo '{\"apiVersion\":\"client.authentication.k8s.io/v1beta1\",\"kind\":\"ExecCredential\",\"status\":{}}'", "the answer has neither a token nor a client certificate")]
    [InlineData("echo '{\"apiVersion\":\"client.authentication.k8s.io/v1beta1\",\"kind\":\"ExecCredential\",\"status\":{\"clientKeyData\":\"x\"}}'", "only one of clientCertificateData and clientKeyData")]
    public async Task Exec_ThatFails_SaysWhichAndWhy(string script, string problem)
    {
        _files.WriteScript("plugin", script);

        var failure = await Should.ThrowAsync<CredentialException>(CallAsync(Exec));

        failure.Message.ShouldStartWith($"{_files.Folder}/config: context \"prod\": user.exec of \"ada\": {_files.Folder}/plugin");
        failure.Message.ShouldContain(problem);
        _api.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Exec_ThatIsMissing_TellsHowToInstallIt()
    {
        var failure = await Should.ThrowAsync<CredentialException>(CallAsync(
            "exec: {apiVersion: client.authentication.k8s.io/v1, command: no-such-plugin, interactiveMode: IfAvailable, installHint: Ask the platform team.}"));

        failure.Message.ShouldEndWith("the program no-such-plugin is not in PATH. Ask the platform team.");
    }

    [Fact]
    public async Task Exec_ThatNeedsAPerson_IsNotStartedWithoutOne()
    {
        _files.WriteScript("plugin", "exit 1");
        Assert.SkipUnless(Console.IsInputRedirected, "standard input of this test run is a terminal");

        (await Should.ThrowAsync<CredentialException>(CallAsync(Exec.Replace("}", ", interactiveMode: Always}")))).Message.ShouldContain("standard input is not a terminal");
    }

    [Fact]
    public async Task Exec_ClientCertificate_IsShownAndReplacedWhenItExpires()
    {
        using var server = new TestCertificate("factory");
        using var first = new TestCertificate("first");
        using var second = new TestCertificate("second");
        await using var api = await RecordingApi.StartAsync(server.Certificate);
        var answer = _files.Write("answer", Answer(first, "2026-01-01T01:00:00Z"));
        _files.WriteScript("plugin", "cat \"$(dirname \"$0\")/answer\"");
        using var connection = Open(Exec, $"certificate-authority-data: {Convert.ToBase64String(Encoding.UTF8.GetBytes(server.Pem))}", api.Address);

        await CallAsync(connection);
        File.WriteAllText(answer, Answer(second, "2026-01-01T02:00:00Z"));
        await CallAsync(connection);
        _time.Advance(TimeSpan.FromHours(1));
        await CallAsync(connection);

        api.Requests.Select(r => r.ClientCertificate).ShouldBe([first.Thumbprint, first.Thumbprint, second.Thumbprint]);
    }

    private const string Exec = "exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: ./plugin}";

    private RecordedRequest Last => _api.Requests.Last();

    private static string Answer(TestCertificate certificate, string expires) => new JsonObject
    {
        ["apiVersion"] = "client.authentication.k8s.io/v1beta1",
        ["kind"] = "ExecCredential",
        ["status"] = new JsonObject { ["clientCertificateData"] = certificate.Pem, ["clientKeyData"] = certificate.KeyPem, ["expirationTimestamp"] = expires },
    }.ToJsonString();

    private async Task CallAsync(string user, string cluster = "")
    {
        using var connection = Open(user, cluster);
        await CallAsync(connection);
    }

    private static Task<JsonObject> CallAsync(ApiConnection connection) => connection.GetAsync<JsonObject>("api", TestContext.Current.CancellationToken);

    private ApiConnection Open(string user, string cluster = "", Uri? server = null) =>
        ApiConnection.Open(Kubeconfig.Load(_files.WriteContext($"server: {server ?? _api.Address}\n{cluster}".Trim(), user)).Resolve(), _time);
}
