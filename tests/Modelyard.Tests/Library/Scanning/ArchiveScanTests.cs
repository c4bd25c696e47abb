using System.Formats.Tar;
using System.IO.Compression;
using Modelyard.Artifacts;
using Modelyard.Library;

namespace Modelyard.Tests.Library;

public sealed class ArchiveScanTests
{
    private static readonly byte[] Malicious = PickleBytes.Call("posix", "system");
    private static readonly byte[] Harmless = "{}"u8.ToArray();

    [Fact]
    public async Task Zip_OfHarmlessFiles_IsClean()
    {
        var zip = new ZipBytes().Add("a/config.json", Harmless).Add("a/README.md", "# A\n"u8.ToArray(), m => m.IsDeflated = true).Add("a/", []).ToArray();

        (await Scan.FileAsync("model.zip", zip)).ShouldBeClean();
    }

    [Fact]
    public async Task Member_ThatIsCorrupt_DoesNotHideTheNext()
    {
        var zip = new ZipBytes()
            .Add("first", new byte[64], m => m.LocalSignature = 0)
            .Add("archive/data.pkl", Malicious)
            .ToArray();

        var result = await Scan.FileAsync("model.pt", zip);

        result.Verdict.ShouldBe(ScanVerdict.Unfinished);
        result.Rules().ShouldBe(["MY-ARC-009", "MY-ARC-010", "MY-PKL-001"]);
    }

    [Fact]
    public async Task Member_ThatCannotBeUnpacked_DoesNotHideTheNext()
    {
        var zip = new ZipBytes()
            .Add("first", [0xFF, 0xFF, 0xFF, 0xFF], m => m.Method = 8)
            .Add("archive/data.pkl", Malicious)
            .ToArray();

        var result = await Scan.FileAsync("model.pt", zip);

        result.Verdict.ShouldBe(ScanVerdict.Unfinished);
        result.ShouldHave("MY-PKL-001");
    }

    [Fact]
    public async Task Member_WithAWrongChecksum_IsScannedAllTheSame()
    {
        var result = await Scan.FileAsync("model.pt", new ZipBytes().Add("archive/data.pkl", Malicious, m => m.Crc ^= 1).ToArray());

        result.Rules().ShouldBe(["MY-ARC-011", "MY-PKL-001"]);
    }

    [Fact]
    public async Task Member_WithoutAChecksum_IsClean() =>
        (await Scan.FileAsync("model.zip", new ZipBytes().Add("config.json", Harmless, m => m.Crc = 0).ToArray())).ShouldBeClean();

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    public async Task Member_MarkedAsEncrypted_IsScannedAsIfItWereNot(ushort flags, ushort localFlags)
    {
        var result = await Scan.FileAsync("model.pt", new ZipBytes().Add("archive/data.pkl", Malicious, m => (m.Flags, m.LocalFlags) = (flags, localFlags)).ToArray());

        result.Verdict.ShouldBe(ScanVerdict.Unfinished);
        result.Rules().ShouldBe(["MY-ARC-005", "MY-PKL-001"]);
    }

    [Fact]
    public async Task Member_WithTwoNames_IsCritical()
    {
        var result = await Scan.FileAsync("model.pt", new ZipBytes().Add("archive/data.pkl", Malicious, m => m.LocalName = "archive/other.pkl").ToArray());

        result.Rules().ShouldBe(["MY-ARC-006", "MY-PKL-001"]);
    }

    [Fact]
    public async Task Member_TwiceUnderTheSameName_IsScannedBothTimes()
    {
        var result = await Scan.FileAsync("model.pt", new ZipBytes().Add("a/data.pkl", Malicious).Add("a/data.pkl", new PickleBytes().Ops("N.").ToArray()).ToArray());

        result.Rules().ShouldBe(["MY-ARC-007", "MY-PKL-001"]);
    }

    [Fact]
    public async Task Member_ThatTheDirectoryDoesNotList_IsCritical() =>
        (await Scan.FileAsync("model.zip", new ZipBytes().Add("config.json", Harmless).Add("data.pkl", Malicious, m => m.IsListed = false).ToArray())).ShouldHave("MY-ARC-006");

    [Fact]
    public async Task Members_ThatShareBytes_AreCritical()
    {
        var zip = new ZipBytes().Add("a", Harmless).Add("a", Harmless, m => m.Offset = 0).Add("a", Harmless, m => m.Offset = 0).ToArray();

        (await Scan.FileAsync("model.zip", zip)).ShouldHave("MY-ARC-008");
    }

    [Fact]
    public async Task Member_PackedInAnotherWay_IsCritical()
    {
        var result = await Scan.FileAsync("model.zip", new ZipBytes().Add("data.pkl", Malicious, m => m.Method = 93).ToArray());

        result.Verdict.ShouldBe(ScanVerdict.Unfinished);
        result.ShouldHave("MY-ARC-001");
    }

    [Fact]
    public async Task Member_ThatLooksLikeAFolder_IsScannedWhereItHasContent() =>
        (await Scan.FileAsync("model.zip", new ZipBytes().Add("data.pkl/", Malicious, m => m.Size = 0).ToArray())).ShouldHave("MY-PKL-001");

    [Theory]
    [InlineData("../../home/user/.bashrc")]
    [InlineData("/etc/cron.d/job")]
    [InlineData("a\\..\\..\\b")]
    [InlineData("C:/Windows/a")]
    public async Task Member_OutsideTheArchive_IsCritical(string path)
    {
        (await Scan.FileAsync("model.zip", ZipBytes.Of((path, Harmless)))).ShouldHave("MY-ARC-002");
        (await Scan.FileAsync("model.tar", TarBytes.Of((path, Harmless)))).ShouldHave("MY-ARC-002");
    }

    [Fact]
    public async Task Link_InAnArchive_IsFound()
    {
        (await Scan.FileAsync("model.zip", new ZipBytes().Add("weights", "/etc/passwd"u8.ToArray(), m => m.Attributes = 0xA1FFu << 16).ToArray())).ShouldHave("MY-ARC-003");
        (await Scan.FileAsync("model.tar", TarBytes.Of(new PaxTarEntry(TarEntryType.SymbolicLink, "weights") { LinkName = "/etc/passwd" }))).ShouldHave("MY-ARC-003");
        (await Scan.FileAsync("model.tar", TarBytes.Of(new PaxTarEntry(TarEntryType.Fifo, "pipe")))).ShouldHave("MY-ARC-003");
    }

    [Fact]
    public async Task Bomb_IsStoppedWithoutBeingUnpacked()
    {
        var bomb = new ZipBytes().Add("zeros", new byte[8 << 20], m => m.IsDeflated = true).ToArray();
        var options = new ScanOptions { Extraction = new ExtractionLimits(MaxRatio: 10) { RatioAppliesAbove = 1 << 20 } };

        var result = await Scan.FileAsync("model.zip", bomb, options);

        result.Verdict.ShouldBe(ScanVerdict.Unfinished);
        result.ShouldHave("MY-ARC-004");
        result.Files[0].BytesRead.ShouldBeLessThan(2 << 20);
    }

    [Fact]
    public async Task Bomb_OfArchivesInArchives_IsStopped()
    {
        var inner = Gzip(new byte[4 << 20]);
        var options = new ScanOptions { Extraction = new ExtractionLimits(MaxRatio: 10) { RatioAppliesAbove = 1 << 20 } };

        (await Scan.FileAsync("model.gz", Gzip(inner), options)).ShouldHave("MY-ARC-004");
    }

    [Fact]
    public async Task Members_WithoutNumber_AreStopped()
    {
        var zip = new ZipBytes();
        for (var i = 0; i < 100; i++)
        {
            zip.Add($"{i}", Harmless);
        }

        (await Scan.FileAsync("model.zip", zip.ToArray(), new ScanOptions { Extraction = new ExtractionLimits(MaxEntries: 50) })).ShouldHave("MY-ARC-004");
    }

    [Fact]
    public async Task Size_ThatIsNotTrue_IsCritical() =>
        (await Scan.FileAsync("model.zip", new ZipBytes().Add("a.json", Harmless, m => (m.IsDeflated, m.Size) = (true, 1000)).ToArray())).ShouldHave("MY-ARC-006");

    [Fact]
    public async Task Archive_InArchives_IsOpened()
    {
        var zip = ZipBytes.Of(("inner.tar.gz", Gzip(TarBytes.Of(("deep.pt", ZipBytes.Torch(Malicious))))));

        var result = await Scan.FileAsync("outer.zip", zip);

        result.Findings.ShouldHaveSingleItem().Location.ShouldBe("inner.tar.gz > inner.tar > deep.pt > model/data.pkl: byte 0");
    }

    [Fact]
    public async Task Archive_NestedTooDeeply_IsUnfinished()
    {
        var content = Harmless;
        for (var i = 0; i < 6; i++)
        {
            content = ZipBytes.Of(("a.zip", content));
        }

        var result = await Scan.FileAsync("a.zip", content);

        result.Verdict.ShouldBe(ScanVerdict.Unfinished);
        result.ShouldHave("MY-ARC-012");
    }

    [Fact]
    public async Task Archive_PackedInAnArchive_IsReadOutOfOrderWithoutLeavingACopy()
    {
        using var scratch = new Artifacts.TemporaryFolder();
        var zip = new ZipBytes().Add("inner.zip", ZipBytes.Of(("data.pkl", Malicious)), m => m.IsDeflated = true).ToArray();

        (await Scan.FileAsync("outer.zip", zip, new ScanOptions { ScratchFolder = scratch.Path })).ShouldHave("MY-PKL-001");

        Directory.EnumerateFileSystemEntries(scratch.Path).ShouldBeEmpty();
    }

    public static TheoryData<string, byte[]> OtherContainers() => new()
    {
        { "model.7z", [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C, 0, 4] },
        { "model.rar", [.. "Rar!"u8, 0x1A, 0x07, 0x01, 0x00] },
        { "model.xz", [0xFD, .. "7zXZ"u8, 0, 0, 4] },
        { "model.bz2", [.. "BZh91AY&SY"u8] },
        { "model.zst", [0x28, 0xB5, 0x2F, 0xFD, 0, 0] },
        { "model.lz4", [0x04, 0x22, 0x4D, 0x18, 0, 0] },
        { "model.pt", [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C, 0, 4] },
        { "model.bin", [.. "Rar!"u8, 0x1A, 0x07, 0x00] },
    };

    [Theory]
    [MemberData(nameof(OtherContainers))]
    public async Task Container_ThatIsNotOpened_IsCriticalUnderAnyName(string name, byte[] content)
    {
        var result = await Scan.FileAsync(name, content);

        result.Verdict.ShouldBe(ScanVerdict.Unfinished);
        result.Findings[0].RuleId.ShouldBe("MY-ARC-001");
        result.Findings[0].Severity.ShouldBe(FindingSeverity.Critical);
        (await Scan.FileAsync("outer.zip", ZipBytes.Of((name, content)))).ShouldHave("MY-ARC-001");
    }

    [Fact]
    public async Task Zip_BehindOtherContent_IsFound()
    {
        var hidden = new ZipBytes().Before(GgufBytes.Model().Tensor("w", [4], 0, 0).ToArray()).Add("data.pkl", Malicious).ToArray();

        var result = await Scan.FileAsync("model.gguf", hidden);

        result.ShouldHave("MY-FILE-003");
        result.ShouldHave("MY-PKL-001");
    }

    [Fact]
    public async Task Zip_WithASecondDirectoryInItsComment_IsScannedInBoth()
    {
        var outer = new ZipBytes().Add("config.json", Harmless);
        var inner = ZipBytes.Of(("data.pkl", Malicious));

        var result = await Scan.FileAsync("model.zip", outer.Comment(inner).ToArray());

        result.ShouldHave("MY-ARC-006");
        result.ShouldHave("MY-PKL-001");
    }

    [Fact]
    public async Task Zip_CutOff_IsUnfinished()
    {
        var zip = ZipBytes.Of(("config.json", Harmless));

        (await Scan.FileAsync("model.zip", zip[..^10])).Verdict.ShouldBe(ScanVerdict.Unfinished);
    }

    [Fact]
    public async Task Tar_ThatBeginsAsAPickle_IsScannedAsBoth()
    {
        // A pickle in the name of the first member, as the legacy loader of PyTorch would meet it.
        var tar = TarBytes.Of(new V7TarEntry(TarEntryType.V7RegularFile, "cposix\nsystem\n(S'id'\ntR.") { DataStream = new MemoryStream(Harmless) });

        var result = await Scan.FileAsync("model.pt", tar);

        result.ShouldHave("MY-PKL-001");
        result.ShouldHave("MY-FILE-003");
    }

    [Fact]
    public async Task Tar_WithDataBehindItsEnd_IsFound() =>
        (await Scan.FileAsync("model.tar", [.. TarBytes.Of(("config.json", Harmless)), .. Malicious])).ShouldHave("MY-ARC-009");

    [Fact]
    public async Task Tar_WithTheSameMemberTwice_IsFound() =>
        (await Scan.FileAsync("model.tar", TarBytes.Of(("a.json", Harmless), ("a.json", Harmless)))).Rules().ShouldBe(["MY-ARC-007"]);

    [Fact]
    public async Task Tar_WithAWrongChecksum_IsUnfinished()
    {
        var tar = TarBytes.Of(new UstarTarEntry(TarEntryType.RegularFile, "a.json") { DataStream = new MemoryStream(Harmless) }, new UstarTarEntry(TarEntryType.RegularFile, "b.json") { DataStream = new MemoryStream(Harmless) });
        tar[1024 + 300] ^= 1;

        (await Scan.FileAsync("model.tar", tar)).Verdict.ShouldBe(ScanVerdict.Unfinished);
    }

    [Fact]
    public async Task Tar_WithDataBetweenItsMembers_IsFound()
    {
        var tar = TarBytes.Of(("a.json", Harmless));
        tar.AsSpan().LastIndexOf("{}"u8).ShouldBeGreaterThan(0);
        Malicious.CopyTo(tar.AsSpan(tar.AsSpan().LastIndexOf("{}"u8) + 100));

        (await Scan.FileAsync("model.tar", tar)).Rules().ShouldBe(["MY-ARC-009"]);
    }

    [Fact]
    public async Task Tar_CutOff_IsUnfinished()
    {
        var tar = TarBytes.Of(("a.json", new byte[2000]));

        (await Scan.FileAsync("model.tar", tar[..2000])).Verdict.ShouldBe(ScanVerdict.Unfinished);
    }

    [Fact]
    public async Task Gzip_Damaged_IsUnfinished()
    {
        var packed = Gzip(new byte[10_000]);

        (await Scan.FileAsync("model.gz", packed[..(packed.Length / 2)])).Verdict.ShouldNotBe(ScanVerdict.Clean);
    }

    [Fact]
    public async Task Gzip_ThatWouldFillTheDisk_IsNotUnpacked_AndIsNoFinding()
    {
        var options = new ScanOptions { ScratchReserve = long.MaxValue };

        var failure = await Should.ThrowAsync<FetchException>(() => Scan.FileAsync("model.gz", Gzip(new byte[100]), options));

        (failure.Reason, failure.Message.Contains("to unpack model.gz for its scan", StringComparison.Ordinal)).ShouldBe((FetchFailure.NoSpace, true), failure.Message);
    }

    private static byte[] Gzip(byte[] content)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }
}
