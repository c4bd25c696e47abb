using System.IO.Compression;
using Modelyard.Library;

namespace Modelyard.Tests.Library;

public sealed class PickleScanTests
{
    private static readonly byte[] Harmless = new PickleBytes().Ops("}.").ToArray();
    private static readonly byte[] Malicious = PickleBytes.Call("posix", "system");

    [Fact]
    public async Task StateDict_OfTorch_IsClean() => (await Scan.FileAsync("model.pt", ZipBytes.Torch(PickleBytes.StateDict()))).ShouldBeClean();

    [Fact]
    public async Task StateDict_InTheLegacyFormat_IsCleanWithItsWeightsBehindIt()
    {
        byte[] legacy =
        [
            .. PickleBytes.Protocol(2).Raw(0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19).Ops(".").ToArray(),
            .. PickleBytes.Protocol(2).Ops("M").Raw(0xE9, 0x03).Ops(".").ToArray(),
            .. PickleBytes.Protocol(2).Ops("}").Put(0).LongText("little_endian").Put(1).Raw(0x88).Ops("s.").ToArray(),
            .. PickleBytes.StateDict(),
            .. PickleBytes.Protocol(2).Ops("]").Put(0).LongText("0").Put(1).Ops("a.").ToArray(),
            4, 0, 0, 0, 0, 0, 0, 0, .. new byte[16],
        ];

        (await Scan.FileAsync("pytorch_model.bin", legacy)).ShouldBeClean();
    }

    [Fact]
    public async Task Array_OfNumpy_IsClean()
    {
        // As NumPy pickles array([1, 2]) in protocol 2.
        var pickle = PickleBytes.Protocol(2)
            .Global("numpy.core.multiarray", "_reconstruct").Put(0).Global("numpy", "ndarray").Put(1).Int(0).Raw(0x85).Put(2)
            .Global("_codecs", "encode").Put(3).LongText("b").Put(4).LongText("latin1").Put(5).Raw(0x86).Put(6).Ops("R").Put(7).Raw(0x87).Put(8).Ops("R").Put(9)
            .Ops("(").Int(1).Int(2).Raw(0x85).Put(10).Global("numpy", "dtype").Put(11).LongText("i8").Put(12).Raw(0x89).Raw(0x88).Raw(0x87).Put(13).Ops("R").Put(14)
            .Ops("(").Int(3).LongText("<").Put(15).Ops("NNNJ").Raw(0xFF, 0xFF, 0xFF, 0xFF).Ops("J").Raw(0xFF, 0xFF, 0xFF, 0xFF).Int(0).Ops("t").Put(16).Ops("b")
            .Raw(0x89).Get(3).LongText("x").Get(5).Raw(0x86).Ops("Rt").Put(17).Ops("b.")
            .ToArray();

        (await Scan.FileAsync("array.pkl", pickle)).ShouldBeClean();
    }

    [Theory]
    [InlineData("posix", "system")]
    [InlineData("nt", "system")]
    [InlineData("os", "popen")]
    [InlineData("__builtin__", "eval")]
    [InlineData("builtins", "exec")]
    [InlineData("builtins", "getattr")]
    [InlineData("subprocess", "Popen")]
    [InlineData("commands", "getoutput")]
    [InlineData("_io", "open")]
    [InlineData("importlib", "import_module")]
    [InlineData("pkgutil", "resolve_name")]
    [InlineData("runpy", "_run_code")]
    [InlineData("operator", "attrgetter")]
    [InlineData("functools", "partial")]
    [InlineData("pickle", "loads")]
    [InlineData("_pickle", "loads")]
    [InlineData("torch.storage", "_load_from_bytes")]
    [InlineData("torch.hub", "load")]
    [InlineData("torch.serialization", "load")]
    [InlineData("torch.utils.cpp_extension", "load")]
    [InlineData("numpy.testing._private.utils", "runstring")]
    [InlineData("numpy", "load")]
    [InlineData("collections", "OrderedDict.__init__.__globals__")]
    [InlineData("asyncio.unix_events", "_UnixSubprocessTransport._start")]
    [InlineData("ctypes", "CDLL")]
    [InlineData("pty", "spawn")]
    [InlineData("timeit", "timeit")]
    [InlineData("cProfile", "run")]
    [InlineData("pip", "main")]
    [InlineData("types", "CodeType")]
    public async Task Import_ThatRunsCode_IsCritical(string module, string name)
    {
        var result = await Scan.FileAsync("model.pkl", PickleBytes.Call(module, name));

        var finding = result.Findings.ShouldHaveSingleItem();
        finding.RuleId.ShouldBe("MY-PKL-001");
        finding.Severity.ShouldBe(FindingSeverity.Critical);
        finding.Location.ShouldBe("byte 0");
        finding.Message.ShouldContain($"{module}.{name}");
    }

    [Theory]
    [InlineData("sklearn.linear_model._base", "LinearRegression")]
    [InlineData("mycompany.models", "Network")]
    [InlineData("torch.nn.modules.linear", "Linear")]
    [InlineData("torch", "_utils._rebuild_tensor")]
    [InlineData("Collections", "OrderedDict")]
    [InlineData("collections ", "OrderedDict")]
    [InlineData("collections", "OrderedDict\r")]
    public async Task Import_ThatIsNotOnTheList_IsFound(string module, string name) =>
        (await Scan.FileAsync("model.pkl", PickleBytes.Call(module, name))).Findings.ShouldHaveSingleItem().Severity.ShouldBeOneOf(FindingSeverity.High, FindingSeverity.Critical);

    [Fact]
    public async Task Import_ThatAnOperatorAllows_IsNotFound()
    {
        var options = new ScanOptions { AllowedImports = ["mycompany.models:Network"] };

        (await Scan.FileAsync("model.pkl", PickleBytes.Call("mycompany.models", "Network"), options)).ShouldBeClean();
        (await Scan.FileAsync("model.pkl", PickleBytes.Call("mycompany.models", "Network2"), options)).ShouldHave("MY-PKL-002");
    }

    [Fact]
    public async Task StackGlobal_WithNamesFromTheMemo_IsResolved()
    {
        var pickle = PickleBytes.Protocol(4).Text("system").Memoize().Ops("0").Text("posix").Memoize().Ops("0")
            .Text("harmless").Ops("0").Get(1).Get(0).Raw(0x93).Text("id").Raw(0x85).Ops("R.").ToArray();

        (await Scan.FileAsync("model.pkl", pickle)).Findings.ShouldHaveSingleItem().Message.ShouldContain("posix.system");
    }

    [Fact]
    public async Task StackGlobal_WithOverwrittenMemo_TakesTheLastValue()
    {
        var pickle = PickleBytes.Protocol(4).Text("collections").Put(0).Ops("0").Text("posix").Put(0).Ops("0").Get(0).Text("system").Raw(0x93).Ops(")R.").ToArray();

        (await Scan.FileAsync("model.pkl", pickle)).Findings.ShouldHaveSingleItem().Message.ShouldContain("posix.system");
    }

    [Fact]
    public async Task StackGlobal_WithNamesThatAreComputed_IsCritical()
    {
        var pickle = PickleBytes.Protocol(4).StackGlobal("_codecs", "encode").Text("posix").Text("latin1").Raw(0x86).Ops("R").Text("system").Raw(0x93).Ops(")R.").ToArray();

        (await Scan.FileAsync("model.pkl", pickle)).ShouldHave("MY-PKL-003");
    }

    [Fact]
    public async Task StackGlobal_WithANameTooLongToKeep_IsCritical() =>
        (await Scan.FileAsync("model.pkl", PickleBytes.Protocol(4).StackGlobal("os", new string('a', 100_000)).Ops(")R.").ToArray())).ShouldHave("MY-PKL-003");

    [Fact]
    public async Task StackGlobal_WithNamesWrittenInEscapes_IsNotPassedOver()
    {
        var escaped = PickleBytes.Protocol(4).Ops("V\\u0070osix\n").Text("system").Raw(0x93).Ops(")R.").ToArray();

        (await Scan.FileAsync("model.pkl", escaped)).ShouldHave("MY-PKL-003");
    }

    [Theory]
    [InlineData("INST", "(S'id'\niposix\nsystem\n.")]
    [InlineData("OBJ", "(cposix\nsystem\nS'id'\no.")]
    [InlineData("NEWOBJ", "cposix\nsystem\n)\u0081.")]
    [InlineData("NEWOBJ_EX", "cposix\nsystem\n)}\u0092.")]
    [InlineData("BUILD", "cposix\nsystem\n}b.")]
    [InlineData("INST at the very end", "(S'id'\niposix\nsystem?")]
    [InlineData("dropped", "cposix\nsystem\n(S'id'\ntR0N.")]
    public async Task Call_InEveryWay_IsFound(string way, string pickle) =>
        (await Scan.FileAsync("model.pkl", new PickleBytes().Ops(pickle).ToArray())).Rules().ShouldContain("MY-PKL-001", way);

    [Theory]
    [InlineData(0x82, 1)]
    [InlineData(0x83, 2)]
    [InlineData(0x84, 4)]
    public async Task ExtensionRegistry_IsCritical(byte opcode, int width) =>
        (await Scan.FileAsync("model.pkl", PickleBytes.Protocol(2).Raw(opcode).Raw([7, .. new byte[width - 1]]).Ops(")R.").ToArray())).ShouldHave("MY-PKL-004");

    [Fact]
    public async Task Call_OfAResult_IsFound() =>
        (await Scan.FileAsync("model.pkl", new PickleBytes().Global("collections", "Counter").Ops(")R)R.").ToArray())).ShouldHave("MY-PKL-005");

    [Theory]
    [InlineData("ctorch.nn.parameter\nParameter\n}b.")]
    [InlineData("ccollections\nCounter\nS'a'\nNs.")]
    [InlineData("ccollections\nCounter\n(S'a'\nNu.")]
    [InlineData("c__builtin__\nlist\nNa.")]
    public async Task Change_OfAnImport_IsCritical(string pickle) => (await Scan.FileAsync("model.pkl", new PickleBytes().Ops(pickle).ToArray())).ShouldHave("MY-PKL-006");

    [Fact]
    public async Task Memo_WithGaps_IsCountedAsPythonDoes()
    {
        // One number is filled, the sixth; the next that is counted is the second.
        var pickle = PickleBytes.Protocol(4).Text("collections").Put(5).Ops("0").Text("posix").Memoize().Ops("0").Get(1).Text("system").Raw(0x93).Ops(")R.").ToArray();

        (await Scan.FileAsync("model.pkl", pickle)).Findings.ShouldHaveSingleItem().Message.ShouldContain("posix.system");
    }

    [Fact]
    public async Task Instruction_AcrossTheEndOfItsFrame_IsFound()
    {
        // Python in C drops the rest of the frame and reads on behind it: what is a text for others is an import for it.
        var hidden = PickleBytes.Protocol(4).Raw(0x95).Raw(BitConverter.GetBytes(3L)).Raw(0x8C, 30).Ops("aaa").Raw([.. PickleBytes.Call("posix", "system"), .. new byte[4]]).Ops("0N.").ToArray();

        (await Scan.FileAsync("model.pkl", hidden)).ShouldHave("MY-PKL-009");
        (await Scan.FileAsync("notes.txt", hidden[2..])).ShouldHave("MY-PKL-009");
    }

    [Fact]
    public async Task Frames_AsPicklersWriteThem_AreClean()
    {
        var first = new PickleBytes().Ops("]").Memoize().Text("a").Memoize().Ops("a").ToArray();

        (await Scan.FileAsync("model.pkl", PickleBytes.Protocol(4)
            .Raw(0x95).Raw(BitConverter.GetBytes((long)first.Length)).Raw(first)
            .Bytes(new byte[100])
            .Raw(0x95).Raw(BitConverter.GetBytes(2L)).Ops("a.").ToArray())).ShouldBeClean();
    }

    [Fact]
    public async Task Streams_OneAfterTheOther_AreAllFollowed() =>
        (await Scan.FileAsync("model.pkl", [.. Harmless, .. Harmless, .. Malicious])).ShouldHave("MY-PKL-001");

    [Fact]
    public async Task Data_AfterTheEnd_IsFound() => (await Scan.FileAsync("model.pkl", [.. Harmless, 0, 1, 2, 3])).Rules().ShouldBe(["MY-PKL-008"]);

    [Fact]
    public async Task Pickle_ThatBreaksOff_IsUnfinishedAndWhatCameBeforeIsFound()
    {
        var result = await Scan.FileAsync("model.pkl", Malicious[..^1]);

        result.Verdict.ShouldBe(ScanVerdict.Unfinished);
        result.Rules().ShouldBe(["MY-PKL-001", "MY-PKL-007"]);
        result.Files.ShouldHaveSingleItem().Reason.ShouldNotBeNull();
    }

    [Fact]
    public async Task Pickle_ThatBreaksOffBeforeAnyCall_IsNotClean() =>
        (await Scan.FileAsync("model.pkl", PickleBytes.Protocol(2).Ops("}").ToArray())).Verdict.ShouldBe(ScanVerdict.Unfinished);

    [Theory]
    [InlineData("model.safetensors")]
    [InlineData("model.gguf")]
    [InlineData("README.md")]
    [InlineData("config.json")]
    [InlineData("logo.png")]
    [InlineData("weights")]
    [InlineData("data.unheard-of")]
    public async Task Pickle_UnderAnotherName_IsFound(string name)
    {
        (await Scan.FileAsync(name, Malicious)).ShouldHave("MY-PKL-001");
        (await Scan.FileAsync(name, PickleBytes.Protocol(4).StackGlobal("posix", "system").Text("id").Raw(0x85).Ops("R.").ToArray())).ShouldHave("MY-PKL-001");
    }

    [Fact]
    public async Task Pickle_InAMemberWithoutExtension_IsFoundBesideTheExpectedOne() =>
        (await Scan.FileAsync("model.pt", ZipBytes.Torch(PickleBytes.StateDict(), storage: Malicious))).ShouldHave("MY-PKL-001");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pickle_Compressed_IsFound(bool gzip)
    {
        var packed = new MemoryStream();
        using (Stream compressing = gzip ? new GZipStream(packed, CompressionLevel.Fastest) : new ZLibStream(packed, CompressionLevel.Fastest))
        {
            compressing.Write(Malicious);
        }

        (await Scan.FileAsync("model.joblib", packed.ToArray())).ShouldHave("MY-PKL-001");
    }

    [Fact]
    public async Task Pickle_InAnArrayOfObjects_IsFound()
    {
        var result = await Scan.FileAsync("array.npy", NpyBytes.Of("'|O'", Malicious));

        result.Rules().ShouldBe(["MY-NPY-001", "MY-PKL-001"]);
    }

    [Theory]
    [InlineData("'<f4'")]
    [InlineData("[('position', '<f4', (3,)), ('mass', '<f8'), ('name', '|S10')]")]
    [InlineData("'<M8[ns]'")]
    [InlineData("'|b1'")]
    public async Task Array_OfNumbers_IsClean(string description) => (await Scan.FileAsync("array.npy", NpyBytes.Of(description, new byte[24]))).ShouldBeClean();

    [Theory]
    [InlineData("'|' 'O'")]
    [InlineData("\"O\"")]
    [InlineData("[('a', '<f4'), ('b', '|O')]")]
    public async Task Array_OfObjects_IsFoundHoweverItIsWritten(string description) =>
        (await Scan.FileAsync("array.npy", NpyBytes.Of(description, Harmless))).ShouldHave("MY-NPY-001");

    [Fact]
    public async Task Array_WithEscapesInItsHeader_IsNotTrusted() =>
        (await Scan.FileAsync("array.npy", NpyBytes.Of(@"'\x4f'", Malicious))).Verdict.ShouldBe(ScanVerdict.Unfinished);

    [Theory]
    [InlineData("cat\ndog\nhorse\n")]
    [InlineData("config\nmodel\ntokenizer\n")]
    [InlineData("(a) First, do this.\n")]
    [InlineData("}\n")]
    public async Task Text_ThatFollowsOpcodesForAWhile_IsClean(string text) =>
        (await Scan.FileAsync("labels.txt", System.Text.Encoding.UTF8.GetBytes(text))).ShouldBeClean();
}
