using System.Text;
using System.Text.Json.Nodes;

namespace Modelyard.EndToEnd.Tests;

/// <summary>A model carried as a file from one installation to another that never sees the registry.</summary>
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class AirGapTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Installation _here = new();
    private readonly Installation _there = new() { Arguments = ["--no-demo"] };

    public async ValueTask InitializeAsync()
    {
        await _here.InitializeAsync();
        await _there.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _here.DisposeAsync();
        await _there.DisposeAsync();
    }

    [Fact]
    public async Task Version_GoesAcrossAsAFile_AndRunsThereOnceItIsApprovedThere()
    {
        var archive = Path.Combine(_there.Data, "atlas.tar");
        string deployment, policy;
        await using (var registry = await SampleRegistry.StartAsync())
        {
            (await _here.KubectlWithInputAsync(await registry.ManifestAsync("repository.yaml"), "apply", "-f", "-")).Succeeded();
            policy = await registry.ManifestAsync("policy.yaml");
            deployment = await registry.ManifestAsync("deployment.yaml");
            await UntilAsync(_here, "PendingApproval");
            (await _here.ModelyardAsync("library", "approve", "acme/atlas:1.2")).Succeeded();
            await UntilAsync(_here, "Approved");
            (await _here.ModelyardAsync("library", "export", "acme/atlas:1.2", "-o", archive)).Succeeded().ShouldContain("acme/atlas:1.2 in ");
        }

        (await _there.KubectlWithInputAsync("""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"acme","labels":{"modelyard.dev/model-policy":"enforce"}}}""", "apply", "-f", "-")).Succeeded();
        (await _there.KubectlWithInputAsync(policy, "apply", "-f", "-")).Succeeded();
        (await _there.ModelyardAsync("library", "import", archive, "-n", "acme")).Error.ShouldContain("no key is trusted here");
        (await _there.KubectlAsync("auth", "can-i", "create", "modelimports.modelyard.dev", "-n", "acme", "--as", "stranger")).Output.ShouldContain("no");
        var key = Path.Combine(_there.Data, "here.pem");
        await File.WriteAllTextAsync(key, await KeyAsync());
        (await _there.ModelyardAsync("library", "import", archive, "-n", "acme", "--trust", key)).Succeeded().ShouldMatch(@"acme/atlas:1\.2 +sha256:[0-9a-f]+ +imported");

        var version = await UntilAsync(_there, "PendingApproval");
        ((string?)version["spec"]!["imported"]!["phase"]).ShouldBe("Approved");
        (await _there.KubectlWithInputAsync(deployment, "apply", "-f", "-")).Error.ShouldContain("acme/atlas:1.2 is not approved yet");
        (await _there.ModelyardAsync("library", "approve", "acme/atlas:1.2", "--as", "security-lead")).Succeeded();
        (await _there.ModelyardAsync("library", "approve", "acme/atlas:1.2", "--as", "petra", "--as-group", "product-owners")).Succeeded();
        await UntilAsync(_there, "Approved");
        (await _there.KubectlWithInputAsync(deployment, "apply", "-f", "-")).Succeeded();
        (await _there.KubectlAsync("wait", "-n", "acme", "--for=condition=Ready", "mdep/atlas", "--timeout=60s")).Succeeded();
        (await _there.ModelyardAsync("library", "import", archive, "-n", "acme", "--trust", key)).Succeeded().ShouldContain("was here already");
    }

    private static async Task<JsonNode> UntilAsync(Installation installation, string phase) => JsonNode.Parse(await Installation.EventuallyAsync(
        async () => (await installation.KubectlAsync("get", "mver/atlas-1.2", "-n", "acme", "-o", "json")).Output,
        output => output.Length > 0 && (string?)JsonNode.Parse(output)!["status"]?["phase"] == phase,
        Patience))!;

    private async Task<string> KeyAsync()
    {
        var secret = JsonNode.Parse((await _here.KubectlAsync("get", "secret/modelyard-signing-keys", "-n", "kube-system", "-o", "json")).Succeeded())!;
        return Encoding.UTF8.GetString(Convert.FromBase64String(secret["data"]!.AsObject().Single(d => d.Key.EndsWith(".pub", StringComparison.Ordinal)).Value!.ToString()));
    }
}
