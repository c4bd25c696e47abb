using Modelyard.Library;

namespace Modelyard.Tests.Library;

/// <summary>Models that are graphs: ONNX and Keras.</summary>
public sealed class GraphScanTests
{
    [Fact]
    public async Task Onnx_OfBuiltInOperators_IsClean()
    {
        var graph = OnnxBytes.Graph(OnnxBytes.Node("MatMul"), OnnxBytes.Node("Attention", "com.microsoft"), OnnxBytes.Node("Normalizer", "ai.onnx.ml"));

        (await Scan.FileAsync("model.onnx", OnnxBytes.Model(graph))).ShouldBeClean();
        (await Scan.FileAsync("model", OnnxBytes.Model(graph))).Files[0].Formats.ShouldBe(["Onnx"]);
    }

    [Fact]
    public async Task Onnx_WithWeightsBesideIt_IsClean()
    {
        var graph = OnnxBytes.Graph().Message(5, OnnxBytes.ExternalTensor("big", "weights.bin", "16", "48"));

        (await Scan.FilesAsync(("onnx/model.onnx", OnnxBytes.Model(graph)), ("onnx/weights.bin", SafetensorsBytes.Of()))).ShouldBeClean();
    }

    [Fact]
    public async Task Onnx_WithRawWeightsBesideIt_IsCleanWhateverTheOrder()
    {
        var model = OnnxBytes.Model(OnnxBytes.Graph().Message(5, OnnxBytes.ExternalTensor("big", "model.onnx_data", "0", "16")));
        byte[] weights = [.. Enumerable.Range(0, 64).Select(i => (byte)(i * 37))];

        (await Scan.FilesAsync(("model.onnx", model), ("model.onnx_data", weights))).ShouldBeClean();
        (await Scan.FilesAsync(("a/model.onnx_data", weights), ("a/model.onnx", model))).ShouldBeClean();
        (await Scan.FilesAsync(("b/model.onnx_data", weights), ("a/model.onnx", model))).Rules().ShouldBe(["MY-FILE-001", "MY-ONX-003"]);
        (await Scan.FilesAsync(("model.onnx", model), ("model.onnx_data", [.. PickleBytes.Call("posix", "system"), .. weights]))).ShouldHave("MY-PKL-001");
    }

    [Theory]
    [InlineData("../../../etc/passwd", "MY-ONX-002")]
    [InlineData("/etc/shadow", "MY-ONX-002")]
    [InlineData("a/../../b", "MY-ONX-002")]
    [InlineData("..\\b", "MY-ONX-002")]
    [InlineData("", "MY-ONX-002")]
    [InlineData("missing.bin", "MY-ONX-003")]
    public async Task Onnx_WithWeightsElsewhere_IsFound(string location, string rule) =>
        (await Scan.FileAsync("model.onnx", OnnxBytes.Model(OnnxBytes.Graph().Message(5, OnnxBytes.ExternalTensor("w", location))))).ShouldHave(rule);

    [Theory]
    [InlineData("100", "16")]
    [InlineData("18446744073709551615", "18446744073709551615")]
    [InlineData("-1", "16")]
    public async Task Onnx_WithWeightsPastTheEndOfTheirFile_IsFound(string offset, string length)
    {
        var graph = OnnxBytes.Graph().Message(5, OnnxBytes.ExternalTensor("w", "weights.bin", offset, length));

        (await Scan.FilesAsync(("model.onnx", OnnxBytes.Model(graph)), ("weights.bin", SafetensorsBytes.Of()))).ShouldHave("MY-ONX-003");
    }

    [Fact]
    public async Task Onnx_WithWeightsElsewhereInASubgraph_IsFound()
    {
        var constant = OnnxBytes.Node("Constant", attribute: new OnnxBytes().Text(1, "value").Message(5, OnnxBytes.ExternalTensor("c", "/etc/passwd")));
        var branch = OnnxBytes.Node("If", attribute: new OnnxBytes().Text(1, "then_branch").Message(6, OnnxBytes.Graph(constant)));
        var function = new OnnxBytes().Text(1, "F").Text(10, "local").Message(7, constant);

        (await Scan.FileAsync("model.onnx", OnnxBytes.Model(OnnxBytes.Graph(branch)))).ShouldHave("MY-ONX-002");
        (await Scan.FileAsync("model.onnx", OnnxBytes.Model(OnnxBytes.Graph(), (25, function)))).ShouldHave("MY-ONX-002");
    }

    [Theory]
    [InlineData("Anything", "com.example.custom", "MY-ONX-004")]
    [InlineData("PyOp", "ai.onnx.contrib", "MY-ONX-005")]
    [InlineData("PythonOp", "com.microsoft", "MY-ONX-005")]
    public async Task Onnx_WithAnOperatorThatIsNotBuiltIn_IsFound(string type, string domain, string rule) =>
        (await Scan.FileAsync("model.onnx", OnnxBytes.Model(OnnxBytes.Graph(OnnxBytes.Node(type, domain))))).Rules().ShouldBe([rule]);

    [Fact]
    public async Task Onnx_WithAnOperatorItDefinesOrAnOperatorAllows_IsClean()
    {
        var model = OnnxBytes.Model(OnnxBytes.Graph(OnnxBytes.Node("Gelu", "local")), (25, new OnnxBytes().Text(1, "Gelu").Text(10, "local").Message(7, OnnxBytes.Node("Erf"))));

        (await Scan.FileAsync("model.onnx", model)).ShouldBeClean();
        var options = new ScanOptions { AllowedOperatorDomains = ["com.example"] };
        (await Scan.FileAsync("model.onnx", OnnxBytes.Model(OnnxBytes.Graph(OnnxBytes.Node("A", "com.example"))), options)).ShouldBeClean();
    }

    [Fact]
    public async Task Onnx_NestedWithoutEnd_IsUnfinished()
    {
        var graph = OnnxBytes.Graph();
        for (var i = 0; i < 100; i++)
        {
            graph = OnnxBytes.Graph(OnnxBytes.Node("If", attribute: new OnnxBytes().Text(1, "g").Message(6, graph)));
        }

        (await Scan.FileAsync("model.onnx", OnnxBytes.Model(graph))).Verdict.ShouldBe(ScanVerdict.Unfinished);
    }

    [Fact]
    public async Task Onnx_CutOff_IsUnfinished()
    {
        var model = OnnxBytes.Model(OnnxBytes.Graph(OnnxBytes.Node("MatMul")));

        foreach (var length in Enumerable.Range(1, model.Length - 1))
        {
            (await Scan.FileAsync("model.onnx", model[..length])).Verdict.ShouldNotBe(ScanVerdict.Clean, $"cut after {length} of {model.Length} bytes");
        }
    }

    private const string Dense = """{"module":"keras.layers","class_name":"Dense","config":{"units":2,"activation":"relu"},"registered_name":null}""";
    private const string Lambda3 = """{"module":"keras.layers","class_name":"Lambda","config":{"function":{"class_name":"__lambda__","config":{"value":"4wEAAA=="}}}}""";
    private const string Lambda2 = """{"class_name":"Lambda","config":{"name":"l","function":["4wEAAA==",null,null],"function_type":"lambda"}}""";

    [Theory]
    [InlineData(Dense, null)]
    [InlineData("""{"class_name":"Dense","config":{"units":2}}""", null)]
    [InlineData("""{"module":"keras.src.models.functional","class_name":"Functional","config":{}}""", null)]
    [InlineData(Lambda3, "MY-KER-001")]
    [InlineData(Lambda2, "MY-KER-001")]
    [InlineData("""{"class_name":"\u004cambda","config":{}}""", "MY-KER-001")]
    [InlineData("""{"module":"os","class_name":"function","config":"system","registered_name":"function"}""", "MY-KER-002")]
    [InlineData("""{"module":"keras.utils","class_name":"function","config":"get_file"}""", "MY-KER-002")]
    [InlineData("""{"module":"kerasx.layers","class_name":"Dense","config":{}}""", "MY-KER-002")]
    [InlineData("""{"module":"builtins","class_name":"function","config":"mine","registered_name":"function"}""", "MY-KER-003")]
    [InlineData("""{"module":null,"class_name":"Mine","config":{},"registered_name":"package>Mine"}""", "MY-KER-003")]
    public async Task Keras_Layer_IsJudgedInEveryContainer(string layer, string? rule)
    {
        var config = $$"""{"module":"keras","class_name":"Functional","config":{"layers":[{{Dense}},{{layer}}] },"build_config":{} }""";
        var bytes = System.Text.Encoding.UTF8.GetBytes(config);
        var keras = ZipBytes.Of(("metadata.json", "{}"u8.ToArray()), ("config.json", bytes));

        foreach (var (name, content) in ((string, byte[])[])[("model.keras", keras), ("config.json", bytes), ("model.h5", HdfBytes.WithText("model_config", config)), ("old.h5", HdfBytes.WithFixedText("model_config", config))])
        {
            var result = await Scan.FileAsync(name, content);
            if (rule is null)
            {
                result.ShouldBeClean();
            }
            else
            {
                result.ShouldHave(rule);
            }
        }
    }

    [Fact]
    public async Task Hdf5_ThatCannotBeFollowed_IsUnfinished()
    {
        var file = HdfBytes.WithText("model_config", "{}");

        foreach (var length in (int[])[8, 24, 50, 100, 120, 150, 1030])
        {
            (await Scan.FileAsync("model.h5", file[..length])).Verdict.ShouldBe(ScanVerdict.Unfinished, $"cut after {length} bytes");
        }
    }

    [Fact]
    public async Task Hdf5_WithAPickleAttached_IsFound() =>
        (await Scan.FileAsync("model.h5", HdfBytes.WithText("attribute", "cposix\nsystem\n(S'id'\ntR."))).ShouldHave("MY-PKL-001");
}
