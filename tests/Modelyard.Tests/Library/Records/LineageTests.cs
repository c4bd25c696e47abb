using Modelyard.Api;
using Modelyard.Library;

namespace Modelyard.Tests.Library.Records;

public sealed class LineageTests
{
    private static readonly ModelVersion Base = Versions.New("acme/base:1.0", "hf://meta/base:0123abc");
    private static readonly ModelVersion Tuned = Versions.New("acme/tuned:1.0", lineage: new VersionLineage
    {
        BaseModels = ["base:1.0"],
        Datasets = [new LineageDataset { Name = "acme/tickets", Uri = "s3://data/tickets" }],
        Code = new LineageCode { Repository = "https://git.example/train", Commit = "abc" },
        Training = new LineageRun { Name = "run-7" },
        Evaluations = [new LineageEvaluation { Name = "mmlu", Metrics = new() { ["accuracy"] = "0.7" } }],
    });

    private static readonly ModelVersion Small = Versions.New("lab/small:2", lineage: new VersionLineage { BaseModels = ["acme/tuned:1.0"] });

    [Fact]
    public void Ancestors_GoBackStepByStep_WithAllThatWentIn()
    {
        var lineage = new Lineage([Base, Tuned, Small], []);

        lineage.AncestorsOf(Small).Select(n => (n.Distance, n.Kind, n.Name, n.Detail)).ShouldBe(
        [
            (1, LineageKind.Model, "acme/tuned:1.0", null), (2, LineageKind.Dataset, "acme/tickets", "s3://data/tickets"),
            (2, LineageKind.Code, "https://git.example/train", "abc"), (2, LineageKind.Training, "run-7", null), (2, LineageKind.Evaluation, "mmlu", "accuracy 0.7"),
            (2, LineageKind.Model, "acme/base:1.0", null),
        ]);
    }

    [Fact]
    public void Descendants_GoForward_AndEndInWhatIsDeployed()
    {
        var lineage = new Lineage([Base, Tuned, Small], [Versions.Deployed("acme", "chat", "tuned:1.0"), Versions.Deployed("lab", "try", "small:2"), Versions.Deployed("lab", "other", "base:1.0")]);

        lineage.DescendantsOf(Base).Select(n => (n.Distance, n.Kind, n.Name)).ShouldBe(
        [
            (1, LineageKind.Model, "acme/tuned:1.0"), (2, LineageKind.Deployment, "acme/chat"), (2, LineageKind.Model, "lab/small:2"), (3, LineageKind.Deployment, "lab/try"),
        ]);
    }

    [Theory]
    [InlineData("acme/tickets")]
    [InlineData("s3://data/tickets")]
    [InlineData("https://git.example/train")]
    [InlineData("abc")]
    [InlineData("run-7")]
    [InlineData("mmlu")]
    public void WhatWentIn_LeadsToAllThatWasMadeFromIt(string name)
    {
        var lineage = new Lineage([Base, Tuned, Small], [Versions.Deployed("acme", "chat", "tuned:1.0"), Versions.Deployed("lab", "other", "base:1.0")]);

        lineage.MadeFrom(name).Select(n => (n.Distance, n.Kind, n.Name)).ShouldBe(
            [(1, LineageKind.Model, "acme/tuned:1.0"), (2, LineageKind.Deployment, "acme/chat"), (2, LineageKind.Model, "lab/small:2")]);
    }

    [Theory]
    [InlineData("meta/outside", true)]
    [InlineData("hf://meta/outside", true)]
    [InlineData("meta/other", false)]
    public void ModelOutsideTheLibrary_LeadsToWhatWasMadeFromIt(string name, bool isFound)
    {
        var child = Versions.New("acme/child:1", metadata: new VersionMetadata { BaseModel = "meta/outside" });

        new Lineage([Base, child], []).MadeFrom(name).Count.ShouldBe(isFound ? 1 : 0);
    }

    [Theory]
    [InlineData("meta/base", true)]
    [InlineData("hf://meta/base", true)]
    [InlineData("hf://meta/base:0123abc", true)]
    [InlineData("hf://meta/base:ffff", false)]
    [InlineData("meta/other", false)]
    [InlineData("base:1.0", true)]
    public void BaseModel_NamedInAnyWay_IsFoundInTheLibrary(string name, bool isKnown)
    {
        var child = Versions.New("acme/child:1", metadata: new VersionMetadata { BaseModel = name });

        var parent = new Lineage([Base, child], []).AncestorsOf(child).ShouldHaveSingleItem();

        (parent.Version is not null, parent.Name).ShouldBe((isKnown, isKnown ? "acme/base:1.0" : name));
    }

    [Fact]
    public void BaseModel_NamedByDigest_IsFoundInTheLibrary()
    {
        var child = Versions.New("acme/child:1", lineage: new VersionLineage { BaseModels = [Base.Status!.Digest!] });

        new Lineage([Base, child], []).AncestorsOf(child).ShouldHaveSingleItem().Version.ShouldBe(Base);
    }

    [Fact]
    public void BaseModel_OfWhichThereAreSeveralRevisions_IsNotClaimedToBeOne()
    {
        var other = Versions.New("acme/base:2.0", "hf://meta/base:4567def");
        var child = Versions.New("acme/child:1", metadata: new VersionMetadata { BaseModel = "meta/base" });

        new Lineage([Base, other, child], []).AncestorsOf(child).Select(n => n.Detail).ShouldBe(["one of what meta/base may be", "one of what meta/base may be"]);
    }

    [Fact]
    public void VersionsThatNameEachOther_AreFollowedOnce()
    {
        var (a, b) = (Versions.New("acme/a:1", lineage: new VersionLineage { BaseModels = ["b:1"] }), Versions.New("acme/b:1", lineage: new VersionLineage { BaseModels = ["a:1"] }));
        var lineage = new Lineage([a, b], []);

        lineage.AncestorsOf(a).ShouldHaveSingleItem().Name.ShouldBe("acme/b:1");
        lineage.DescendantsOf(a).ShouldHaveSingleItem().Name.ShouldBe("acme/b:1");
    }
}
