using System.Formats.Tar;
using System.Text.Json.Nodes;
using Modelyard.Artifacts;

namespace Modelyard.Tests.Artifacts;

/// <summary>One store keeps the content of many; who can name it is not given what they could not fetch.</summary>
public abstract class ContentHoldersTests(bool isEncrypted) : IAsyncLifetime
{
    private const string Acme = "organization/acme";
    private const string Rival = "project/rival";

    private FakeHub _hub = null!;
    private TestFetcher _test = null!;

    public async ValueTask InitializeAsync()
    {
        _hub = await FakeHub.StartAsync();
        _hub.Add("acme/secret").AddLarge("weights.bin", TestFetcher.Bytes(10_000));
        _hub.Add("rival/own").AddLarge("weights.bin", TestFetcher.Bytes(10_000, seed: 2));
        _test = new TestFetcher(o => o with { HubEndpoint = new Uri(_hub.Endpoint) }, isEncrypted);
    }

    public async ValueTask DisposeAsync()
    {
        _test.Dispose();
        await _hub.DisposeAsync();
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task DigestOfAnother_GivesNothing_WhereverItIsSaidToComeFrom()
    {
        var secret = await FetchAsync("acme/secret", Acme);

        var other = await _test.FailAsync("hf://rival/own", new FetchOptions { Holder = Rival, Digest = secret.Digest });
        other.Reason.ShouldBe(FetchFailure.Corrupt);
        other.Message.ShouldContain($"only {secret.Digest} may be used");
        var nowhere = await _test.FailAsync("hf://rival/none", new FetchOptions { Holder = Rival, Digest = secret.Digest });
        nowhere.Message.ShouldContain("Its digest alone gives nobody the content: have its source answer, or import an archive of it into this project.");
        var unknown = await _test.FailAsync("hf://rival/none", new FetchOptions { Holder = Rival, Digest = "sha256:" + new string('0', 64) });
        unknown.Message.ShouldBe(nowhere.Message, "nor does the answer tell whether it is there");
        _test.Fetcher.Store.Holders.Has(secret.Digest, Rival).ShouldBeFalse();
    }

    [Fact]
    public async Task AddressOfAnother_GivesNothing_WhatTheSourceDoesNotGive()
    {
        _hub.Repositories["acme/secret"].Token = "hf_acme";
        await _test.FetchAsync("hf://acme/secret", new FetchOptions { Holder = Acme, Token = "hf_acme" });

        foreach (var preferCached in (bool[])[false, true])
        {
            (await _test.FailAsync("hf://acme/secret", new FetchOptions { Holder = Rival, PreferCached = preferCached })).IsTransient.ShouldBeFalse();
        }

        await _hub.Api.DisposeAsync();
        (await _test.FailAsync("hf://acme/secret", new FetchOptions { Holder = Rival })).Reason.ShouldBe(FetchFailure.Unreachable);
        (await _test.FetchAsync("hf://acme/secret", new FetchOptions { Holder = Acme, Token = "hf_acme" })).StaleReason.ShouldNotBeNull();
    }

    [Fact]
    public async Task SameContent_IsDownloadedByEachHolder_AndKeptOnce()
    {
        var first = await FetchAsync("acme/secret", Acme);
        var second = await FetchAsync("acme/secret", Rival);

        second.Digest.ShouldBe(first.Digest);
        _hub.Content.Requests.Count.ShouldBe(2, "whoever has it is not asked for it, its source is");
        _test.Blobs().Count().ShouldBe(1);
        await _test.FetchAsync("hf://rival/none", new FetchOptions { Holder = Rival, Digest = first.Digest });
        await FetchAsync("acme/secret", Acme);
        _hub.Content.Requests.Count.ShouldBe(2, "both have it now");
    }

    [Fact]
    public async Task Registry_ThatNamesAnothersContent_HasToDeliverIt()
    {
        await using var server = await FileServer.StartAsync();
        var registry = new ScriptedRegistry(server);
        var weights = TestFetcher.Bytes(10_000);
        registry.Add("acme/atlas", "1.0", registry.ModelPack(("weights.bin", weights)));
        var uri = $"oci://{registry.Address}/acme/atlas:1.0";
        var secret = await _test.FetchAsync(uri, new FetchOptions { Holder = Acme });
        server.Files.TryRemove($"/v2/acme/atlas/blobs/sha256:{TestFetcher.Sha256(weights)}", out _).ShouldBeTrue();

        (await _test.FailAsync(uri, new FetchOptions { Holder = Rival })).Reason.ShouldBe(FetchFailure.NotFound);
        (await _test.FetchAsync(uri, new FetchOptions { Holder = Acme })).Digest.ShouldBe(secret.Digest);
    }

    [Fact]
    public async Task Archive_ThatNamesAnothersContentWithoutIt_IsRefused()
    {
        var secret = await FetchAsync("acme/secret", Acme);
        var archive = new MemoryStream();
        var archives = new ModelArchive(_test.Fetcher.Store, TimeProvider.System);
        await archives.ExportAsync([secret.Digest], [], archive, sign: null, progress: null, Cancelled);

        var refused = await Should.ThrowAsync<FetchException>(() => archives.ImportAsync(WithoutContent(archive.ToArray()), (_, _, _) => Task.CompletedTask, null, null, Cancelled));

        refused.Message.ShouldContain($"the model {secret.Digest} is not complete in it");
    }

    [Fact]
    public async Task Content_ThatIsRemoved_IsForgottenWithItsHolders()
    {
        var model = await FetchAsync("acme/secret", Acme);
        var store = _test.Fetcher.Store;
        store.Holders.Has(model.Digest, Acme).ShouldBeTrue();

        store.CollectGarbage([]).Models.ShouldBe(1);

        store.Holders.Has(model.Digest, Acme).ShouldBeFalse();
        Directory.EnumerateFileSystemEntries(Path.Combine(_test.Store, "holders")).ShouldBeEmpty();
        store.Holders.Add(model.Digest, Rival);
        store.Holders.Remove(holder => holder == Rival);
        store.Holders.Has(model.Digest, Rival).ShouldBeFalse();
    }

    private Task<FetchedModel> FetchAsync(string name, string holder) => _test.FetchAsync($"hf://{name}", new FetchOptions { Holder = holder });

    /// <summary>The same archive, with neither content nor mention of it.</summary>
    private static MemoryStream WithoutContent(byte[] archive)
    {
        var to = new MemoryStream();
        using (var reader = new TarReader(new MemoryStream(archive)))
        using (var writer = new TarWriter(to, leaveOpen: true))
        {
            while (reader.GetNextEntry(copyData: true) is { } entry)
            {
                if (entry.Name == "index.json")
                {
                    var index = JsonNode.Parse(entry.DataStream!)!;
                    index["entries"] = new JsonArray([.. index["entries"]!.AsArray().Where(e => !e!["path"]!.ToString().StartsWith("blobs/", StringComparison.Ordinal)).Select(e => e!.DeepClone())]);
                    writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, entry.Name) { DataStream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(index.ToJsonString())) });
                }
                else if (!entry.Name.StartsWith("blobs/", StringComparison.Ordinal))
                {
                    writer.WriteEntry(entry);
                }
            }
        }

        to.Position = 0;
        return to;
    }
}
