using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace Modelyard.EndToEnd.Tests;

/// <summary>What somebody outside reaches, with the program started as the guide says.</summary>
public sealed class OutsideTests
{
    private static readonly string Sample = Path.Combine(Installation.Root, "samples", "tenants.yaml");

    [Fact]
    public async Task PublishedEndpoint_IsReachedWithHttps_AndNothingElseIs_UntilItIsInternalAgain()
    {
        var port = Installation.FreePortBase();
        await using var installation = new Installation { Arguments = ["--external-address", $"localhost:{port}", "--no-demo"] };
        await installation.UpAsync();
        installation.Greeting.ShouldContain($"https://localhost:{port}/e/");
        (await installation.KubectlAsync("apply", "-f", Sample)).Succeeded();
        await VisibilityAsync(installation, "External");
        (await installation.KubectlAsync("wait", "mep/chat", "-n", "acme", "--for=condition=Ready", "--timeout=60s")).Succeeded();
        var url = (await installation.KubectlAsync("get", "mep", "chat", "-n", "acme", "-o", "jsonpath={.status.url}")).Succeeded().Trim();
        url.ShouldBe($"https://localhost:{port}/e/acme-chat");
        var created = (await installation.ModelyardAsync("keys", "create", "--name", "tests", "-n", "acme", "--expires", "7d", "-o", "json")).Succeeded();
        using var http = Caller(installation, (string)JsonNode.Parse(created)!["status"]!["secret"]!);

        (await StatusAsync(http, url + "/v1/chat/completions", "chat")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(http, $"https://localhost:{port}/v1/chat/completions", "atlas-chat")).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(http, $"https://localhost:{port}/serving/acme/atlas-chat/v1/chat/completions", "atlas-chat")).ShouldBe(HttpStatusCode.NotFound);
        foreach (var path in (string[])["/metrics", "/", "/health", "/api/v1/namespaces", "/readyz"])
        {
            using var response = await http.GetAsync($"https://localhost:{port}{path}", TestContext.Current.CancellationToken);
            response.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }

        await VisibilityAsync(installation, "Internal");
        await Installation.EventuallyAsync(() => StatusAsync(http, url + "/v1/chat/completions", "chat"), s => s == HttpStatusCode.NotFound, TimeSpan.FromSeconds(10));
    }

    private static async Task VisibilityAsync(Installation installation, string visibility) =>
        (await installation.KubectlAsync("patch", "mep", "chat", "-n", "acme", "--type=merge", "-p", $$$"""{"spec":{"visibility":"{{{visibility}}}"}}""")).Succeeded();

    /// <summary>Somebody who trusts the installation's authority and nobody else.</summary>
    private static HttpClient Caller(Installation installation, string secret)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(X509CertificateLoader.LoadCertificateFromFile(Path.Combine(installation.Data, "pki", "ca.crt")));
        var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, SslOptions = { CertificateChainPolicy = policy } });
        http.DefaultRequestHeaders.Authorization = new("Bearer", secret);
        return http;
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string url, string model)
    {
        using var response = await http.PostAsync(
            url,
            Installation.Json(new JsonObject { ["model"] = model, ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = "What is the capital of France?" }) }),
            TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
