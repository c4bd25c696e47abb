using Modelyard.Api;
using Modelyard.Artifacts;
using Modelyard.Library;

namespace Modelyard.Tests.Library.Repositories;

public sealed class RepositoryRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task FirstRuleThatMatches_Decides()
    {
        var outcomes = await DecideAsync(
            [new() { Action = "Exclude", Repository = "acme/*-car" }, new() { Repository = "acme/*" }],
            Version("acme/atlas", "1.0"), Version("acme/atlas-car", "1.0"), Version("other/atlas", "1.0"));

        outcomes.Select(o => (o.IsIncluded, o.Rule)).ShouldBe([(true, 2), (false, 1), (false, null)]);
        outcomes[2].Trace.ShouldBe(
        [
            "rule 1 does not apply: the repository other/atlas does not match acme/*-car",
            "rule 2 does not apply: the repository other/atlas does not match acme/*",
            "no rule takes it",
        ]);
    }

    [Fact]
    public async Task Newest_AreTheHighestVersionsOfEachRepository()
    {
        var outcomes = await DecideAsync(
            [new() { Newest = 2 }],
            Version("a", "1.10"), Version("a", "1.9"), Version("a", "1.2"), Version("a", "latest"), Version("b", "v0.1"));

        outcomes.Where(o => o.IsIncluded).Select(o => $"{o.Candidate.Repository}:{o.Candidate.Version}").ShouldBe(["a:1.10", "a:1.9", "b:v0.1"]);
        outcomes[2].Reason.ShouldContain("the newest 2 of a only");
    }

    [Fact]
    public async Task Newest_WithoutVersionNumbers_AreTheLatestChanges()
    {
        var outcomes = await DecideAsync(
            [new() { Newest = 1 }],
            Version("a", "main") with { ModifiedAt = Now.AddDays(-2) }, Version("a", "next") with { ModifiedAt = Now.AddDays(-1) });

        outcomes.Single(o => o.IsIncluded).Candidate.Version.ShouldBe("next");
    }

    public static TheoryData<RepositoryRule, string?> Mismatches() => new()
    {
        { new() { Repository = "**/deep" }, "does not match **/deep" },
        { new() { Tag = "v*" }, "the tag 1.5 does not match v*" },
        { new() { Versions = "[1.0,2.0)" }, null },
        { new() { Versions = "[2.0,3.0)" }, "the version 1.5 is not in [2.0,3.0)" },
        { new() { Versions = "1.*" }, null },
        { new() { Versions = "0.*" }, "the version 1.5 is not in 0.*" },
        { new() { Versions = "1.4.*" }, "the version 1.5 is not in 1.4.*" },
        { new() { Versions = "[1.5]" }, null },
        { new() { Versions = "[1.4]" }, "the version 1.5 is not in [1.4]" },
        { new() { Versions = "*" }, null },
        { new() { Formats = ["GGUF"] }, null },
        { new() { Formats = ["safetensors"] }, "it holds gguf, and only safetensors is meant" },
        { new() { Licenses = ["apache-2.0"] }, null },
        { new() { Licenses = ["MIT"] }, "its licence Apache-2.0 is not among MIT" },
        { new() { MaxSize = Quantity.Parse("1Gi") }, null },
        { new() { MaxSize = Quantity.Parse("1Ki") }, "it has 2048 bytes, more than 1Ki" },
        { new() { MinAge = "7d" }, null },
        { new() { MinAge = "30d" }, "less than 30d ago" },
        { new() { MaxAge = "30d" }, null },
        { new() { MaxAge = "7d" }, "more than 7d ago" },
        { new() { Labels = new() { ["tier"] = "gold" } }, null },
        { new() { Labels = new() { ["tier"] = "silver" } }, "it is not labelled tier=silver at its source" },
    };

    [Theory]
    [MemberData(nameof(Mismatches))]
    public async Task Rule_ThatNamesSomething_MustMatchIt(RepositoryRule rule, string? mismatch)
    {
        var described = Version("acme/atlas", "1.5") with
        {
            Size = 2048, Formats = ["gguf"], License = "Apache-2.0", ModifiedAt = Now.AddDays(-10), Labels = new Dictionary<string, string> { ["tier"] = "gold" },
        };

        var outcome = (await new RepositoryRules([rule]).DecideAsync([Version("acme/atlas", "1.5")], _ => Known(described), Now)).Single();

        outcome.IsIncluded.ShouldBe(mismatch is null);
        outcome.Trace[0].ShouldContain(mismatch ?? "takes it");
    }

    [Fact]
    public async Task FactsThatNobodyKnows_DoNotMatch()
    {
        RepositoryRule[] rules = [new() { Formats = ["gguf"] }, new() { Licenses = ["MIT"] }, new() { MaxSize = 1 }, new() { MaxAge = "1d" }, new() { Versions = "1.*" }];
        foreach (var rule in rules)
        {
            (await DecideAsync([rule], Version("a", "latest"))).Single().IsIncluded.ShouldBeFalse();
        }
    }

    [Fact]
    public async Task Source_IsAskedForMore_OnlyWhereARuleWantsToKnow_AndOnce()
    {
        var asked = new List<string>();
        var rules = new RepositoryRules([new() { Repository = "a", Formats = ["onnx"] }, new() { Repository = "a", MaxSize = 1 }]);

        await rules.DecideAsync([Version("a", "1"), Version("b", "1")], c => { asked.Add(c.Repository); return Known(c); }, Now);

        asked.ShouldBe(["a"]);
    }

    [Fact]
    public async Task WhatIsNoModel_IsLeftOut_WithTheReason()
    {
        var outcome = (await new RepositoryRules([new()]).DecideAsync([Version("a", "1")], c => Task.FromResult<(SourceCandidate, string?)>((c, "it has no weights")), Now)).Single();

        (outcome.IsIncluded, outcome.Reason).ShouldBe((false, "it has no weights"));
    }

    [Fact]
    public void RangeThatCannotBeRead_NamesItsRule() =>
        Should.Throw<FormatException>(() => new RepositoryRules([new(), new() { Versions = "newer than 2" }])).Message.ShouldStartWith("rule 2: \"newer than 2\" is not a range of versions");

    [Fact]
    public void SingleVersion_InPlaceOfARange_IsAskedBackAbout() =>
        Should.Throw<FormatException>(() => new RepositoryRules([new() { Versions = "1.2" }])).Message.ShouldBe(
            "rule 1: \"1.2\" can be read in two ways: write [1.2] for that version alone, or [1.2,) for that and later ones");

    private static SourceCandidate Version(string repository, string version) => new(repository, version, $"oci://r/{repository}:{version}");

    private static Task<IReadOnlyList<RuleOutcome>> DecideAsync(IReadOnlyList<RepositoryRule> rules, params SourceCandidate[] candidates) =>
        new RepositoryRules(rules).DecideAsync(candidates, Known, Now);

    private static Task<(SourceCandidate Candidate, string? Problem)> Known(SourceCandidate candidate) => Task.FromResult<(SourceCandidate, string?)>((candidate, null));
}
