using System.Text.Json.Nodes;

namespace Modelyard.EndToEnd.Tests;

/// <summary>What a governor does with the library, against a real registry.</summary>
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class LibraryTests(Installation installation) : IClassFixture<Installation>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Version_ComesIn_IsApprovedByTwo_AndOnlyThenRuns_AndOnlyUnchanged()
    {
        await using var registry = await SampleRegistry.StartAsync();
        var repository = await registry.ManifestAsync("repository.yaml");
        (await installation.KubectlWithInputAsync(repository, "apply", "-f", "-")).Succeeded();
        (await installation.KubectlWithInputAsync(await registry.ManifestAsync("policy.yaml"), "apply", "-f", "-")).Succeeded();

        var file = Path.Combine(installation.Data, "repository.yaml");
        await File.WriteAllTextAsync(file, repository);
        var preview = (await installation.ModelyardAsync("library", "preview", "-f", file)).Succeeded();
        preview.ShouldMatch(@"acme/atlas +1\.1 +no .*newest 1 of acme/atlas");
        preview.ShouldMatch(@"acme/atlas +1\.2 +yes .*rule 2 takes it");
        preview.ShouldMatch(@"acme/atlas-car +1\.2 +no .*rule 1 leaves it out");

        var pending = await UntilAsync("1.2", v => (string?)v["status"]?["phase"] == "PendingApproval");
        ((string?)pending["status"]!["scan"]!["verdict"]).ShouldBe("Clean");
        ((string?)pending["status"]!["metadata"]!["license"]).ShouldBe("Apache-2.0");
        (await installation.KubectlAsync("get", "mver", "-n", "acme", "-l", "modelyard.dev/model=atlas", "-o", "name")).Succeeded().Trim().ShouldBe("modelversion.modelyard.dev/atlas-1.2");

        var deployment = await registry.ManifestAsync("deployment.yaml");
        (await installation.KubectlWithInputAsync(deployment, "apply", "-f", "-")).Error.ShouldContain("acme/atlas:1.2 is not approved yet. 1 approval for security is missing, from security-lead (policy production)");
        (await installation.ModelyardAsync("library", "approve", "acme/atlas:1.2", "--as", "stranger")).Error.ShouldContain("forbidden");
        (await installation.ModelyardAsync("library", "approve", "acme/atlas:1.2", "--as", "security-lead", "--comment", "benchmarks fine")).Succeeded()
            .ShouldContain("is PendingApproval: 1 approval for product is missing, from the group product-owners");
        (await installation.ModelyardAsync("library", "delegate", "acme/atlas:1.2", "--to", "jo", "--as", "petra", "--as-group", "product-owners")).Succeeded()
            .ShouldContain("petra: delegate acme/atlas:1.2 to jo, recorded");
        (await installation.ModelyardAsync("library", "approve", "acme/atlas:1.2", "--as", "petra", "--as-group", "product-owners")).Succeeded().ShouldContain("is Approved");

        (await installation.KubectlWithInputAsync(deployment, "apply", "-f", "-")).Succeeded();
        (await installation.KubectlAsync("wait", "-n", "acme", "--for=condition=Ready", "mdep/atlas", "--timeout=60s")).Succeeded();
        (await installation.ModelyardAsync("library", "show", "acme/atlas:1.2")).Succeeded().ShouldMatch(@"security-lead +Approve +security +benchmarks fine");

        await ShowsItsRecordsAsync();

        FlipOneByte("atlas.gguf", await UntilAsync("1.2", _ => true));
        (await installation.KubectlAsync("delete", "pod", "-n", "acme", "--all")).Succeeded();
        var told = await Installation.EventuallyAsync(async () => (await installation.KubectlAsync("get", "mdep/atlas", "-n", "acme", "-o", "jsonpath={.status.message}")).Output, m => m.Contains("atlas.gguf", StringComparison.Ordinal), Patience);
        told.ShouldContain("is not in the model store as it was approved");

        var recheck = await installation.ModelyardAsync("library", "recheck", "acme/atlas:1.2");
        recheck.ExitCode.ShouldBe(1);
        recheck.Output.ShouldMatch("acme/atlas:1.2 is not what was approved\\s+atlas.gguf hashes to");
        (await installation.ModelyardAsync("library", "recheck", "acme/atlas:1.2", "--repair")).Succeeded().ShouldContain("was not what was approved, and is again");
        (await installation.ModelyardAsync("library", "recheck", "acme/atlas:1.2")).Succeeded().ShouldContain("is what was approved");
        (await installation.ModelyardAsync("audit", "verify")).Succeeded();
    }

    private async Task ShowsItsRecordsAsync()
    {
        var history = await Installation.EventuallyAsync(
            async () => (await installation.ModelyardAsync("library", "history", "-n", "acme", "--on", "0s")).Output, o => o.Contains("acme/atlas:1.2", StringComparison.Ordinal), Patience);
        history.ShouldMatch(@"acme +atlas +acme/atlas:1\.2 .* now +(security-lead for security on [\d-]+, petra for product|petra for product on [\d-]+, security-lead for security)");
        (await installation.ModelyardAsync("library", "history", "-n", "acme", "--on", "2020-01-01")).Error.ShouldContain("Nothing ran on 2020-01-01");
        (await installation.KubectlAsync("auth", "can-i", "list", "servingrecords.ledger.modelyard.dev", "-n", "acme", "--as", "stranger")).Output.ShouldContain("no");
        (await installation.ModelyardAsync("library", "lineage", "acme/atlas:1.2")).Succeeded().ShouldMatch(@"Used for\s+STEPS.*\s+1 +deployment +acme/atlas");

        ClientLibraryTests.Require();
        var file = Path.Combine(installation.Data, "bom.json");
        (await installation.ModelyardAsync("library", "sbom", "acme/atlas:1.2", "-o", file)).Succeeded();
        (await installation.RunAsync("node", Path.Combine(ClientLibraryTests.Folder, "validate-bom.mjs"), file)).Succeeded().ShouldContain("ok valid");
        JsonNode.Parse(await File.ReadAllTextAsync(file))!["metadata"]!["component"]!["licenses"]![0]!["license"]!["id"]!.ToString().ShouldBe("Apache-2.0");
    }

    [Fact]
    public async Task Sync_ThatIsKilled_LeavesNothingHalfDone_AndGoesOn()
    {
        const int size = 48 << 20;
        await using var registry = await SampleRegistry.StartAsync();
        var content = new byte[size];
        new Random(7).NextBytes(content);
        await registry.PushAsync("big/model", "1.0", "weights.safetensors", content);
        var repository = $$$"""
            {"apiVersion":"modelyard.dev/v1alpha1","kind":"ModelRepository","metadata":{"name":"big","namespace":"default"},
             "spec":{"source":{"url":"oci://{{{registry.Address}}}/big","bandwidth":"8Mi"},"rules":[{"repository":"big/*"}]}}
            """;
        (await installation.KubectlWithInputAsync(repository, "apply", "-f", "-")).Succeeded();
        var partial = Path.Combine(installation.Data, "models", "partial");
        await Installation.EventuallyAsync(() => Task.FromResult(LargestIn(partial)), length => length > 4 << 20, Patience);

        await installation.KillControlPlaneAsync();
        var kept = LargestIn(partial);
        kept.ShouldBeInRange(1, size - 1);
        Directory.EnumerateDirectories(Path.Combine(installation.Data, "models", "models")).Select(d => Directory.EnumerateFiles(d).Count(f => f.EndsWith("weights.safetensors", StringComparison.Ordinal))).Sum().ShouldBe(0);

        await installation.UpAsync();
        var version = JsonNode.Parse(await Installation.EventuallyAsync(
            async () => (await installation.KubectlAsync("get", "mver/model-1.0", "-n", "default", "-o", "json")).Output, o => o.Contains("\"scan\"", StringComparison.Ordinal), Patience))!;
        ((long?)version["status"]!["size"]).ShouldBe(size);
        ((string?)version["status"]!["phase"]).ShouldBe("Blocked", "random bytes are no safetensors file");
    }

    [Fact]
    public async Task Pickle_IsBlocked_UntilSomebodyElseAnswersForIt()
    {
        await using var registry = await SampleRegistry.StartAsync();
        await registry.PushAsync("old/model", "1.0", "model.pkl", [0x80, 2, (byte)'}', (byte)'.']);
        var manifests = $$$"""
            {"apiVersion":"v1","kind":"List","items":[
              {"apiVersion":"v1","kind":"Namespace","metadata":{"name":"acme"}},
              {"apiVersion":"modelyard.dev/v1alpha1","kind":"ModelRepository","metadata":{"name":"old","namespace":"acme"},
               "spec":{"source":{"url":"oci://{{{registry.Address}}}/old"},"rules":[{"repository":"old/*"}],"versionLabels":{"environment":"production"} } }]}
            """;
        (await installation.KubectlWithInputAsync(manifests, "apply", "-f", "-")).Succeeded();
        (await installation.KubectlWithInputAsync(await registry.ManifestAsync("policy.yaml"), "apply", "-f", "-")).Succeeded();
        (await installation.KubectlWithInputAsync(await registry.ManifestAsync("scan-policy.yaml"), "apply", "-f", "-")).Succeeded();
        (await MessageAsync("Blocked")).ShouldContain("modelyard library waive acme/model:1.0 --rule MY-POL-001");

        (await WaiveAsync("security-lead")).Error.ShouldContain("cannot create resource \"scanwaivers\"", customMessage: "who approves does not waive");
        (await WaiveAsync("risk-owner")).Succeeded().ShouldContain("acme/model:1.0 is PendingApproval");
        (await installation.ModelyardAsync("library", "show", "acme/model:1.0")).Succeeded().ShouldMatch(@"Medium +Waived +model-1\.0-\S+ until .*MY-POL-001");
        (await installation.ModelyardAsync("library", "approve", "acme/model:1.0", "--as", "security-lead")).Succeeded();
        (await installation.ModelyardAsync("library", "approve", "acme/model:1.0", "--as", "petra", "--as-group", "product-owners")).Succeeded().ShouldContain("is Approved");

        (await installation.KubectlAsync("delete", "scanwaivers", "-n", "acme", "--all")).Succeeded();
        (await MessageAsync("Blocked")).ShouldContain("The scan stands against it");
        (await installation.ModelyardAsync("audit", "export")).Succeeded().ShouldContain("\"scanwaivers\"");

        Task<Outcome> WaiveAsync(string who) =>
            installation.ModelyardAsync("library", "waive", "acme/model:1.0", "--rule", "MY-POL-001", "--reason", "No other format.", "--expires", "30d", "--as", who);

        async Task<string> MessageAsync(string phase) => (await Installation.EventuallyAsync(
            async () => (await installation.KubectlAsync("get", "mver/model-1.0", "-n", "acme", "-o", "jsonpath={.status.phase} {.status.message}")).Output,
            output => output.StartsWith(phase, StringComparison.Ordinal),
            Patience))[(phase.Length + 1)..];
    }

    private static long LargestIn(string folder) =>
        Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateFiles().Where(f => f.Extension != ".json").Select(f => f.Length).DefaultIfEmpty(0).Max() : 0;

    private async Task<JsonNode> UntilAsync(string version, Func<JsonNode, bool> isReached) => JsonNode.Parse(await Installation.EventuallyAsync(
        async () => (await installation.KubectlAsync("get", $"mver/atlas-{version}", "-n", "acme", "-o", "json")).Output,
        output => output.Length > 0 && isReached(JsonNode.Parse(output)!),
        Patience))!;

    private void FlipOneByte(string path, JsonNode version)
    {
        var digest = (string)version["status"]!["files"]!.AsArray().Single(f => (string?)f!["path"] == path)!["digest"]!;
        var blob = Directory.EnumerateFiles(Path.Combine(installation.Data, "models", "blobs"), digest["sha256:".Length..], SearchOption.AllDirectories).Single();
        File.SetUnixFileMode(blob, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        using var stream = File.Open(blob, FileMode.Open, FileAccess.ReadWrite);
        stream.Position = stream.Length / 2;
        var one = stream.ReadByte();
        stream.Position = stream.Length / 2;
        stream.WriteByte((byte)(one ^ 1));
    }
}
