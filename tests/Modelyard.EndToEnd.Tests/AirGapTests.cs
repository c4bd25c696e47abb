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

    [Fact]
    public async Task Import_ThatIsKilled_IsRepeated_AndThenEverythingIsThere()
    {
        const int versions = 12;
        var archive = Path.Combine(_there.Data, "many.tar");
        var references = await OfferAsync(versions);
        (await _here.ModelyardAsync(["library", "export", .. references, "-o", archive])).Succeeded();
        var key = Path.Combine(_there.Data, "here.pem");
        await File.WriteAllTextAsync(key, await KeyAsync());
        (await _there.KubectlAsync("create", "namespace", "many")).Succeeded();

        var import = _there.ModelyardAsync("library", "import", archive, "-n", "many", "--trust", key);
        await Installation.EventuallyAsync(() => CountAsync(_there, "modelversions"), count => count > 0, Patience);
        await _there.KillControlPlaneAsync();
        await import;
        await _there.UpAsync();
        (await _there.ModelyardAsync("library", "import", archive, "-n", "many", "--trust", key)).Succeeded();

        (await CountAsync(_there, "modelversions")).ShouldBe(versions);
        (await CountAsync(_there, "models.modelyard.dev")).ShouldBe(versions);
        (await NamesAsync(_there, "modelsignatures")).Select(n => n[..n.LastIndexOf('-')])
            .ShouldBe(await NamesAsync(_here, "modelsignatures"), "each version has the signature it was exported with, here under a name of its content");
        foreach (var name in await NamesAsync(_there, "modelversions"))
        {
            var version = JsonNode.Parse(await Installation.EventuallyAsync(
                async () => (await _there.KubectlAsync("get", $"mver/{name}", "-n", "many", "-o", "json")).Output,
                output => (string?)JsonNode.Parse(output)!["status"]?["phase"] == "PendingApproval",
                Patience))!;
            ((string?)version["spec"]!["imported"]!["scan"]!["verdict"]).ShouldBe("Clean");
            ((string?)version["spec"]!["imported"]!["decisions"]![0]!["decision"]).ShouldBe("Approve");
        }
    }

    /// <summary>Approves as many small versions here, and returns what they are called.</summary>
    private async Task<string[]> OfferAsync(int versions)
    {
        (await _here.KubectlAsync("create", "namespace", "many")).Succeeded();
        var offered = Directory.CreateTempSubdirectory("modelyard-offered-").FullName;
        for (var i = 0; i < versions; i++)
        {
            var folder = Directory.CreateDirectory(Path.Combine(offered, $"small-{i:00}", "1.0")).FullName;
            await File.WriteAllBytesAsync(Path.Combine(folder, "model.safetensors"), SafetensorsOf((byte)i));
        }

        var repository = $$$"""
            {"apiVersion":"modelyard.dev/v1alpha1","kind":"ModelRepository","metadata":{"name":"offered","namespace":"many"},
             "spec":{"source":{"url":"file://{{{offered}}}"},"rules":[{"repository":"**"}] } }
            """;
        (await _here.KubectlWithInputAsync(repository, "apply", "-f", "-")).Succeeded();
        var names = await Installation.EventuallyAsync(() => NamesAsync(_here, "modelversions"), found => found.Length == versions, Patience);
        foreach (var name in names)
        {
            (await _here.KubectlAsync("wait", "-n", "many", "--for=jsonpath={.status.phase}=PendingApproval", $"mver/{name}", "--timeout=60s")).Succeeded();
            var approval = $$$"""
                {"apiVersion":"modelyard.dev/v1alpha1","kind":"ModelApproval","metadata":{"name":"{{{name}}}","namespace":"many"},"spec":{"version":"{{{name}}}","decision":"Approve"}}
                """;
            (await _here.KubectlWithInputAsync(approval, "apply", "-f", "-")).Succeeded();
            (await _here.KubectlAsync("wait", "-n", "many", "--for=jsonpath={.status.phase}=Approved", $"mver/{name}", "--timeout=60s")).Succeeded();
        }

        await Installation.EventuallyAsync(() => CountAsync(_here, "modelsignatures"), count => count == versions, Patience);
        return [.. names.Select(n => $"many/{n[..n.LastIndexOf('-')]}:1.0")];
    }

    private static byte[] SafetensorsOf(byte content)
    {
        var header = Encoding.UTF8.GetBytes("""{"w":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}""".PadRight(64));
        return [.. BitConverter.GetBytes((long)header.Length), .. header, 0, content];
    }

    private static async Task<int> CountAsync(Installation installation, string kind) => (await NamesAsync(installation, kind)).Length;

    private static async Task<string[]> NamesAsync(Installation installation, string kind) =>
        (await installation.KubectlAsync("get", kind, "-n", "many", "-o", "name")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(n => n[(n.IndexOf('/') + 1)..]).Order(StringComparer.Ordinal).ToArray();

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
