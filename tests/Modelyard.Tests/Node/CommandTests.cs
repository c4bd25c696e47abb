using Modelyard.Node;

namespace Modelyard.Tests.Node;

public sealed class CommandTests
{
    [Theory]
    [InlineData("--http_port=8080", "--http_port=41000")]
    [InlineData("--port=8080", "--port=41000")]
    [InlineData("--rest_api_port=8080", "--rest_api_port=41000")]
    [InlineData("--port|8080", "--port|41000")]
    [InlineData("--port=9000", "--port=9000")]
    [InlineData("--seed=8080", "--seed=8080")]
    [InlineData("--seed|8080", "--seed|8080")]
    [InlineData("--model=/mnt/models", "--model=/data/m")]
    [InlineData("--store=/mnt/models/model-store", "--store=/data/m/model-store")]
    [InlineData("/mnt/models2", "/mnt/models2")]
    [InlineData("--url=file:///mnt/models/x", "--url=file:///data/m/x")]
    public void Argument_ForAContainer_IsMadeToFitThisMachine(string argument, string expected) =>
        new CommandLocalizer("/data/m", 8080, 41000).Command(argument.Split('|')).ShouldBe(expected.Split('|'));

    [Fact]
    public void Port_OfAContainerThatHasASocket_StaysAsItIs() =>
        new CommandLocalizer("/data/m", 8080, null).Command(["--port=8080", "--port", "8080", "/mnt/models"]).ShouldBe(["--port=8080", "--port", "8080", "/data/m"]);

    [Theory]
    [InlineData("--uds=$(MODELYARD_SOCKET)", true)]
    [InlineData("--uds=$$(MODELYARD_SOCKET)", false)]
    [InlineData("--uds=$MODELYARD_SOCKET", false)]
    [InlineData("--port=$(PORT)", false)]
    public void Variable_Mentioned_IsOneThatWouldBeReplaced(string text, bool mentioned) =>
        VariableExpansion.Mentions(text, "MODELYARD_SOCKET").ShouldBe(mentioned);

    [Theory]
    [InlineData("--port=$(PORT)", "--port=41000")]
    [InlineData("$(UNKNOWN)", "$(UNKNOWN)")]
    [InlineData("$$(PORT)", "$(PORT)")]
    [InlineData("cost: 5$", "cost: 5$")]
    [InlineData("$HOME", "$HOME")]
    [InlineData("$(PORT", "$(PORT")]
    public void Variable_InKubernetesForm_IsExpanded(string text, string expected) =>
        VariableExpansion.Expand(text, new Dictionary<string, string> { ["PORT"] = "41000" }).ShouldBe(expected);

    [Fact]
    public void Environment_OfAnInstance_HoldsNothingOfOursButWhatIsListed()
    {
        var ours = new Dictionary<string, string> { ["PATH"] = "/bin", ["AWS_SECRET_ACCESS_KEY"] = "secret", ["HF_TOKEN"] = "secret" };

        var environment = BaseEnvironment.Create(ours.GetValueOrDefault);

        environment.ShouldBe(new Dictionary<string, string> { ["PATH"] = "/bin", ["LANG"] = "C.UTF-8" }, ignoreOrder: true);
    }

    [Fact]
    public void Backoff_OfACrashingInstance_IsTheKubelets()
    {
        var backoff = new CrashBackoff(TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(5));

        var pauses = Enumerable.Range(0, 8).Select(_ => backoff.AfterRun(TimeSpan.FromSeconds(1)).TotalSeconds);

        pauses.ShouldBe([0, 10, 20, 40, 80, 160, 300, 300]);
        backoff.AfterRun(TimeSpan.FromMinutes(9.9)).TotalSeconds.ShouldBe(300);
        backoff.AfterRun(TimeSpan.FromMinutes(10)).TotalSeconds.ShouldBe(0, "ten good minutes forgive everything");
        backoff.AfterRun(TimeSpan.FromSeconds(1)).TotalSeconds.ShouldBe(10);
    }
}
