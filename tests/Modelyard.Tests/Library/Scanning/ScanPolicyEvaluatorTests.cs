using Modelyard.Library;

namespace Modelyard.Tests.Library;

public sealed class ScanPolicyEvaluatorTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task CleanWeights_Pass()
    {
        var decision = Evaluate(await Scan.FileAsync("model.safetensors", SafetensorsBytes.Of()));

        decision.Outcome.ShouldBe(ScanOutcome.Passed);
        decision.Verdict.ShouldBe(ScanVerdict.Clean);
        decision.ReviewAt.ShouldBeNull();
    }

    [Fact]
    public async Task Pickle_ThatIsClean_StillNeedsAWaiver()
    {
        var decision = Evaluate(await Scan.FileAsync("model.pt", ZipBytes.Torch(PickleBytes.StateDict())));

        decision.Outcome.ShouldBe(ScanOutcome.NeedsWaiver);
        decision.Open.ShouldHaveSingleItem().Finding.RuleId.ShouldBe("MY-POL-001");
    }

    [Fact]
    public async Task Waiver_LetsThrough_UntilItExpires()
    {
        var scan = await Scan.FileAsync("model.pt", ZipBytes.Torch(PickleBytes.StateDict()));
        var waiver = new ScanWaiver("MY-POL-001", null, "The vendor has no other format.", "jane", Now.AddDays(30));

        Evaluate(scan, waivers: [waiver]).Outcome.ShouldBe(ScanOutcome.Passed);
        Evaluate(scan, waivers: [waiver]).ReviewAt.ShouldBe(waiver.Expires);
        Evaluate(scan, waivers: [waiver with { Expires = Now }]).Outcome.ShouldBe(ScanOutcome.NeedsWaiver);
        Evaluate(scan, waivers: [waiver with { Path = "other.pt" }]).Outcome.ShouldBe(ScanOutcome.NeedsWaiver);
        Evaluate(scan, waivers: [waiver with { Path = "model.pt" }]).Outcome.ShouldBe(ScanOutcome.Passed);
        Evaluate(scan, waivers: [waiver with { Reason = " " }]).Outcome.ShouldBe(ScanOutcome.NeedsWaiver);
        Evaluate(scan, waivers: [waiver with { Owner = "" }]).Outcome.ShouldBe(ScanOutcome.NeedsWaiver);
        Evaluate(scan, waivers: [waiver with { RuleId = "MY-PKL-001" }]).Outcome.ShouldBe(ScanOutcome.NeedsWaiver);
    }

    [Fact]
    public async Task Waiver_DoesNotHelp_WhereThePolicyBlocks()
    {
        var scan = await Scan.FileAsync("model.pkl", PickleBytes.Call("posix", "system"));
        var waivers = ScanRules.All.Select(r => new ScanWaiver(r.Id, null, "please", "jane", Now.AddDays(1))).ToArray();

        var decision = Evaluate(scan, waivers: waivers);

        decision.Outcome.ShouldBe(ScanOutcome.Blocked);
        decision.Verdict.ShouldBe(ScanVerdict.Blocked);
        decision.Findings[0].Finding.RuleId.ShouldBe("MY-PKL-001");
    }

    [Fact]
    public async Task Unfinished_IsBlocked_WhateverTheSeverities()
    {
        var scan = await Scan.FileAsync("model.safetensors", [1, 2, 3]);
        var lenient = ScanPolicy.Default with { Severities = Enum.GetValues<FindingSeverity>().ToDictionary(s => s, _ => ScanAction.Ignore) };

        Evaluate(scan, lenient).Outcome.ShouldBe(ScanOutcome.Blocked);
        Evaluate(scan, lenient).Verdict.ShouldBe(ScanVerdict.Unfinished);
        Evaluate(scan, lenient with { Unfinished = ScanAction.Warn }).Outcome.ShouldBe(ScanOutcome.Passed);
    }

    [Fact]
    public async Task Rule_IsAskedBeforeTheSeverity()
    {
        var scan = await Scan.FileAsync("config.json", """{"trust_remote_code":true}"""u8.ToArray());

        Evaluate(scan).Outcome.ShouldBe(ScanOutcome.NeedsWaiver);
        Evaluate(scan, ScanPolicy.Default with { Rules = new Dictionary<string, ScanAction> { ["MY-COD-001"] = ScanAction.Block } }).Outcome.ShouldBe(ScanOutcome.Blocked);
        Evaluate(scan, ScanPolicy.Default with { Rules = new Dictionary<string, ScanAction> { ["MY-COD-001"] = ScanAction.Warn } }).Outcome.ShouldBe(ScanOutcome.Passed);
    }

    [Fact]
    public async Task Severity_ThatAPolicyForgot_Blocks()
    {
        var scan = await Scan.FileAsync("config.json", """{"trust_remote_code":true}"""u8.ToArray());

        Evaluate(scan, ScanPolicy.Default with { Severities = new Dictionary<FindingSeverity, ScanAction>() }).Outcome.ShouldBe(ScanOutcome.Blocked);
    }

    [Theory]
    [InlineData("Apache-2.0", true)]
    [InlineData("apache-2.0", true)]
    [InlineData("GPL-3.0-only OR MIT", true)]
    [InlineData("(MIT AND Apache-2.0)", true)]
    [InlineData("MIT AND GPL-3.0-only", false)]
    [InlineData("LicenseRef-llama3", false)]
    [InlineData(null, false)]
    [InlineData(" ", false)]
    public async Task License_HasToBeAllowed_WhereThePolicyNamesSome(string? license, bool passes)
    {
        var scan = await Scan.FileAsync("model.safetensors", SafetensorsBytes.Of());
        var policy = ScanPolicy.Default with { AllowedLicenses = ["MIT", "Apache-2.0"] };

        var decision = ScanPolicyEvaluator.Evaluate(scan, license, policy, [], Now);

        decision.Outcome.ShouldBe(passes ? ScanOutcome.Passed : ScanOutcome.NeedsWaiver);
        ScanPolicyEvaluator.Evaluate(scan, license, ScanPolicy.Default, [], Now).Outcome.ShouldBe(ScanOutcome.Passed);
    }

    private static ScanDecision Evaluate(ScanResult scan, ScanPolicy? policy = null, IReadOnlyCollection<ScanWaiver>? waivers = null) =>
        ScanPolicyEvaluator.Evaluate(scan, "MIT", policy ?? ScanPolicy.Default, waivers ?? [], Now);
}
