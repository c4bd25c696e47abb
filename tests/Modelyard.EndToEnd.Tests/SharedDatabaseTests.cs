using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Modelyard.Storage.Tests;

namespace Modelyard.EndToEnd.Tests;

/// <summary>Several <c>up</c> on one PostgreSQL database, each a program of its own.</summary>
public sealed class SharedDatabaseTests(PostgresServer server) : IAsyncLifetime
{
    private const string Body = """{"model":"remote","messages":[{"role":"user","content":"Hello"}]}""";

    private readonly string _keys = Directory.CreateTempSubdirectory("modelyard-e2e-keys-").FullName;
    private readonly List<Installation> _installations = [];

    public ValueTask InitializeAsync() => default;

    public async ValueTask DisposeAsync()
    {
        foreach (var installation in _installations)
        {
            await installation.DisposeAsync();
        }

        Directory.Delete(_keys, recursive: true);
    }

    [Fact]
    public async Task Key_MadeOnOne_WorksOnTheOther_UntilItIsRevoked_AndTheOtherTakesOverWhenTheLeaderIsKilled()
    {
        var database = server.Url(await server.CreateDatabaseAsync());
        var (first, second) = (await UpAsync(database), await UpAsync(database, "--node-name", "standby", "--no-demo"));
        var secret = await SecretAsync(first, "demo", "tests");
        await Installation.EventuallyAsync(() => AskAsync(second, secret, "atlas"), s => s == HttpStatusCode.OK, TimeSpan.FromSeconds(20));

        (await first.ModelyardAsync("keys", "revoke", "tests", "-n", "demo")).Succeeded();
        await Installation.EventuallyAsync(() => AskAsync(second, secret, "atlas"), s => s == HttpStatusCode.Unauthorized, TimeSpan.FromSeconds(1));

        var other = await SecretAsync(second, "demo", "more-tests");
        (await LeaderAsync(second)).ShouldBe(IdentityOf(first));
        await first.KillControlPlaneAsync();

        (await AskAsync(second, other, "atlas")).ShouldBe(HttpStatusCode.OK, "models and gateways need no leader");
        await Installation.EventuallyAsync(() => LeaderAsync(second), leader => leader == IdentityOf(second), TimeSpan.FromSeconds(40));
        (await second.KubectlWithInputAsync("""{"apiVersion":"modelyard.dev/v1alpha1","kind":"Organization","metadata":{"name":"initech"},"spec":{}}""", "apply", "-f", "-")).Succeeded();
        (await second.KubectlAsync("wait", "organization/initech", "--for=condition=Ready", "--timeout=20s")).Succeeded();
    }

    [Fact]
    public async Task Limits_OfThreePrograms_AreOne_HoweverManyCallAtOnce_AndASmallOneIsNotStarved()
    {
        var database = server.Url(await server.CreateDatabaseAsync());
        await using var service = await ScriptedService.StartAsync();
        await UpAsync(database, "--no-demo");
        await UpAsync(database, "--no-demo", "--node-name", "second");
        await UpAsync(database, "--no-demo", "--node-name", "third");
        await ApplyAsync(Organization("acme", 120), Organization("globex", 3), service.Deployment("acme", "remote"));
        (await _installations[0].KubectlAsync("patch", "mdep", "remote", "-n", "acme", "--type=merge", "-p", """{"spec":{"sharing":{"policy":"AllOrganizations"}}}""")).Succeeded();
        (await _installations[0].KubectlAsync("wait", "mdep/remote", "-n", "acme", "--for=condition=Ready", "--timeout=30s")).Succeeded();
        var (acme, globex) = (await SecretAsync(_installations[0], "acme", "tests"), await SecretAsync(_installations[0], "globex", "tests"));
        await KnownEverywhereAsync(acme);
        await KnownEverywhereAsync(globex);

        var clock = Stopwatch.StartNew();
        var answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(i => AskAsync(_installations[i % 3], acme, "remote")));
        var refilled = (int)Math.Ceiling(clock.Elapsed.TotalMinutes * 120);
        answers.ShouldAllBe(a => a == HttpStatusCode.OK || a == HttpStatusCode.TooManyRequests);
        answers.Count(a => a == HttpStatusCode.OK).ShouldBeInRange(100, 120 + refilled);

        clock.Restart();
        var few = new List<HttpStatusCode>();
        for (var i = 0; i < 12; i++)
        {
            few.Add(await AskAsync(_installations[i % 3], globex, "remote"));
        }

        few.Take(3).ShouldAllBe(a => a == HttpStatusCode.OK);
        few.Count(a => a == HttpStatusCode.OK).ShouldBeInRange(3, 3 + (int)Math.Ceiling(clock.Elapsed.TotalMinutes * 3));
    }

    [Fact]
    public async Task Quota_OfThreePrograms_IsOne_HoweverManyWriteAtOnce()
    {
        var database = server.Url(await server.CreateDatabaseAsync());
        await UpAsync(database, "--no-demo");
        await UpAsync(database, "--no-demo", "--node-name", "second");
        await UpAsync(database, "--no-demo", "--node-name", "third");
        (await _installations[0].KubectlAsync("create", "quota", "share", "--hard=configmaps=10", "-n", "default")).Succeeded();
        (await _installations[0].KubectlAsync("wait", "quota/share", "-n", "default", "--for=jsonpath={.status.used.configmaps}=0", "--timeout=20s")).Succeeded();

        // Each apply writes one after another; six at once race for what is left.
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => _installations[i % 3].KubectlWithInputAsync(ConfigMaps($"m{i}", 10), "apply", "-n", "default", "-f", "-")));

        (await _installations[2].KubectlAsync("get", "configmaps", "-n", "default", "-o", "name")).Succeeded().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(10);
        (await _installations[1].KubectlAsync("get", "quota", "share", "-n", "default", "-o", "jsonpath={.status.used.configmaps}")).Succeeded().Trim().ShouldBe("10");
        (await _installations[1].KubectlAsync("delete", "configmaps", "--all", "-n", "default")).Succeeded();
        (await _installations[2].KubectlAsync("wait", "quota/share", "-n", "default", "--for=jsonpath={.status.used.configmaps}=0", "--timeout=20s")).Succeeded();
    }

    private static string ConfigMaps(string prefix, int count) =>
        string.Concat(Enumerable.Range(0, count).Select(i => $"---\napiVersion: v1\nkind: ConfigMap\nmetadata: {{name: {prefix}-{i}}}\n"));

    private static string Organization(string name, int requests) =>
        $$"""
        apiVersion: v1
        kind: Namespace
        metadata: {name: {{name}}, labels: {modelyard.dev/organization: {{name}} } }
        ---
        apiVersion: modelyard.dev/v1alpha1
        kind: Organization
        metadata: {name: {{name}} }
        spec: {limits: {requestsPerMinute: {{requests}} } }
        """;

    private static string IdentityOf(Installation installation) => File.ReadAllText(Path.Combine(installation.Data, "identity")).Trim();

    private static async Task<string> LeaderAsync(Installation installation) =>
        (await installation.KubectlAsync("get", "lease", "modelyard-controllers", "-n", "kube-system", "-o", "jsonpath={.spec.holderIdentity}")).Succeeded().Trim();

    private static async Task<string> SecretAsync(Installation installation, string project, string name)
    {
        var created = (await installation.ModelyardAsync("keys", "create", "--name", name, "-n", project, "--expires", "7d", "-o", "json")).Succeeded();
        return (string)JsonNode.Parse(created)!["status"]!["secret"]!;
    }

    private static async Task<HttpStatusCode> AskAsync(Installation installation, string secret, string model)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions") { Content = new StringContent(Body.Replace("remote", model, StringComparison.Ordinal), null, "application/json") };
        request.Headers.Authorization = new("Bearer", secret);
        using var response = await installation.Gateway.SendAsync(request, TestContext.Current.CancellationToken);
        await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    private async Task<Installation> UpAsync(string database, params string[] arguments)
    {
        var installation = new Installation
        {
            Arguments =
            [
                "--database-url", database, "--audit-key-file", Path.Combine(_keys, "audit.key"), "--encryption-key-file", Path.Combine(_keys, "encryption.key"),
                "--pepper-file", Path.Combine(_keys, "ledger.pepper"), .. arguments,
            ],
        };
        _installations.Add(installation);
        await installation.UpAsync();
        return installation;
    }

    private async Task ApplyAsync(params string[] manifests)
    {
        foreach (var manifest in manifests)
        {
            (await _installations[0].KubectlWithInputAsync(manifest, "apply", "-f", "-")).Succeeded();
        }
    }

    /// <summary>Waits until every gateway knows a key and the model; a list of models counts as no request.</summary>
    private async Task KnownEverywhereAsync(string secret)
    {
        foreach (var installation in _installations)
        {
            await Installation.EventuallyAsync(() => ModelsAsync(installation, secret), models => models.Contains("\"remote\"", StringComparison.Ordinal), TimeSpan.FromSeconds(20));
        }
    }

    private static async Task<string> ModelsAsync(Installation installation, string secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/models");
        request.Headers.Authorization = new("Bearer", secret);
        using var response = await installation.Gateway.SendAsync(request, TestContext.Current.CancellationToken);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
