using System.Text.Json.Nodes;

namespace Modelyard.EndToEnd.Tests;

/// <summary>Models whose files are encrypted, from the registry to the answer, with everything that can go wrong in between.</summary>
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class EncryptedModelTests : IAsyncLifetime
{
    private const int PieceSize = 48;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Installation _installation = new() { Arguments = ["--no-demo", "--encrypt-model-files"] };

    private string? _key;

    public ValueTask InitializeAsync() => _installation.InitializeAsync();

    public ValueTask DisposeAsync() => _installation.DisposeAsync();

    private string Memory => File.ReadAllText(Path.Combine(_installation.Data, "model-memory"));

    private string KeyFile => Path.Combine(_installation.Data, "encryption.key");

    [Fact]
    public async Task Version_ComesIn_RunsAndAnswers_AndIsNowhereOnTheDiskInPlain()
    {
        await using var registry = await SampleRegistry.StartAsync();
        (await _installation.KubectlWithInputAsync(await registry.ManifestAsync("repository.yaml"), "apply", "-f", "-")).Succeeded();
        (await _installation.KubectlWithInputAsync(await registry.ManifestAsync("policy.yaml"), "apply", "-f", "-")).Succeeded();
        await PhaseAsync("PendingApproval");
        Directory.EnumerateFiles(Path.Combine(Memory, "models"), "*", SearchOption.AllDirectories).ShouldBeEmpty("looking at a model decrypts it piece by piece");
        (await _installation.ModelyardAsync("library", "approve", "acme/atlas:1.2", "--as", "security-lead")).Succeeded();
        (await _installation.ModelyardAsync("library", "approve", "acme/atlas:1.2", "--as", "petra", "--as-group", "product-owners")).Succeeded();
        (await _installation.KubectlWithInputAsync(await registry.ManifestAsync("deployment.yaml"), "apply", "-f", "-")).Succeeded();
        await ReadyAsync();
        await AnswersAsync();

        var plain = Directory.EnumerateFiles(Path.Combine(Memory, "models"), "atlas.gguf", SearchOption.AllDirectories).ShouldHaveSingleItem();
        var model = await File.ReadAllBytesAsync(plain);
        NowhereOnTheDisk(model);

        (await _installation.ModelyardAsync("encryption", "status")).Succeeded().ShouldMatch(@"model files ([1-9]\d*) of \1 encrypted");
        (await _installation.ModelyardAsync("encryption", "rotate")).Succeeded();
        await _installation.KillControlPlaneAsync();
        var key = await File.ReadAllTextAsync(KeyFile);
        File.Delete(KeyFile);
        (await UpAsync()).Error.ShouldMatch("are encrypted with the key [0-9a-f]{16}, and .*encryption.key is missing");
        File.Exists(KeyFile).ShouldBeFalse();
        await File.WriteAllTextAsync(KeyFile, key);

        await _installation.UpAsync();
        await ReadyAsync();
        await AnswersAsync();
        (await _installation.KubectlAsync("delete", "-n", "acme", "mdep/atlas")).Succeeded();
        await Installation.EventuallyAsync(() => Task.FromResult(File.Exists(plain)), exists => !exists, Patience);

        var blob = FlipOneByte(model);
        (await _installation.KubectlWithInputAsync(await registry.ManifestAsync("deployment.yaml"), "apply", "-f", "-")).Succeeded();
        var told = await Installation.EventuallyAsync(
            async () => (await _installation.KubectlAsync("get", "mdep/atlas", "-n", "acme", "-o", "jsonpath={.status.message}")).Output, m => m.Contains("cannot be decrypted", StringComparison.Ordinal), Patience);
        told.ShouldContain($"the file atlas.gguf cannot be decrypted: {blob} was changed or damaged");

        (await _installation.ModelyardAsync("library", "recheck", "acme/atlas:1.2", "--repair")).Succeeded();
        await ReadyAsync();
        (await _installation.ModelyardAsync("down")).Succeeded();
        Directory.Exists(Memory).ShouldBeFalse("nothing runs any more");
        NowhereOnTheDisk(model);
    }

    [Fact]
    public async Task Sync_ThatIsKilled_GoesOn_AndLeavesNothingInPlain()
    {
        const int size = 32 << 20;
        await using var registry = await SampleRegistry.StartAsync();
        var content = new byte[size];
        new Random(7).NextBytes(content);
        await registry.PushAsync("big/model", "1.0", "weights.safetensors", content);
        var repository = $$$"""
            {"apiVersion":"modelyard.dev/v1alpha1","kind":"ModelRepository","metadata":{"name":"big","namespace":"default"},
             "spec":{"source":{"url":"oci://{{{registry.Address}}}/big","bandwidth":"8Mi"},"rules":[{"repository":"big/*"}]}}
            """;
        (await _installation.KubectlWithInputAsync(repository, "apply", "-f", "-")).Succeeded();
        var partial = Path.Combine(_installation.Data, "models", "partial");
        await Installation.EventuallyAsync(() => Task.FromResult(LargestIn(partial)), length => length > 4 << 20, Patience);

        await _installation.KillControlPlaneAsync();
        var kept = LargestIn(partial);
        kept.ShouldBeInRange(1, size - 1);
        NowhereOnTheDisk(content);

        await _installation.UpAsync();
        LargestIn(partial).ShouldBeGreaterThan(4 << 20, "what has arrived is used");
        var version = JsonNode.Parse(await Installation.EventuallyAsync(
            async () => (await _installation.KubectlAsync("get", "mver/model-1.0", "-n", "default", "-o", "json")).Output, o => o.Contains("\"scan\"", StringComparison.Ordinal), Patience))!;
        ((long?)version["status"]!["size"]).ShouldBe(size);
        NowhereOnTheDisk(content);
    }

    private static long LargestIn(string folder) =>
        Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateFiles().Where(f => f.Extension != ".json").Select(f => f.Length).DefaultIfEmpty(0).Max() : 0;

    private Task<Outcome> UpAsync() => _installation.ModelyardAsync(["up", "--detach", "--port-base", _installation.PortBase.ToString(), .. _installation.Arguments]);

    private async Task PhaseAsync(string phase) => await Installation.EventuallyAsync(
        async () => (await _installation.KubectlAsync("get", "mver/atlas-1.2", "-n", "acme", "-o", "jsonpath={.status.phase}")).Output.Trim(), p => p == phase, Patience);

    private async Task ReadyAsync() =>
        (await _installation.KubectlAsync("wait", "-n", "acme", "--for=condition=Ready", "mdep/atlas", "--timeout=60s")).Succeeded();

    // A process that an earlier control plane started goes on; that it is found again may take a moment.
    private async Task AnswersAsync() => await Installation.EventuallyAsync(AskAsync, answer => answer.Contains("\"choices\"", StringComparison.Ordinal), Patience);

    private async Task<string> AskAsync()
    {
        _key ??= (string)JsonNode.Parse((await _installation.ModelyardAsync("keys", "create", "--name", "tests", "-n", "acme", "--expires", "7d", "-o", "json")).Succeeded())!["status"]!["secret"]!;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions")
        {
            Content = Installation.Json(new JsonObject { ["model"] = "atlas", ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = "Hello" }), ["max_tokens"] = 4 }),
        };
        request.Headers.Authorization = new("Bearer", _key);
        using var response = await _installation.Gateway.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    private void NowhereOnTheDisk(byte[] model)
    {
        // From several places of it: a copy of any part would be found.
        var pieces = Enumerable.Range(1, 8).Select(i => model.AsMemory(model.Length / 9 * i, PieceSize)).ToList();
        var sockets = Path.Combine(_installation.Data, "run") + "/";
        // What is locked cannot be opened, and is too short to hold any.
        foreach (var file in Directory.EnumerateFiles(_installation.Data, "*", SearchOption.AllDirectories)
            .Where(f => !f.StartsWith(sockets, StringComparison.Ordinal) && new FileInfo(f).Length >= PieceSize))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            pieces.FindIndex(p => bytes.AsSpan().IndexOf(p.Span) >= 0).ShouldBe(-1, file);
        }
    }

    private string FlipOneByte(byte[] model)
    {
        var digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(model));
        var blob = Directory.EnumerateFiles(Path.Combine(_installation.Data, "models", "sealed"), digest, SearchOption.AllDirectories).Single();
        File.SetUnixFileMode(blob, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        using var stream = File.Open(blob, FileMode.Open, FileAccess.ReadWrite);
        stream.Position = stream.Length / 2;
        var one = stream.ReadByte();
        stream.Position = stream.Length / 2;
        stream.WriteByte((byte)(one ^ 1));
        return blob;
    }
}
