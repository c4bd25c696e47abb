using Modelyard.Library;

namespace Modelyard.Tests.Library;

public sealed class TensorFlowScanTests
{
    [Fact]
    public async Task Graphs_OfOperatorsThatCompute_AreClean()
    {
        (await Scan.FileAsync("saved_model.pb", SavedModel(Graph("Placeholder", "MatMul", "SaveV2", "RestoreV2")))).ShouldBeClean();
        (await Scan.FileAsync("frozen.pb", Graph("Placeholder", "MatMul").ToArray())).ShouldBeClean();
    }

    [Theory]
    [InlineData("ReadFile", "MY-TFG-002")]
    [InlineData("WriteFile", "MY-TFG-002")]
    [InlineData("PrintV2", "MY-TFG-002")]
    [InlineData("DataServiceDatasetV4", "MY-TFG-002")]
    [InlineData("PyFunc", "MY-TFG-003")]
    [InlineData("EagerPyFunc", "MY-TFG-003")]
    public async Task Operator_ThatReachesOut_IsFound_WhereverItIs(string name, string rule)
    {
        (await Scan.FileAsync("saved_model.pb", SavedModel(Graph("MatMul", name)))).ShouldHave(rule);
        (await Scan.FileAsync("graph.bin", Graph("MatMul", name).ToArray())).ShouldHave(rule);
        (await Scan.FileAsync("saved_model.pb", SavedModel(WithFunction("MatMul", name)))).ShouldHave(rule);
        (await Scan.FileAsync("model.zip", ZipBytes.Of(("saved_model.pb", SavedModel(Graph(name)))))).ShouldHave(rule);
    }

    [Fact]
    public async Task Graph_ThatBreaksOff_IsUnfinished()
    {
        var whole = SavedModel(Graph("MatMul", "Add"));

        (await Scan.FileAsync("saved_model.pb", [.. whole, 0x12, 0x7F])).Verdict.ShouldBe(ScanVerdict.Unfinished);
    }

    private static byte[] SavedModel(OnnxBytes graph) =>
        new OnnxBytes().Number(1, 1).Message(2, new OnnxBytes().Message(1, new OnnxBytes().Text(4, "serve").Text(5, "2.16.1")).Message(2, graph)).ToArray();

    private static OnnxBytes Graph(params string[] operators)
    {
        var graph = new OnnxBytes();
        foreach (var (index, name) in operators.Index())
        {
            graph.Message(1, Node(index, name));
        }

        return graph.Message(4, new OnnxBytes().Number(1, 1882));
    }

    private static OnnxBytes WithFunction(string outside, string inside) => new OnnxBytes()
        .Message(1, Node(0, outside))
        .Message(2, new OnnxBytes().Message(1, new OnnxBytes().Message(1, new OnnxBytes().Text(1, "__inference_call_1")).Message(3, Node(1, inside))));

    private static OnnxBytes Node(int index, string name) => new OnnxBytes().Text(1, $"node_{index}").Text(2, name).Text(3, "input:0");
}
