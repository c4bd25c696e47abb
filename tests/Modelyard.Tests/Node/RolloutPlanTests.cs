using Modelyard.Api;
using Modelyard.Node;

namespace Modelyard.Tests.Node;

public sealed class RolloutPlanTests
{
    private const string New = "new";

    // Replicas are written as "revision" or "revision!" for one that is ready, "revision-" for one that is going, "revision." for one that ended.
    [Theory]
    [InlineData("nothing yet", 2, "", 2, "")]
    [InlineData("one is missing", 2, "new!", 1, "")]
    [InlineData("all there", 1, "new!", 0, "")]
    [InlineData("surge of one before anything goes", 1, "old!", 1, "")]
    [InlineData("the old one stays until the new one is ready", 1, "old! new", 0, "")]
    [InlineData("then it goes", 1, "old! new!", 0, "old!")]
    [InlineData("an old one that serves nobody goes at once", 1, "old new", 0, "old")]
    [InlineData("one at a time with three", 3, "old! old! old!", 1, "")]
    [InlineData("each new one that is ready lets an old one go", 3, "old! old! old! new!", 0, "old!")]
    [InlineData("and makes room for the next", 3, "old! old! new!", 1, "")]
    [InlineData("one on its way out does not count", 1, "old- new!", 0, "")]
    [InlineData("too many: those that are not ready first", 1, "new! new", 0, "new")]
    [InlineData("one that ended is replaced", 1, "new.", 1, "new.")]
    [InlineData("none wanted", 0, "old! new!", 0, "new! old!")]
    public void RollingUpdate(string because, int desired, string pods, int create, string delete) =>
        Check(because, New, desired, null, pods, create, delete);

    [Fact]
    public void SpecThatCannotBeCompiled_LeavesAloneWhatRuns() => Check("nobody knows what else to run", null, 2, null, "old! old!", 0, "");

    [Theory]
    [InlineData("old ones go first", "old! old!", 0, "old! old!")]
    [InlineData("and are waited for", "old- old-", 0, "")]
    [InlineData("before new ones come", "", 2, "")]
    public void Recreate(string because, string pods, int create, string delete) =>
        Check(because, New, 2, new DeploymentStrategy { Type = "Recreate" }, pods, create, delete);

    [Theory]
    [InlineData("maxUnavailable lets ready ones go early", 0, 1, 2, "old! old!", 0, "old!")]
    [InlineData("both zero would never end: one more is allowed", 0, 0, 1, "old!", 1, "")]
    [InlineData("a larger surge", 3, 0, 3, "old! old! old!", 3, "")]
    public void RollingUpdate_WithLimits(string because, int surge, int unavailable, int desired, string pods, int create, string delete) =>
        Check(because, New, desired, Rolling(surge, unavailable), pods, create, delete);

    [Fact]
    public void RollingUpdate_WithPercentages_RoundsSurgeUpAndUnavailableDown() =>
        Check("a quarter of 3: one more, none fewer", New, 3, Rolling("25%", "25%"), "old! old! old!", 1, "");

    private static DeploymentStrategy Rolling(IntOrString surge, IntOrString unavailable) =>
        new() { RollingUpdate = new RollingUpdateDeployment { MaxSurge = surge, MaxUnavailable = unavailable } };

    private static void Check(string because, string? revision, int desired, DeploymentStrategy? strategy, string pods, int create, string delete)
    {
        var plan = RolloutPlan.Next(revision, desired, strategy, [.. pods.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Replica)]);

        plan.Create.ShouldBe(create, because);
        string.Join(' ', plan.Delete.Select(p => p.Metadata.Annotations!["as"]).Order()).ShouldBe(delete, because);
    }

    private static Pod Replica(string text, int index) => new()
    {
        Metadata = new ObjectMeta
        {
            Name = $"p{index}",
            Labels = new Dictionary<string, string> { ["pod-template-hash"] = text.TrimEnd('!', '-', '.') },
            Annotations = new Dictionary<string, string> { ["as"] = text },
            DeletionTimestamp = text.EndsWith('-') ? DateTimeOffset.UnixEpoch : null,
        },
        Status = new PodStatus
        {
            Phase = text.EndsWith('.') ? "Failed" : "Running",
            Conditions = [new PodCondition { Type = "Ready", Status = text.EndsWith('!') ? "True" : "False" }],
        },
    };
}
