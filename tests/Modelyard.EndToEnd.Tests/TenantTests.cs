using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Modelyard.EndToEnd.Tests;

/// <summary>Two organizations on one installation, from the sample that shows them.</summary>
public sealed class TenantTests(Installation installation) : IClassFixture<Installation>
{
    private const string Question = "What is the capital of France?";
    private static readonly string Sample = Path.Combine(Installation.Root, "samples", "tenants.yaml");

    [Fact]
    public async Task Tenants_AppliedAtOnce_CallWhatIsTheirsAndWhatIsShared_AndNothingElse()
    {
        (await installation.KubectlAsync("apply", "-f", Sample)).Succeeded().ShouldContain("modeldeployment.modelyard.dev/atlas-chat created");
        (await installation.KubectlAsync("wait", "mdep", "--all", "-A", "--for=condition=Ready", "--timeout=60s")).Succeeded();
        var again = (await installation.KubectlAsync("apply", "-f", Sample)).Succeeded();
        again.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(line => line.EndsWith(" unchanged"));
        (await installation.KubectlAsync("get", "organization", "acme", "-o", "jsonpath={.status.projects}")).Succeeded().Trim().ShouldBe("1");
        var (acme, globex) = (await KeyAsync("acme"), await KeyAsync("globex"));

        (await CallAsync(acme, "/v1", "atlas-chat")).ShouldBe((HttpStatusCode.OK, "The capital of France is Paris."));
        (await CallAsync(acme, "/v1", "atlas-shared")).ShouldBe((HttpStatusCode.OK, "The capital of France is Paris."));
        (await CallAsync(acme, "/e/acme-chat/v1", "chat")).ShouldBe((HttpStatusCode.OK, "The capital of France is Paris."));
        (await CallAsync(globex, "/v1", "atlas-shared")).ShouldBe((HttpStatusCode.OK, "The capital of France is Paris."));
        (await CallAsync(globex, "/v1", "atlas-chat")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await CallAsync(globex, "/e/acme-chat/v1", "chat")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<string> KeyAsync(string project)
    {
        var created = (await installation.ModelyardAsync("keys", "create", "--name", "tests", "-n", project, "--expires", "7d", "-o", "json")).Succeeded();
        return (string)JsonNode.Parse(created)!["status"]!["secret"]!;
    }

    private async Task<(HttpStatusCode Status, string? Answer)> CallAsync(string key, string path, string model)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path + "/chat/completions");
        request.Headers.Authorization = new("Bearer", key);
        request.Content = JsonContent.Create(new { model, messages = new[] { new { role = "user", content = Question } } });
        using var response = await installation.Gateway.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken);
        return (response.StatusCode, (string?)body!["choices"]?[0]?["message"]?["content"]);
    }
}
