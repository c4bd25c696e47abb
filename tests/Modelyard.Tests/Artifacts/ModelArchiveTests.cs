using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using Modelyard.Artifacts;
using Modelyard.Tests.Testing;

namespace Modelyard.Tests.Artifacts;

/// <summary>Models carried on a disk from one store to another.</summary>
public abstract class ModelArchiveTests(bool isEncrypted) : IAsyncLifetime
{
    private static readonly byte[] Weights = TestFetcher.Bytes(200_000);
    private readonly TestFetcher _here = new(isEncrypted: isEncrypted);
    private readonly TestFetcher _there = new(isEncrypted: isEncrypted);
    private readonly TemporaryFolder _files = new();
    private readonly ManualTime _time = new();
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private FetchedModel _one = null!;
    private FetchedModel _two = null!;

    public async ValueTask InitializeAsync()
    {
        _files.Write("one/a.gguf", Weights);
        _files.Write("one/docs/README.md", [1]);
        _files.Write("two/b.gguf", Weights);
        _files.Write("two/config.json", [2]);
        _one = await _here.FetchAsync(_files.At("one"), new FetchOptions { Copy = true });
        _two = await _here.FetchAsync(_files.At("two"), new FetchOptions { Copy = true });
    }

    public ValueTask DisposeAsync()
    {
        _here.Dispose();
        _there.Dispose();
        _files.Dispose();
        return ValueTask.CompletedTask;
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Archive_Signed_BringsModelsAndDocumentsAcross()
    {
        var archive = await ExportAsync([_one.Digest, _two.Digest], [new("reports/one.json", "{}"u8.ToArray())]);

        var imported = await ImportAsync(archive);

        imported.Models.ShouldBe(new[] { _one.Digest, _two.Digest }.Order(StringComparer.Ordinal));
        imported.Documents.ShouldHaveSingleItem().Name.ShouldBe("reports/one.json");
        imported.Documents[0].Content.ShouldBe("{}"u8.ToArray());
        imported.CreatedAt.ShouldBe(_time.GetUtcNow());
        imported.NewBytes.ShouldBe(Weights.Length + 2);
        _there.Blobs().Count().ShouldBe(3, "what two models share is carried and kept once");
        foreach (var digest in imported.Models)
        {
            (await _there.Fetcher.Store.VerifyAsync(digest, Cancelled)).IsIntact.ShouldBeTrue();
        }

        var model = await _there.FetchAsync("file:///nowhere", new FetchOptions { Digest = _one.Digest });
        File.ReadAllBytes(Path.Combine(model.Folder, "a.gguf")).ShouldBe(Weights);
        (await ImportAsync(archive)).NewBytes.ShouldBe(0, "a second time brings nothing new");
    }

    [Fact]
    public async Task Archive_OfTheSame_IsTheSameByteForByte() =>
        (await ExportAsync([_two.Digest, _one.Digest])).ShouldBe(await ExportAsync([_one.Digest, _two.Digest, _one.Digest]));

    [Fact]
    public async Task Import_CutOffInTheMiddle_ShowsNothingAndIsRepeated()
    {
        var archive = await ExportAsync([_one.Digest]);

        var failure = await Should.ThrowAsync<FetchException>(() => ImportAsync(archive[..^150_000]));
        failure.Reason.ShouldBe(FetchFailure.Corrupt);
        Directory.EnumerateFileSystemEntries(Path.Combine(_there.Store, "models")).ShouldBeEmpty();
        Directory.EnumerateFileSystemEntries(Path.Combine(_there.Store, "manifests")).ShouldBeEmpty();
        _there.Litter().ShouldBeEmpty();

        (await ImportAsync(archive)).Models.ShouldBe([_one.Digest]);
    }

    [Fact]
    public async Task Import_OfWhatIsPartlyThere_ReadsAllAndWritesTheRest()
    {
        await ImportAsync(await ExportAsync([_one.Digest]));

        (await ImportAsync(await ExportAsync([_two.Digest]))).NewBytes.ShouldBe(1);
    }

    [Fact]
    public async Task Import_RefusedByWhoeverChecks_StoresNothing()
    {
        var archive = await ExportAsync([_one.Digest]);

        await Should.ThrowAsync<CryptographicException>(() => new ModelArchive(_there.Fetcher.Store, _time).ImportAsync(
            new MemoryStream(archive), (_, _, _) => throw new CryptographicException("not trusted"), null, null, Cancelled));

        _there.Blobs().ShouldBeEmpty();
    }

    [Fact]
    public async Task Import_BeyondTheQuota_IsRefusedBeforeItsContentIsRead()
    {
        var archive = await ExportAsync([_one.Digest, _two.Digest]);
        var acme = new StorageOwner("organization/acme", Weights.Length + 1);

        var failure = await Should.ThrowAsync<FetchException>(() => ImportAsync(archive[..^150_000], acme));

        failure.Reason.ShouldBe(FetchFailure.OverQuota, "it ends before what it should have, which nobody came to see");
        failure.Message.ShouldStartWith("organization/acme may keep ");
        failure.MissingBytes.ShouldBe(1, "what two models share counts once");
        _there.Blobs().ShouldBeEmpty();
        (await ImportAsync(archive, acme with { Quota = Weights.Length + 2 })).Models.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Archive_WithAnyByteChanged_IsRefused()
    {
        var archive = await ExportAsync([_one.Digest], [new("report.json", "{}"u8.ToArray())]);
        var random = new Random(1);
        for (var i = 0; i < 60; i++)
        {
            using var fresh = new TestFetcher();
            var changed = archive.ToArray();
            changed[random.Next(changed.Length)] ^= 0x10;

            try
            {
                var imported = await new ModelArchive(fresh.Fetcher.Store, _time).ImportAsync(new MemoryStream(changed), VerifyAsync, null, null, Cancelled);

                // The filling of a tar file means nothing: then everything is as it was.
                imported.Models.ShouldBe([_one.Digest]);
                imported.Documents.Single().Content.ShouldBe("{}"u8.ToArray());
                (await fresh.Fetcher.Store.VerifyAsync(_one.Digest, Cancelled)).IsIntact.ShouldBeTrue();
            }
            catch (Exception e) when (e is FetchException { Reason: FetchFailure.Corrupt or FetchFailure.NoSpace } or CryptographicException)
            {
                Directory.EnumerateFileSystemEntries(Path.Combine(fresh.Store, "models")).ShouldBeEmpty();
            }
        }
    }

    [Theory]
    [InlineData("extra", "which its index does not name")]
    [InlineData("documents/../../x", "which its index does not name")]
    public async Task Archive_WithMoreThanItsIndexNames_IsRefused(string name, string problem)
    {
        var archive = await ExportAsync([_one.Digest]);
        using var longer = new MemoryStream();
        await using (var tar = new TarWriter(longer, TarEntryFormat.Pax, leaveOpen: true))
        await using (var reader = new TarReader(new MemoryStream(archive)))
        {
            while (await reader.GetNextEntryAsync(copyData: true, Cancelled) is { } entry)
            {
                await tar.WriteEntryAsync(entry, Cancelled);
            }

            await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream([1]) }, Cancelled);
        }

        (await Should.ThrowAsync<FetchException>(() => ImportAsync(longer.ToArray()))).Message.ShouldContain(problem);
    }

    [Theory]
    [InlineData("""{"format":"modelyard.dev/archive/v9","createdAt":"2026-01-01T00:00:00Z","models":[],"entries":[]}""", "its format is \"modelyard.dev/archive/v9\"")]
    [InlineData("""{"format":"modelyard.dev/archive/v1","createdAt":"2026-01-01T00:00:00Z","models":["sha256:0"],"entries":[]}""", "it is said to hold the model sha256:0")]
    [InlineData("""{"format":"modelyard.dev/archive/v1","createdAt":"2026-01-01T00:00:00Z","models":[],"entries":[{"path":"blobs/sha256/x","size":1,"sha256":"0000000000000000000000000000000000000000000000000000000000000000"}]}""", "where that does not belong")]
    [InlineData("""{"format":"modelyard.dev/archive/v1","createdAt":"2026-01-01T00:00:00Z","models":[],"entries":[{"path":"documents/a","size":1,"sha256":"0000000000000000000000000000000000000000000000000000000000000000"}]}""", "it ends before 1 of the things")]
    [InlineData("""[]""", "its index cannot be read")]
    public async Task Index_ThatIsNotRight_IsExplained(string index, string problem)
    {
        using var archive = new MemoryStream();
        await using (var tar = new TarWriter(archive, TarEntryFormat.Pax, leaveOpen: true))
        {
            await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, "index.json") { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(index)) }, Cancelled);
        }

        var failure = await Should.ThrowAsync<FetchException>(() => new ModelArchive(_there.Fetcher.Store, _time).ImportAsync(
            new MemoryStream(archive.ToArray()), (_, _, _) => Task.CompletedTask, null, null, Cancelled));

        failure.Message.ShouldContain(problem);
    }

    [Fact]
    public async Task File_ThatIsNoArchive_IsRefused() =>
        (await Should.ThrowAsync<FetchException>(() => ImportAsync(TestFetcher.Bytes(5000)))).Message.ShouldContain("this is not an archive of models");

    [Fact]
    public async Task Export_OfADamagedStore_NamesTheFile()
    {
        var blob = _here.Blob(TestFetcher.Sha256(Weights));
        new FileInfo(blob).IsReadOnly = false;
        File.WriteAllBytes(blob, TestFetcher.Bytes((int)new FileInfo(blob).Length, seed: 9));

        var failure = await Should.ThrowAsync<FetchException>(() => ExportAsync([_one.Digest]));

        failure.Reason.ShouldBe(FetchFailure.Corrupt);
        failure.Message.ShouldContain(isEncrypted ? $"{blob} was changed or damaged" : $"blobs/sha256/{TestFetcher.Sha256(Weights)} in the store");
    }

    [Fact]
    public async Task Export_OfAModelUsedInPlace_IsRefused()
    {
        var local = await _here.FetchAsync(_files.At("one"));

        (await Should.ThrowAsync<FetchException>(() => ExportAsync([local.Digest]))).Message.ShouldContain("cannot be exported");
        (await Should.ThrowAsync<FetchException>(() => ExportAsync(["sha256:" + new string('0', 64)]))).Reason.ShouldBe(FetchFailure.NotFound);
    }

    private async Task<byte[]> ExportAsync(string[] models, ArchiveDocument[]? documents = null)
    {
        using var to = new MemoryStream();
        await new ModelArchive(_here.Fetcher.Store, _time).ExportAsync(
            models, documents ?? [], to, (index, _) => Task.FromResult(HMACSHA256.HashData(_key, index.Span)), null, Cancelled);
        return to.ToArray();
    }

    private Task<ImportedArchive> ImportAsync(byte[] archive, StorageOwner? owner = null) =>
        new ModelArchive(_there.Fetcher.Store, _time).ImportAsync(new MemoryStream(archive), VerifyAsync, owner, null, Cancelled);

    private Task VerifyAsync(ReadOnlyMemory<byte> index, ReadOnlyMemory<byte>? signature, CancellationToken cancellationToken) =>
        signature is { } signed && signed.Span.SequenceEqual(HMACSHA256.HashData(_key, index.Span))
            ? Task.CompletedTask
            : throw new CryptographicException("the index is not signed by whom it should be");
}
