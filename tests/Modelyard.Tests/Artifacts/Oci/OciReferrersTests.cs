using System.Text.Json.Nodes;
using Modelyard.Artifacts;

namespace Modelyard.Tests.Artifacts;

public sealed class OciReferrersTests : IAsyncLifetime
{
    private const string Signature = "application/vnd.dev.cosign.simplesigning.v1+json";
    private readonly TestFetcher _test = new();
    private ScriptedRegistry _registry = null!;
    private OciModelUri _model = null!;
    private string _digest = "";

    public async ValueTask InitializeAsync()
    {
        _registry = new ScriptedRegistry(await FileServer.StartAsync());
        _digest = _registry.Add("acme/atlas", "1.0", _registry.ModelPack(("atlas.gguf", [1])));
        _model = (OciModelUri)ModelUri.Parse($"oci://{_registry.Address}/acme/atlas@{_digest}");
    }

    public async ValueTask DisposeAsync()
    {
        _test.Dispose();
        await _registry.Server.DisposeAsync();
    }

    [Fact]
    public async Task Referrers_ListedByTheRegistry_AreRead()
    {
        var about = _registry.Add("acme/atlas", "x", About("application/vnd.acme.bom", "bom", _digest));
        var other = _registry.Add("acme/atlas", "y", About("application/vnd.acme.bom", "of another", "sha256:" + new string('0', 64)));
        Serve($"/v2/acme/atlas/referrers/{_digest}", ScriptedRegistry.Index(ScriptedRegistry.Entry(about), ScriptedRegistry.Entry(other)));

        var found = (await ListAsync()).ShouldHaveSingleItem();

        (found.Subject, found.Digest, found.ArtifactType, found.Tag).ShouldBe((_digest, about, "application/vnd.acme.bom", null));
        (await ReadAsync(found)).ShouldBe("bom"u8.ToArray());
    }

    [Fact]
    public async Task Referrers_OfARegistryWithoutThem_AreFoundByTheirTag()
    {
        var about = _registry.Add("acme/atlas", "x", About("application/vnd.acme.bom", "bom", _digest));
        _registry.Add("acme/atlas", _digest.Replace(':', '-'), ScriptedRegistry.Index(ScriptedRegistry.Entry(about)));

        (await ListAsync()).ShouldHaveSingleItem().Digest.ShouldBe(about);
    }

    [Fact]
    public async Task Signature_OfCosign_IsFoundInARealRegistry()
    {
        await using var registry = await DockerRegistry.StartAsync();
        using var folder = new OciFolder();
        var digest = await folder.PushAsync(registry, "acme/atlas:1.0", folder.ModelPack());
        var layer = folder.File(Signature, "payload"u8.ToArray(), "dev.cosignproject.cosign/signature", "c2lnbmF0dXJl");
        var tag = digest.Replace(':', '-') + ".sig";
        await folder.PushAsync(registry, $"acme/atlas:{tag}", folder.Manifest(folder.Blob("application/vnd.oci.image.config.v1+json", "{}"u8.ToArray()), [layer]));
        _model = (OciModelUri)ModelUri.Parse($"oci://{registry.Address}/acme/atlas@{digest}");

        var found = (await ListAsync()).ShouldHaveSingleItem();

        (found.ArtifactType, found.Tag).ShouldBe((Signature, tag));
        found.Layers[0].Annotations!["dev.cosignproject.cosign/signature"].ShouldBe("c2lnbmF0dXJl");
        (await ReadAsync(found)).ShouldBe("payload"u8.ToArray());
        var manifest = await _test.Fetcher.Referrers.ReadManifestAsync(_model, null, TestContext.Current.CancellationToken);
        ("sha256:" + TestFetcher.Sha256(manifest)).ShouldBe(digest);
    }

    [Fact]
    public async Task Attachment_LargerThanAllowedOrChanged_IsNotRead()
    {
        var about = About("application/vnd.acme.bom", "bom", _digest);
        _registry.Add("acme/atlas", _digest.Replace(':', '-') + ".sig", about);
        var found = (await ListAsync()).ShouldHaveSingleItem();

        (await Should.ThrowAsync<FetchException>(() => ReadAsync(found, limit: 2))).Message.ShouldContain("more than the 2 bytes");
        _registry.Server.Files[$"/v2/acme/atlas/blobs/{found.Layers[0].Digest}"].Content = "bad"u8.ToArray();
        (await Should.ThrowAsync<FetchException>(() => ReadAsync(found))).Reason.ShouldBe(FetchFailure.Corrupt);
    }

    [Fact]
    public async Task Registry_ThatRefuses_IsNotTakenForOneWithoutSignatures()
    {
        _registry.Server.Intercept = context =>
        {
            context.Response.StatusCode = context.Request.Path == "/v2/" ? 200 : 403;
            return Task.FromResult(true);
        };

        (await Should.ThrowAsync<FetchException>(ListAsync)).Reason.ShouldBe(FetchFailure.Unauthorized);
    }

    private Task<IReadOnlyList<OciAttachment>> ListAsync() => _test.Fetcher.Referrers.ListAsync(_model, null, TestContext.Current.CancellationToken);

    private Task<byte[]> ReadAsync(OciAttachment attachment, long limit = 1000) =>
        _test.Fetcher.Referrers.ReadAsync(_model, null, attachment.Layers[0], limit, TestContext.Current.CancellationToken);

    private JsonObject About(string type, string content, string subject)
    {
        var manifest = _registry.Manifest(type, _registry.Descriptor("text/plain", System.Text.Encoding.UTF8.GetBytes(content)));
        manifest["artifactType"] = type;
        manifest["subject"] = ScriptedRegistry.Entry(subject);
        return manifest;
    }

    private void Serve(string path, JsonObject document) =>
        _registry.Server.Serve(path, System.Text.Encoding.UTF8.GetBytes(document.ToJsonString())).ContentType = ScriptedRegistry.IndexType;
}
