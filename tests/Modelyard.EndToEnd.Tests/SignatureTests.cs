using System.Text.Json.Nodes;

namespace Modelyard.EndToEnd.Tests;

/// <summary>Signatures in a real registry, and Modelyard's own in the hands of others.</summary>
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class SignatureTests(Installation installation) : IClassFixture<Installation>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly string Clients = Path.Combine(Installation.Root, "tests", "Modelyard.EndToEnd.Tests", "Clients");

    [Fact]
    public async Task Model_HasToBeSigned_RunsWhenItIs_AndNotWhenItsRecordWasChanged()
    {
        await using var registry = await SampleRegistry.StartAsync();
        (await installation.KubectlWithInputAsync(await registry.RunAsync("policy"), "apply", "-f", "-")).Succeeded();
        (await installation.KubectlWithInputAsync(await registry.ManifestAsync("repository.yaml"), "apply", "-f", "-")).Succeeded();
        var blocked = await UntilAsync("1.2", "Blocked");
        ((string)blocked["status"]!["message"]!).ShouldContain("The policy production needs a signature by the key release, and none was found");

        (await registry.RunAsync("sign", "1.2")).ShouldContain("signed acme/atlas@sha256:");
        var verified = (await installation.ModelyardAsync("library", "verify", "acme/atlas:1.2")).Succeeded();
        verified.ShouldMatch(@"cosign +yes +release +production +registry sha256:");
        await UntilAsync("1.2", "PendingApproval");
        (await installation.ModelyardAsync("library", "signature", "acme/atlas:1.2")).Error.ShouldContain("Modelyard signs a version when it is approved");

        (await installation.ModelyardAsync("library", "approve", "acme/atlas:1.2")).Succeeded().ShouldContain("is Approved");
        await OthersCheckAsync();
        (await installation.ModelyardAsync("library", "keys", "rotate")).Succeeded();
        (await installation.ModelyardAsync("library", "keys", "list")).Succeeded().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(3);

        (await installation.KubectlWithInputAsync(await registry.ManifestAsync("deployment.yaml"), "apply", "-f", "-")).Succeeded();
        (await installation.KubectlAsync("wait", "-n", "acme", "--for=condition=Ready", "mdep/atlas", "--timeout=60s")).Succeeded();

        var changed = new JsonObject { ["status"] = new JsonObject { ["files"] = new JsonArray(new JsonObject { ["path"] = "atlas.gguf", ["digest"] = "sha256:" + new string('0', 64), ["size"] = 1 }) } };
        (await installation.KubectlAsync("patch", "mver/atlas-1.2", "-n", "acme", "--subresource=status", "--type=merge", "-p", changed.ToJsonString())).Succeeded();
        (await installation.KubectlAsync("delete", "pod", "-n", "acme", "--all")).Succeeded();
        var told = await Installation.EventuallyAsync(
            async () => (await installation.KubectlAsync("get", "mdep/atlas", "-n", "acme", "-o", "jsonpath={.status.message}")).Output, m => m.Contains("not what Modelyard signed", StringComparison.Ordinal), Patience);
        told.ShouldContain("atlas.gguf is changed since it was signed");
    }

    [Fact]
    public async Task Signature_OfAnotherArtifact_CountsForNothing()
    {
        await using var registry = await SampleRegistry.StartAsync();
        (await installation.KubectlWithInputAsync(await registry.RunAsync("policy"), "apply", "-f", "-")).Succeeded();
        var (first, second) = (await registry.DigestAsync("acme/atlas", "1.1"), await registry.DigestAsync("acme/atlas", "1.2"));
        await registry.RunAsync("sign", "1.2");
        await registry.CopyAsync($"acme/atlas:{second.Replace(':', '-')}.sig", $"acme/atlas:{first.Replace(':', '-')}.sig");
        var version = $$$"""
            {"apiVersion":"modelyard.dev/v1alpha1","kind":"ModelVersion","metadata":{"name":"copied-1.1","namespace":"default","labels":{"environment":"production"} },
             "spec":{"model":"copied","version":"1.1","source":{"uri":"oci://{{{registry.Address}}}/acme/atlas@{{{first}}}" } } }
            """;
        (await installation.KubectlWithInputAsync(version, "apply", "-f", "-")).Succeeded();

        var told = await Installation.EventuallyAsync(
            async () => (await installation.KubectlAsync("get", "mver/copied-1.1", "-n", "default", "-o", "jsonpath={.status.phase} {.status.message}")).Output, m => m.StartsWith("Blocked", StringComparison.Ordinal), Patience);

        told.ShouldContain($"it signs {second}, and the version is {first}: it was copied from something else");
    }

    [Fact]
    public async Task Bundle_MadeBySigstoresOwnLibraries_IsVerified()
    {
        var folder = Directory.CreateTempSubdirectory("modelyard-signed-").FullName;
        File.Copy(Path.Combine(Installation.Root, "models", "atlas", "atlas.gguf"), Path.Combine(folder, "atlas.gguf"));
        var files = Directory.CreateTempSubdirectory("modelyard-key-").FullName;
        var (key, statement) = (Path.Combine(files, "release.key"), Path.Combine(files, "statement.json"));
        (await Shell.RunAsync("openssl", ["ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", key])).Succeeded();
        var publicKey = (await Shell.RunAsync("openssl", ["ec", "-in", key, "-pubout"])).Succeeded();
        var digest = (await Shell.RunAsync("sha256sum", [Path.Combine(folder, "atlas.gguf")])).Succeeded()[..64];
        await File.WriteAllTextAsync(statement, StatementOf(digest));
        await File.WriteAllTextAsync(Path.Combine(folder, "model.sig"), (await installation.RunAsync("node", Path.Combine(Clients, "sigstore.mjs"), "sign", statement, key)).Succeeded());
        var policy = new JsonObject
        {
            ["apiVersion"] = "modelyard.dev/v1alpha1",
            ["kind"] = "SignaturePolicy",
            ["metadata"] = new JsonObject { ["name"] = "by-sigstore" },
            ["spec"] = new JsonObject { ["versions"] = new JsonObject { ["models"] = new JsonArray("signed") }, ["keys"] = new JsonArray(new JsonObject { ["name"] = "sigstore-js", ["publicKey"] = publicKey }) },
        };
        (await installation.KubectlWithInputAsync(policy.ToJsonString(), "apply", "-f", "-")).Succeeded();
        var version = $$$"""
            {"apiVersion":"modelyard.dev/v1alpha1","kind":"ModelVersion","metadata":{"name":"signed-1.0","namespace":"default"},
             "spec":{"model":"signed","version":"1.0","source":{"uri":"file://{{{folder}}}" } } }
            """;
        (await installation.KubectlWithInputAsync(version, "apply", "-f", "-")).Succeeded();

        var signed = await Installation.EventuallyAsync(
            async () => (await installation.KubectlAsync("get", "mver/signed-1.0", "-n", "default", "-o", "jsonpath={.status.phase} {.status.signatures}")).Output, o => o.Contains("signer", StringComparison.Ordinal), Patience);

        signed.ShouldStartWith("PendingApproval");
        signed.ShouldContain("\"signer\":\"sigstore-js\"");
    }

    private async Task OthersCheckAsync()
    {
        var folder = Directory.CreateTempSubdirectory("modelyard-sealed-").FullName;
        var (bundle, key) = (Path.Combine(folder, "model.sig"), Path.Combine(folder, "modelyard.pub"));
        (await installation.ModelyardAsync("library", "signature", "acme/atlas:1.2", "-o", bundle)).Succeeded();
        await File.WriteAllTextAsync(key, (await installation.ModelyardAsync("library", "keys", "public")).Succeeded());

        var statement = (await installation.RunAsync("node", Path.Combine(Clients, "sigstore.mjs"), "verify", bundle, key)).Succeeded();
        ((string?)JsonNode.Parse(statement)!["subject"]![0]!["name"]).ShouldBe("acme/atlas:1.2");

        var forged = JsonNode.Parse(await File.ReadAllTextAsync(bundle))!;
        var payload = Convert.FromBase64String((string)forged["dsseEnvelope"]!["payload"]!);
        payload[^10] ^= 1;
        forged["dsseEnvelope"]!["payload"] = Convert.ToBase64String(payload);
        await File.WriteAllTextAsync(bundle, forged.ToJsonString());
        (await installation.RunAsync("node", Path.Combine(Clients, "sigstore.mjs"), "verify", bundle, key)).Error.ShouldContain("signature verification failed");
    }

    private static string StatementOf(string digest)
    {
        var root = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Convert.FromHexString(digest)));
        return $$$"""
            {"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"atlas","digest":{"sha256":"{{{root}}}"} }],"predicateType":"https://model_signing/signature/v1.0",
             "predicate":{"serialization":{"method":"files","hash_type":"sha256","allow_symlinks":false,"ignore_paths":["model.sig"]},
                          "resources":[{"name":"atlas.gguf","algorithm":"sha256","digest":"{{{digest}}}" }] } }
            """;
    }

    private async Task<JsonNode> UntilAsync(string version, string phase) => JsonNode.Parse(await Installation.EventuallyAsync(
        async () => (await installation.KubectlAsync("get", $"mver/atlas-{version}", "-n", "acme", "-o", "json")).Output,
        output => output.Length > 0 && (string?)JsonNode.Parse(output)!["status"]?["phase"] == phase,
        Patience))!;
}
