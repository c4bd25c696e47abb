using Modelyard.Library;

namespace Modelyard.Tests.Library;

public sealed class WeightScanTests
{
    [Fact]
    public async Task Safetensors_AsTheyShouldBe_AreClean()
    {
        (await Scan.FileAsync("model.safetensors", SafetensorsBytes.Of())).ShouldBeClean();
        (await Scan.FileAsync("model.safetensors", SafetensorsBytes.Of(SafetensorsBytes.OneTensor + "    "))).ShouldBeClean();
        (await Scan.FileAsync("model.safetensors", SafetensorsBytes.Of("{}", data: 0))).ShouldBeClean();
        (await Scan.FileAsync("model.safetensors", SafetensorsBytes.Of("""{"a":{"dtype":"F4","shape":[3],"data_offsets":[0,2]}}""", data: 2))).ShouldBeClean();
    }

    [Theory]
    [InlineData("001", """{"w":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}""")]
    [InlineData("001", """{"w":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}garbage""")]
    [InlineData("001", """{"w":{"dtype":"F32","shape":[4]}}""")]
    [InlineData("001", """{"w":{"dtype":"F32","shape":[4],"data_offsets":[0,16],"code":"x"}}""")]
    [InlineData("001", """{"w":{"dtype":"F32","shape":[-4],"data_offsets":[0,16]}}""")]
    [InlineData("001", """{"w":{"dtype":"F32","shape":[4],"data_offsets":[0,16,32]}}""")]
    [InlineData("001", """{"w":[1]}""")]
    [InlineData("002", """{"w":{"dtype":"F32","shape":[8],"data_offsets":[0,32]}}""")]
    [InlineData("002", """{"w":{"dtype":"F32","shape":[4],"data_offsets":[16,0]}}""")]
    [InlineData("002", """{"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]},"b":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}}""")]
    [InlineData("003", """{"w":{"dtype":"F32","shape":[4],"data_offsets":[0,16]},"w":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}""")]
    [InlineData("003", """{"w":{"dtype":"F32","dtype":"F32","shape":[4],"data_offsets":[0,16]}}""")]
    [InlineData("004", """{"w":{"dtype":"F64","shape":[4],"data_offsets":[0,16]}}""")]
    [InlineData("004", """{"w":{"dtype":"F32","shape":[4294967296,4294967296,4294967297],"data_offsets":[0,16]}}""")]
    [InlineData("005", """{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""")]
    [InlineData("005", """{"w":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}}""")]
    [InlineData("005", "{}")]
    [InlineData("006", """{"w":{"dtype":"F99","shape":[4],"data_offsets":[0,16]}}""")]
    public async Task Safetensors_WithAFault_AreFound(string rule, string header) =>
        (await Scan.FileAsync("model.safetensors", SafetensorsBytes.Of(header))).ShouldHave($"MY-SFT-{rule}");

    [Theory]
    [InlineData(0UL)]
    [InlineData(1000UL)]
    [InlineData(ulong.MaxValue)]
    [InlineData((ulong)long.MaxValue + 1)]
    [InlineData(200_000_000UL)]
    public async Task Safetensors_WithAFalseLength_AreUnfinished(ulong length) =>
        (await Scan.FileAsync("model.safetensors", SafetensorsBytes.Of(length: length))).Verdict.ShouldBe(ScanVerdict.Unfinished);

    [Fact]
    public async Task Safetensors_UnderAnotherName_AreFound() => (await Scan.FileAsync("model.onnx", SafetensorsBytes.Of())).Rules().ShouldBe(["MY-FILE-002"]);

    [Fact]
    public async Task Safetensors_WithASecretInTheirMetadata_AreFound()
    {
        var header = """{"__metadata__":{"author":"hf_abcdefghijklmnopqrstuvwxyzABCDEFGH"}}""";

        var finding = (await Scan.FileAsync("model.safetensors", SafetensorsBytes.Of(header, data: 0))).Findings.ShouldHaveSingleItem();
        finding.RuleId.ShouldBe("MY-SEC-002");
        finding.Location.ShouldBe("__metadata__.author");
        finding.Message.ShouldNotContain("hf_");
    }

    [Fact]
    public async Task Gguf_AsItShouldBe_IsClean() =>
        (await Scan.FileAsync("model.gguf", GgufBytes.Model().Tensor("a", [4], 0, 0).Tensor("b", [8], 0, 32).ToArray())).ShouldBeClean();

    public static TheoryData<string, byte[]> Faults() => new()
    {
        { "001", [.. "GGUF"u8, 3, 0, 0, 0] },
        { "001", GgufBytes.Model().ToArray()[..60] },
        { "001", GgufBytes.Model().Tensor("a", [4], 0, 4).ToArray() },
        { "001", GgufBytes.Model().Array32("list", 1UL << 40).ToArray() },
        { "001", GgufBytes.Model().Number("general.alignment", 3).Tensor("a", [4], 0, 0).ToArray() },
        { "002", GgufBytes.Model().Tensor("a", [1000], 0, 0).ToArray() },
        { "002", GgufBytes.Model().Tensor("a", [1UL << 40, 1UL << 40], 0, 0).ToArray() },
        { "002", GgufBytes.Model().Tensor("a", [4], 0, ulong.MaxValue - 31).ToArray() },
        { "002", GgufBytes.Model().Tensor("a", [16], 0, 0).Tensor("b", [4], 0, 32).ToArray() },
        { "003", GgufBytes.Model().Tensor("a", [4], 0, 0).Tensor("a", [4], 0, 32).ToArray() },
        { "003", GgufBytes.Model().Text("general.architecture", "bert").ToArray() },
        { "004", GgufBytes.Model().Tensor("a", [33], 8, 0).ToArray() },
        { "005", new GgufBytes { DataBytes = 640 }.Text("general.architecture", "llama").Tensor("a", [4], 0, 0).ToArray() },
        { "006", GgufBytes.Model().Tensor("a", [4], 99, 0).ToArray() },
        { "006", new GgufBytes { Version = 77 }.ToArray() },
        { "007", new GgufBytes { Entries = ulong.MaxValue }.ToArray() },
        { "007", new GgufBytes { Tensors = 1UL << 60 }.ToArray() },
        { "007", GgufBytes.Model().Tensor("a", [1, 1, 1, 1, 1, 1, 1, 1, 1], 0, 0).ToArray() },
        { "007", GgufBytes.Model().Tensor(new string('n', 100), [4], 0, 0).ToArray() },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Gguf_WithAFault_IsFound(string rule, byte[] content) => (await Scan.FileAsync("model.gguf", content)).ShouldHave($"MY-GGUF-{rule}");

    [Fact]
    public async Task Gguf_WithAFault_NamesAllOfThem()
    {
        var content = GgufBytes.Model().Tensor("a", [1000], 0, 0).Tensor("b", [4], 99, 32).Tensor("b", [33], 8, 64).ToArray();

        (await Scan.FileAsync("model.gguf", content)).Rules().ShouldBe(["MY-GGUF-002", "MY-GGUF-003", "MY-GGUF-004", "MY-GGUF-006"]);
    }

    [Fact]
    public async Task Gguf_WithADangerousTemplate_IsFound()
    {
        var content = GgufBytes.Model().Text("tokenizer.chat_template.tool_use", "{{ ''.__class__.__mro__ }}").Tensor("a", [4], 0, 0).ToArray();

        (await Scan.FileAsync("model.gguf", new GgufBytes { DataBytes = 32 }.ToArray())).Rules().ShouldNotContain("MY-TPL-001");
        (await Scan.FileAsync("model.gguf", content)).ShouldHave("MY-TPL-001");
    }
}
