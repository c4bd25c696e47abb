using Modelyard.Library;
using Modelyard.Tests.Artifacts;
using Modelyard.Tests.Repository;

namespace Modelyard.Tests.Library;

public sealed class ModelScannerTests
{
    private static readonly byte[] Malicious = PickleBytes.Call("posix", "system");

    [Fact]
    public async Task Models_OfTheRepository_AreClean()
    {
        var files = ScannedFile.InFolder(Path.Combine(RepositoryRoot.Path, "models"));

        var result = await ModelScanner.ScanAsync(files, new ScanOptions(), TestContext.Current.CancellationToken);

        result.ShouldBeClean();
        result.Files.Select(f => f.Path).ShouldContain("atlas/atlas.gguf");
        result.Files.ShouldAllBe(f => f.Outcome == FileScanOutcome.Scanned);
    }

    [Fact]
    public async Task File_ThatCannotBeOpened_IsUnfinished()
    {
        var file = new ScannedFile("model.gguf", 10, _ => throw new UnauthorizedAccessException("no"));

        var result = await ModelScanner.ScanAsync([file], new ScanOptions(), TestContext.Current.CancellationToken);

        result.Verdict.ShouldBe(ScanVerdict.Unfinished);
        result.Rules().ShouldBe(["MY-FILE-005"]);
    }

    [Fact]
    public async Task File_ShorterThanAnnounced_IsUnfinished()
    {
        var file = Scan.File("model.gguf", GgufBytes.Model().ToArray());

        var result = await ModelScanner.ScanAsync([file with { Size = file.Size + 1 }], new ScanOptions(), TestContext.Current.CancellationToken);

        result.Verdict.ShouldBe(ScanVerdict.Unfinished);
    }

    [Theory]
    [InlineData("../../etc/cron.d/model.gguf")]
    [InlineData("/etc/passwd")]
    [InlineData("a\\..\\..\\model.gguf")]
    public async Task Path_OutsideTheModel_IsCritical(string path) => (await Scan.FileAsync(path, GgufBytes.Model().ToArray())).ShouldHave("MY-FILE-006");

    [Fact]
    public async Task OneFile_DoesNotHideAnother()
    {
        var result = await Scan.FilesAsync(("a.safetensors", [1, 2, 3]), ("b.pkl", Malicious), ("config.json", "{}"u8.ToArray()));

        result.Verdict.ShouldBe(ScanVerdict.Unfinished);
        result.ShouldHave("MY-PKL-001");
        result.Files.Count.ShouldBe(3);
        result.Files[2].Outcome.ShouldBe(FileScanOutcome.Scanned);
    }

    [Fact]
    public async Task Findings_AreSortedAndCutOff()
    {
        var many = new PickleBytes();
        for (var i = 0; i < 50; i++)
        {
            many.Global($"a{i}", "b").Ops("0");
        }

        var result = await Scan.FileAsync("model.pkl", many.Ops("N.").ToArray(), new ScanOptions { MaxFindingsPerFile = 10 });

        result.Findings.Count.ShouldBe(11);
        result.Findings[^1].RuleId.ShouldBe("MY-FILE-007");
    }

    [Fact]
    public async Task Names_FromAFile_CannotDrawOnATerminal() =>
        (await Scan.FileAsync("model.pkl", PickleBytes.Call("os\u001b[2J", "system"))).Findings.ShouldAllBe(f => !f.Message.Any(char.IsControl));

    [Fact]
    public async Task Stream_ThatCannotSeek_IsScannedAllTheSame()
    {
        using var scratch = new TemporaryFolder();
        var zip = ZipBytes.Torch(Malicious);
        var file = new ScannedFile("model.pt", zip.Length, _ => ValueTask.FromResult<Stream>(new ForwardOnlyStream(zip)));

        var result = await ModelScanner.ScanAsync([file], new ScanOptions { ScratchFolder = scratch.Path }, TestContext.Current.CancellationToken);

        result.ShouldHave("MY-PKL-001");
        Directory.EnumerateFileSystemEntries(scratch.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task Cancellation_EndsTheScan() =>
        await Should.ThrowAsync<OperationCanceledException>(() => ModelScanner.ScanAsync([Scan.File("a.pkl", Malicious)], new ScanOptions(), new CancellationToken(canceled: true)));

    private sealed class ForwardOnlyStream(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;
    }
}
