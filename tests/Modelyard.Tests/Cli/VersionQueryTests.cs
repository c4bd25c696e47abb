using Modelyard.Api;
using Modelyard.Commands;

namespace Modelyard.Tests.Cli;

public sealed class VersionQueryTests
{
    private static readonly ModelVersion[] Library =
    [
        Version("atlas", "1.2", "Approved", LibraryNames.Production, size: 10, task: "text-generation", created: 1),
        Version("atlas", "1.3", "PendingApproval", null, size: 30, task: "text-generation", created: 3),
        Version("ocr", "2", "Approved", null, size: 20, task: "image-to-text", created: 2),
    ];

    [Fact]
    public void Query_FindsWhatIsMeant()
    {
        Names(new VersionQuery(null, null, null, null)).ShouldBe(["atlas:1.2", "atlas:1.3", "ocr:2"]);
        Names(new VersionQuery("IMAGE", null, null, null)).ShouldBe(["ocr:2"]);
        Names(new VersionQuery(null, "approved", null, null)).ShouldBe(["atlas:1.2", "ocr:2"]);
        Names(new VersionQuery(null, null, "production", null)).ShouldBe(["atlas:1.2"]);
        Names(new VersionQuery(null, null, "candidate", null)).ShouldBe(["atlas:1.3", "ocr:2"]);
    }

    [Theory]
    [InlineData("name", "atlas:1.2 atlas:1.3 ocr:2")]
    [InlineData("size", "atlas:1.3 ocr:2 atlas:1.2")]
    [InlineData("newest", "atlas:1.3 ocr:2 atlas:1.2")]
    public void Query_Sorts(string order, string expected) => string.Join(' ', Names(new VersionQuery(null, null, null, order))).ShouldBe(expected);

    private static IEnumerable<string> Names(VersionQuery query) => query.Of(Library).Select(v => $"{v.Spec.Model}:{v.Spec.Version}");

    private static ModelVersion Version(string model, string version, string phase, string? stage, long size, string task, int created) => new()
    {
        Metadata = new ObjectMeta
        {
            Namespace = "acme",
            Name = $"{model}-{version}",
            Labels = stage is null ? null : new() { [LibraryNames.StageLabel] = stage },
            CreationTimestamp = DateTimeOffset.UnixEpoch.AddDays(created),
        },
        Spec = new ModelVersionSpec { Model = model, Version = version },
        Status = new ModelVersionStatus { Phase = phase, Size = size, Metadata = new VersionMetadata { Task = task } },
    };
}
