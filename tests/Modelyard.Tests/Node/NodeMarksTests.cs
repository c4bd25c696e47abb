using Modelyard.Api;
using Modelyard.Node;

namespace Modelyard.Tests.Node;

public sealed class NodeMarksTests
{
    private static readonly MachineCapacity Two = new(8000, 1L << 36, [new(0, "GPU-a", "NVIDIA L4", 23034), new(1, "GPU-b", "NVIDIA T4", 15360)]);

    [Fact]
    public void Missing_OnAFreshNode_IsAllOfIt()
    {
        var missing = NodeMarks.Missing(new Api.Node(), "here", Two)!;

        missing["metadata"]!["annotations"]!["modelyard.dev/installation"]!.ToString().ShouldBe("here");
        var labels = missing["metadata"]!["labels"]!;
        (labels[GpuLabels.Present]!.ToString(), labels[GpuLabels.Product]!.ToString(), labels[GpuLabels.Memory]!.ToString(), labels[GpuLabels.Count]!.ToString())
            .ShouldBe(("true", "NVIDIA-L4", "15360", "2"));
    }

    [Fact]
    public void Missing_WhereAllIsSaid_IsNothing() => NodeMarks.Missing(Marked("2"), "here", Two).ShouldBeNull();

    [Fact]
    public void Missing_AfterTheMachineHasChanged_IsTheDifference()
    {
        NodeMarks.Missing(Marked("1"), "here", Two)!.ToJsonString().ShouldBe("""{"metadata":{"labels":{"nvidia.com/gpu.count":"2"}}}""");
        var gone = NodeMarks.Missing(Marked("2"), "here", Two with { Gpus = [] })!["metadata"]!["labels"]!.AsObject();
        gone.Count.ShouldBe(4);
        gone.ShouldAllBe(l => l.Value == null);
    }

    private static Api.Node Marked(string count) => new()
    {
        Metadata =
        {
            Annotations = new() { ["modelyard.dev/installation"] = "here" },
            Labels = new() { [GpuLabels.Present] = "true", [GpuLabels.Product] = "NVIDIA-L4", [GpuLabels.Memory] = "15360", [GpuLabels.Count] = count },
        },
    };
}
