using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Modelyard.Artifacts;

namespace Modelyard.Tests.Artifacts;

public abstract class ArchiveTests(bool isEncrypted) : IAsyncLifetime
{
    private static readonly byte[] Weights = TestFetcher.Bytes(300_000);
    private static readonly ExtractionLimits Limits = new(MaxEntries: 20, MaxBytes: 4 << 20, MaxRatio: 10) { RatioAppliesAbove = 1 << 20 };
    private readonly TestFetcher _test = new(o => o with { Extraction = Limits }, isEncrypted);
    private FileServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await FileServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _test.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("m.zip")]
    [InlineData("m.tar")]
    [InlineData("m.tar.gz")]
    [InlineData("m.TGZ")]
    public async Task Archive_OfAWebServer_IsUnpacked(string name)
    {
        var config = "{}"u8.ToArray();
        Serve(name, name == "m.zip"
            ? Zip(("config.json", config), ("weights/a.gguf", Weights))
            : Tar(name != "m.tar", File("./config.json", config), new(TarEntryType.Directory, "weights/"), File("weights/a.gguf", Weights)));

        var model = await FetchAsync(name);

        model.Files.Select(f => f.Path).ShouldBe(["config.json", "weights/a.gguf"]);
        System.IO.File.ReadAllBytes(Path.Combine(model.Folder, "weights/a.gguf")).AsSpan().SequenceEqual(Weights).ShouldBeTrue();
        _test.Blobs().Count().ShouldBe(2, "the archive itself is not kept");
        _test.Litter().ShouldBeEmpty();
    }

    [Fact]
    public async Task Archive_Unchanged_IsNotUnpackedAgain()
    {
        Serve("m.zip", Zip(("a.gguf", Weights)));
        var first = await FetchAsync("m.zip");
        var served = _server.BytesServed;

        (await FetchAsync("m.zip")).Digest.ShouldBe(first.Digest);

        (_server.BytesServed - served).ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public async Task Archive_OfThisMachine_IsUnpackedWithoutTouchingIt()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("m.tar.gz", Tar(true, File("a.gguf", Weights)));

        var model = await _test.FetchAsync(path);

        model.InPlace.ShouldBeFalse();
        model.Files.ShouldHaveSingleItem().Path.ShouldBe("a.gguf");
        System.IO.File.Exists(path).ShouldBeTrue();
    }

    [Fact]
    public async Task Archive_WithTheSameContentAsAnother_IsTheSameModel()
    {
        Serve("m.zip", Zip(("a.gguf", Weights)));
        Serve("m.tar", Tar(false, File("a.gguf", Weights)));

        (await FetchAsync("m.zip")).Digest.ShouldBe((await FetchAsync("m.tar")).Digest);
    }

    [Fact]
    public async Task LinkInside_BecomesOneMoreNameOfTheFile()
    {
        Serve("m.tar", Tar(false,
            File("blobs/1", Weights),
            Link("snapshot/model.gguf", "../blobs/1"),
            new PaxTarEntry(TarEntryType.HardLink, "same.gguf") { LinkName = "snapshot/model.gguf" }));

        var model = await FetchAsync("m.tar");

        model.Files.Select(f => f.Path).ShouldBe(["blobs/1", "same.gguf", "snapshot/model.gguf"]);
        model.Files.ShouldAllBe(f => f.Sha256 == TestFetcher.Sha256(Weights));
        _test.Blobs().ShouldHaveSingleItem();
    }

    public static TheoryData<string, byte[], string> Attacks() => new()
    {
        { "slip.zip", Zip(("../../outside", [1])), "contains \"..\"" },
        { "slip.tar", Tar(false, File("a/../../outside", [1])), "contains \"..\"" },
        { "absolute.tar", Tar(false, File("/etc/cron.d/x", [1])), "is absolute" },
        { "backslash.zip", Zip(("..\\outside", [1])), "contains a backslash" },
        { "drive.zip", Zip(("C:outside", [1])), "names a drive" },
        { "link.tar", Tar(false, Link("a", "../../etc/passwd")), "outside the archive" },
        { "absolute-link.tar", Tar(false, Link("a", "/etc/passwd")), "outside the archive" },
        { "hardlink.tar", Tar(false, new PaxTarEntry(TarEntryType.HardLink, "a") { LinkName = "../b" }), "outside the archive" },
        { "link.zip", ZipLink("a", "../../etc/passwd"), "outside the archive" },
        { "fifo.tar", Tar(false, new PaxTarEntry(TarEntryType.Fifo, "a")), "a Fifo" },
        { "twice.zip", Zip(("a", [1]), ("a", [2])), "twice" },
        { "bomb.zip", Zip(("a", new byte[3 << 20])), "unpacks to more than" },
        { "bomb.tar.gz", Tar(true, File("a", new byte[3 << 20])), "unpacks to more than" },
        { "many.zip", Zip([.. Enumerable.Range(0, 21).Select(i => ($"{i}", new byte[] { 1 }))]), "more than 20 entries" },
    };

    [Theory]
    [MemberData(nameof(Attacks), DisableDiscoveryEnumeration = true)]
    public async Task Archive_ThatIsAnAttack_IsRefusedWithoutATrace(string name, byte[] archive, string problem)
    {
        Serve(name, archive);

        var failure = await _test.FailAsync($"{_server.Address}/{name}");

        failure.Reason.ShouldBe(FetchFailure.Unsafe);
        failure.Message.ShouldStartWith($"{_server.Address}/{name}: ");
        failure.Message.ShouldContain(problem);
        Directory.EnumerateFileSystemEntries(Path.Combine(_test.Store, "models")).ShouldBeEmpty();
        _test.Litter().ShouldBeEmpty();
    }

    public static TheoryData<string, byte[], string> Damages()
    {
        var tarGz = Tar(true, File("a.gguf", Weights));
        var zip = Zip(("a.gguf", Weights));
        var flipped = zip.ToArray();
        flipped[zip.AsSpan().IndexOf(Weights.AsSpan(1000, 16))] ^= 1;
        return new()
        {
            { "text.zip", "this is not an archive"u8.ToArray(), ".zip archive" },
            { "text.tar", Encoding.ASCII.GetBytes(new string('x', 2000)), ".tar archive" },
            { "text.tgz", "this is not an archive"u8.ToArray(), ".tar.gz archive" },
            { "short.zip", zip[..^2000], ".zip archive" },
            { "short.tar", Tar(false, File("a.gguf", Weights))[..^200_000], ".tar archive" },
            { "short.tgz", tarGz[..^1000], ".tar.gz archive" },
            { "flipped.zip", flipped, "\"a.gguf\" in the archive is damaged" },
        };
    }

    [Theory]
    [MemberData(nameof(Damages), DisableDiscoveryEnumeration = true)]
    public async Task Archive_Damaged_IsReportedAsSuch(string name, byte[] archive, string problem)
    {
        Serve(name, archive);

        var failure = await _test.FailAsync($"{_server.Address}/{name}");

        failure.Reason.ShouldBe(FetchFailure.Corrupt);
        failure.Message.ShouldContain(problem);
        _test.Litter().ShouldBeEmpty();
    }

    [Fact]
    public async Task Link_ToSomethingMissing_IsNamed()
    {
        Serve("m.tar", Tar(false, File("a", [1]), Link("b", "c")));

        (await _test.FailAsync($"{_server.Address}/m.tar")).Message.ShouldContain("\"b\" in the archive links to \"c\", "
            + "which is not a file in it");
    }

    [Fact]
    public async Task Archive_WithoutFiles_IsNotAModel()
    {
        Serve("m.zip", Zip());

        (await _test.FailAsync($"{_server.Address}/m.zip")).Message.ShouldContain("contains no files");
    }

    [Theory]
    [InlineData("m.tar.xz")]
    [InlineData("m.7z")]
    public async Task Archive_OfAnotherKind_SaysWhatToRepackItAs(string name)
    {
        Serve(name, [1]);

        var failure = await _test.FailAsync($"{_server.Address}/{name}");

        failure.Reason.ShouldBe(FetchFailure.Unsupported);
        failure.Message.ShouldContain("Repack it as .tar.gz or .zip");
    }

    private Task<FetchedModel> FetchAsync(string name) => _test.FetchAsync($"{_server.Address}/{name}");

    private void Serve(string name, byte[] archive) => _server.Serve("/" + name, archive).ETag = $"\"{TestFetcher.Sha256(archive)}\"";

    private static PaxTarEntry File(string name, byte[] content) =>
        new(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) };

    private static PaxTarEntry Link(string name, string target) => new(TarEntryType.SymbolicLink, name) { LinkName = target };

    private static byte[] Tar(bool compress, params PaxTarEntry[] entries)
    {
        var bytes = new MemoryStream();
        using (Stream outer = compress ? new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true) : bytes)
        {
            using var writer = new TarWriter(outer, leaveOpen: true);
            foreach (var entry in entries)
            {
                if (entry.DataStream is { } data)
                {
                    data.Position = 0;
                }

                writer.WriteEntry(entry);
            }
        }

        return bytes.ToArray();
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] files)
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                var compression = content == Weights ? CompressionLevel.NoCompression : CompressionLevel.Fastest;
                using var entry = zip.CreateEntry(name, compression).Open();
                entry.Write(content);
            }
        }

        return bytes.ToArray();
    }

    private static byte[] ZipLink(string name, string target)
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            var entry = zip.CreateEntry(name);
            entry.ExternalAttributes = 0xA1FF << 16;
            using var content = entry.Open();
            content.Write(Encoding.UTF8.GetBytes(target));
        }

        return bytes.ToArray();
    }
}
