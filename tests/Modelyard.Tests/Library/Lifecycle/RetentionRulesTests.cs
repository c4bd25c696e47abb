using Modelyard.Api;
using Modelyard.Library;

namespace Modelyard.Tests.Library.Lifecycle;

public sealed class RetentionRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Newest_AreKept_OfEachModelByItself()
    {
        var decisions = Decide(new() { KeepNewest = 2 }, Version("1.9"), Version("1.10"), Version("1.2"), Version("1.0", model: "other"));

        decisions["acme/atlas:1.2"].ShouldBe((true, "there are 2 newer"));
        decisions["acme/atlas:1.10"].ShouldBe((false, "it is one of the newest 2 of atlas"));
        decisions["acme/other:1.0"].Goes.ShouldBeFalse();
    }

    [Fact]
    public void Age_AndPause_AreBothWanted_WhenBothAreGiven()
    {
        var policy = new RetentionPolicySpec { OlderThan = "90d", UnusedFor = "30d" };
        var decisions = Decide(
            policy, Version("1.0", days: 100), Version("1.1", days: 10), Version("1.2", days: 100, usedUntil: 5), Version("1.3", days: 100, usedUntil: 50));

        decisions["acme/atlas:1.0"].ShouldBe((true, "it came more than 90d ago and nothing has run it for 30d"));
        decisions["acme/atlas:1.1"].ShouldBe((false, "it came 2026-05-22 00:00:00Z, less than 90d ago"));
        decisions["acme/atlas:1.2"].ShouldBe((false, "it was used until 2026-05-27 00:00:00Z, less than 30d ago"));
        decisions["acme/atlas:1.3"].Goes.ShouldBeTrue();
    }

    [Fact]
    public void WhatRuns_Stays_AndSoDoesProduction_UnlessItIsNamed()
    {
        var running = Version("1.0", days: 100);
        running.Status!.Usage = new VersionUsage { By = ["modeldeployment/chat in acme"] };
        var production = Version("1.1", days: 100);
        production.Metadata.Labels = new() { [LibraryNames.StageLabel] = LibraryNames.Production };

        Decide(new() { OlderThan = "1d" }, running)["acme/atlas:1.0"].ShouldBe((false, "it is used by modeldeployment/chat in acme"));
        Decide(new() { OlderThan = "1d" }, production)["acme/atlas:1.1"].ShouldBe((false, "it is in production"));
        Decide(new() { OlderThan = "1d", Stages = [LibraryNames.Production] }, production)["acme/atlas:1.1"].Goes.ShouldBeTrue();
    }

    [Fact]
    public void Patterns_SayWhichAreMeant_AndTheNewestAreCountedAmongThem()
    {
        var decisions = Decide(new() { Versions = ["*-rc*"], KeepNewest = 1 }, Version("1.0-rc1"), Version("1.0-rc2"), Version("1.0"));

        decisions["acme/atlas:1.0-rc1"].Goes.ShouldBeTrue();
        decisions["acme/atlas:1.0-rc2"].Goes.ShouldBeFalse();
        decisions["acme/atlas:1.0"].ShouldBe((false, "the version 1.0 is not named"));
    }

    [Fact]
    public void Retired_IsNotRetiredAgain_AndGoesWithDelete()
    {
        var retired = Version("1.0", days: 100);
        retired.Metadata.Labels = new() { [LibraryNames.StageLabel] = LibraryNames.Retired };

        Decide(new() { OlderThan = "1d", Action = "Retire" }, retired)["acme/atlas:1.0"].ShouldBe((false, "it is retired already"));
        Decide(new() { OlderThan = "1d", Action = "Delete" }, retired)["acme/atlas:1.0"].Goes.ShouldBeTrue();
    }

    private static Dictionary<string, (bool Goes, string Reason)> Decide(RetentionPolicySpec policy, params ModelVersion[] versions) =>
        RetentionRules.Decide(policy, versions, Now).ToDictionary(d => VersionReference.Of(d.Version).ToString(), d => (d.Goes, d.Reason));

    private static ModelVersion Version(string version, string model = "atlas", int days = 0, int? usedUntil = null) => new()
    {
        Metadata = new ObjectMeta { Namespace = "acme", Name = $"{model}-{version}", CreationTimestamp = Now.AddDays(-days) },
        Spec = new ModelVersionSpec { Model = model, Version = version },
        Status = new ModelVersionStatus { Usage = usedUntil is { } ago ? new VersionUsage { By = [], EndedAt = Now.AddDays(-ago) } : null },
    };
}
