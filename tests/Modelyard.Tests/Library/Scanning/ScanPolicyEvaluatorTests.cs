using Modelyard.Api;
using Modelyard.Library;

namespace Modelyard.Tests.Library;

public sealed class ScanPolicyEvaluatorTests
{
    private const string Digest = "sha256:aa";
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

        var waived = Evaluate(scan, waivers: [Waiver()]);
        waived.Outcome.ShouldBe(ScanOutcome.Passed);
        waived.ReviewAt.ShouldBe(Now.AddDays(30));
        waived.Findings[0].Waiver!.Metadata.Name.ShouldBe("waiver");

        var ended = Evaluate(scan, waivers: [Waiver(w => w.Expires = Now)]);
        ended.Outcome.ShouldBe(ScanOutcome.NeedsWaiver);
        ended.ReviewAt.ShouldBeNull();
        ended.Open.ShouldHaveSingleItem().Until.ShouldBe(Now);
    }

    [Fact]
    public async Task Waiver_HoldsFor_ItsRulesAndFilesAndContentOnly()
    {
        var scan = await Scan.FileAsync("weights/model.pt", ZipBytes.Torch(PickleBytes.StateDict()));

        Outcome(w => w.Paths = ["other.pt"]).ShouldBe(ScanOutcome.NeedsWaiver);
        Outcome(w => w.Paths = ["other.pt", "weights/*.pt"]).ShouldBe(ScanOutcome.Passed);
        Outcome(w => w.Rules = ["MY-PKL-001"]).ShouldBe(ScanOutcome.NeedsWaiver);
        Outcome(w => w.Digest = "sha256:other").ShouldBe(ScanOutcome.NeedsWaiver);
        Outcome(w => w.Digest = null).ShouldBe(ScanOutcome.NeedsWaiver, "the API server did not see it");
        Outcome(w => w.By = "submitter").ShouldBe(ScanOutcome.NeedsWaiver, "nobody waives what they submitted");
        Evaluate(scan, waivers: [Waiver(_ => { }, "other-project")]).Outcome.ShouldBe(ScanOutcome.NeedsWaiver);

        ScanOutcome Outcome(Action<ScanWaiverSpec> change) => Evaluate(scan, waivers: [Waiver(change)]).Outcome;
    }

    [Fact]
    public async Task Waiver_EndsEarlier_WhereAPolicySaysSo()
    {
        var scan = await Scan.FileAsync("model.pt", ZipBytes.Torch(PickleBytes.StateDict()));

        Evaluate(scan, [Policy(p => p.LongestWaiver = "7d"), Policy(p => p.LongestWaiver = "20d")], [Waiver()]).ReviewAt.ShouldBe(Now.AddDays(6));
        Evaluate(scan, [Policy(p => p.LongestWaiver = "12h")], [Waiver()]).Outcome.ShouldBe(ScanOutcome.NeedsWaiver);
    }

    [Fact]
    public async Task Waiver_DoesNotHelp_WhereThePolicyBlocks()
    {
        var scan = await Scan.FileAsync("model.pkl", PickleBytes.Call("posix", "system"));

        var decision = Evaluate(scan, waivers: [Waiver(w => w.Rules = [.. ScanRules.All.Select(r => r.Id)])]);

        decision.Outcome.ShouldBe(ScanOutcome.Blocked);
        decision.Verdict.ShouldBe(ScanVerdict.Blocked);
        decision.Findings[0].Finding.RuleId.ShouldBe("MY-PKL-001");
    }

    [Fact]
    public async Task Unfinished_IsBlocked_WhateverTheSeverities()
    {
        var scan = await Scan.FileAsync("model.safetensors", [1, 2, 3]);
        var lenient = new SeverityActions { Critical = "Ignore", High = "Ignore", Medium = "Ignore", Low = "Ignore", Info = "Ignore" };

        Evaluate(scan, [Policy(p => p.Severities = lenient)]).Outcome.ShouldBe(ScanOutcome.Blocked);
        Evaluate(scan, [Policy(p => p.Severities = lenient)]).Verdict.ShouldBe(ScanVerdict.Unfinished);
        Evaluate(scan, [Policy(p => (p.Severities, p.Unfinished) = (lenient, "Warn"))]).Outcome.ShouldBe(ScanOutcome.Passed);
    }

    [Fact]
    public async Task Rule_IsAskedBeforeTheSeverity_AndTheFirstDecides()
    {
        var scan = await Scan.FileAsync("config.json", """{"trust_remote_code":true}"""u8.ToArray());

        Evaluate(scan).Outcome.ShouldBe(ScanOutcome.NeedsWaiver);
        Evaluate(scan, [Policy(p => p.Rules = [new RuleAction { Rule = "MY-COD-001", Action = "Block" }])]).Outcome.ShouldBe(ScanOutcome.Blocked);
        Evaluate(scan, [Policy(p => p.Rules = [new RuleAction { Rule = "MY-COD-*", Action = "Warn" }])]).Outcome.ShouldBe(ScanOutcome.Passed);
        Evaluate(scan, [Policy(p => p.Rules = [new RuleAction { Rule = "MY-COD-001", Action = "Warn" }, new RuleAction { Rule = "*", Action = "Block" }])]).Outcome.ShouldBe(ScanOutcome.Passed);
    }

    [Fact]
    public async Task Policies_ThatSelectAVersion_TheStrictestDecides()
    {
        var scan = await Scan.FileAsync("model.pt", ZipBytes.Torch(PickleBytes.StateDict()));
        var lax = Policy(p => p.Formats = []);
        var strict = Policy(p => p.Formats = [new FormatAction { Format = "pickle", Action = "Block" }]);
        var elsewhere = Policy(p => (p.Formats, p.Versions) = (strict.Spec.Formats, new VersionSelector { Projects = ["other"] }));

        Evaluate(scan, [lax]).Outcome.ShouldBe(ScanOutcome.Passed, "what nobody wrote holds only where no policy selects the version");
        Evaluate(scan, [lax, strict]).Outcome.ShouldBe(ScanOutcome.Blocked);
        Evaluate(scan, [lax, elsewhere]).Outcome.ShouldBe(ScanOutcome.Passed);
        Evaluate(scan, [elsewhere]).Outcome.ShouldBe(ScanOutcome.NeedsWaiver);
    }

    [Theory]
    [InlineData("Apache-2.0", true)]
    [InlineData("apache-2.0", true)]
    [InlineData("GPL-3.0-only OR MIT", true)]
    [InlineData("(MIT AND Apache-2.0)", true)]
    [InlineData("MIT AND GPL-3.0-only", false)]
    [InlineData("(MIT OR GPL-3.0-only) AND BSD-3-Clause", false)]
    [InlineData("LicenseRef-llama3", false)]
    [InlineData(null, false)]
    [InlineData(" ", false)]
    public async Task License_HasToBeAllowed_WhereThePolicyNamesSome(string? license, bool passes)
    {
        var scan = await Scan.FileAsync("model.safetensors", SafetensorsBytes.Of());

        Evaluate(scan, [Policy(p => p.Licenses = new LicensePolicy { Allowed = ["MIT", "Apache-2.0"] })], license: license).Outcome.ShouldBe(passes ? ScanOutcome.Passed : ScanOutcome.NeedsWaiver);
        Evaluate(scan, license: license).Outcome.ShouldBe(ScanOutcome.Passed);
    }

    [Theory]
    [InlineData("MIT", true)]
    [InlineData(null, true)]
    [InlineData("AGPL-3.0-only", false)]
    [InlineData("AGPL-3.0-only OR MIT", true)]
    [InlineData("AGPL-3.0-only AND MIT", false)]
    public async Task License_ThatIsDenied_Blocks(string? license, bool passes)
    {
        var scan = await Scan.FileAsync("model.safetensors", SafetensorsBytes.Of());

        Evaluate(scan, [Policy(p => p.Licenses = new LicensePolicy { Denied = ["agpl-3.0-only"] })], license: license).Outcome.ShouldBe(passes ? ScanOutcome.Passed : ScanOutcome.Blocked);
    }

    [Fact]
    public async Task Report_IsJudgedAgain_WithoutTheFindingsThatPoliciesAdded()
    {
        var scan = await Scan.FileAsync("model.pt", ZipBytes.Torch(PickleBytes.StateDict()));
        var report = ReportedScan.Of(Digest, scan, Now);

        var strict = Evaluate(ReportedScan.Read(report), [Policy(p => p.Licenses = new LicensePolicy { Allowed = ["Apache-2.0"] })]);
        var judged = ReportedScan.Judged(report, strict);
        judged.Findings!.Select(f => (f.Rule, f.Action)).ShouldBe([("MY-LIC-002", "Waiver"), ("MY-POL-001", "Waiver")]);

        var again = ReportedScan.Judged(judged, Evaluate(ReportedScan.Read(judged), waivers: [Waiver()]));
        again.Findings!.Select(f => (f.Rule, f.Action, f.Waiver)).ShouldBe([("MY-POL-001", "Waived", "waiver")]);
        again.Verdict.ShouldBe("Findings");
    }

    [Fact]
    public void Report_WithMoreFindingsThanItLists_IsStillJudgedByAllOfThem()
    {
        var rule = ScanRules.Find("MY-FILE-001")!;
        var findings = Enumerable.Range(0, 1500).Select(i => new Finding(rule.Id, rule.Severity, $"data/{i}.bin", "", "Unknown.", rule.Advice)).ToList();
        var report = ReportedScan.Of(Digest, ScanResult.Of(findings, []), Now);

        report.Omitted.ShouldBe(500);
        report.Findings!.Count.ShouldBe(1001);
        Outcome(w => w.Rules = [rule.Id]).ShouldBe(ScanOutcome.Passed);
        Outcome(w => (w.Rules, w.Paths) = ([rule.Id], ["data/*"])).ShouldBe(ScanOutcome.NeedsWaiver, "nobody knows any more which files they were");

        ScanOutcome Outcome(Action<ScanWaiverSpec> change) => Evaluate(ReportedScan.Read(report), waivers: [Waiver(change)]).Outcome;
    }

    private static ScanDecision Evaluate(ScanResult scan, ScanPolicy[]? policies = null, ScanWaiver[]? waivers = null, string? license = "MIT") => ScanPolicyEvaluator.Evaluate(
        scan,
        new ModelVersion
        {
            Metadata = new ObjectMeta { Namespace = "acme", Name = "atlas-1.2" },
            Spec = new ModelVersionSpec { Model = "atlas", Version = "1.2", Submitter = "submitter" },
            Status = new ModelVersionStatus { Digest = Digest, Metadata = new VersionMetadata { License = license } },
        },
        policies ?? [],
        waivers ?? [],
        Now);

    private static ScanPolicy Policy(Action<ScanPolicySpec> change)
    {
        var policy = new ScanPolicy();
        change(policy.Spec);
        return policy;
    }

    private static ScanWaiver Waiver(Action<ScanWaiverSpec>? change = null, string project = "acme")
    {
        var waiver = new ScanWaiver
        {
            Metadata = new ObjectMeta { Namespace = project, Name = "waiver" },
            Spec = new ScanWaiverSpec
            {
                Version = "atlas-1.2", Rules = ["MY-POL-001"], Reason = "The vendor has no other format.", Owner = "jane", By = "jane", At = Now.AddDays(-1), Expires = Now.AddDays(30), Digest = Digest,
            },
        };
        change?.Invoke(waiver.Spec);
        return waiver;
    }
}
