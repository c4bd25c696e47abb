using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Library;
using Modelyard.Tests.ApiServer;

namespace Modelyard.Tests.Library.Records;

/// <summary>That the whole of it is valid CycloneDX is checked with CycloneDX's own validator by the end-to-end tests.</summary>
public sealed class ModelBomTests
{
    [Fact]
    public void Bom_HasTheModelItsFilesAndWhatItWasMadeFrom()
    {
        var parent = Versions.New("acme/base:1.0", "hf://meta/base:0123abc");
        var version = Versions.New(
            "acme/atlas:1.2",
            "oci://registry.example/acme/atlas@sha256:" + new string('a', 64),
            new VersionLineage
            {
                BaseModels = ["base:1.0", "meta/unknown"],
                Datasets = [new LineageDataset { Name = "acme/tickets", Uri = "s3://data/tickets", Digest = "sha256:" + new string('b', 64) }],
                Code = new LineageCode { Repository = "https://git.example/train", Commit = "abc" },
                Evaluations = [new LineageEvaluation { Name = "mmlu", Metrics = new() { ["accuracy"] = "0.7" } }],
            },
            new VersionMetadata { License = "Apache-2.0", Task = "text-generation", Architecture = "llama", Parameters = 12 });

        var bom = Write(version, parent, version);

        bom.Text("metadata.component.type").ShouldBe("machine-learning-model");
        bom.Text("metadata.component.purl").ShouldBe($"pkg:oci/atlas@sha256%3A{new string('a', 64)}?repository_url=registry.example%2Facme%2Fatlas");
        bom["metadata"]!["component"]!["licenses"]![0]!["license"]!["id"]!.ToString().ShouldBe("Apache-2.0");
        bom["metadata"]!["component"]!["components"]![0]!["hashes"]![0]!["content"]!.ToString().ShouldBe(version.Status!.Files![0].Digest!["sha256:".Length..]);
        bom.Text("metadata.component.modelCard.modelParameters.task").ShouldBe("text-generation");
        bom["metadata"]!["component"]!["modelCard"]!["quantitativeAnalysis"]!["performanceMetrics"]![0]!.ToJsonString().ShouldBe("""{"type":"accuracy","value":"0.7","slice":"mmlu"}""");
        bom["dependencies"]![0]!["dependsOn"]!.AsArray().Select(d => d!.ToString()).ShouldBe(["model:acme/base:1.0", "model:meta/unknown", "dataset:acme/tickets"]);
        bom["components"]!.AsArray().Select(c => (c!["name"]!.ToString(), (string?)c["purl"])).ShouldBe(
            [("base", "pkg:huggingface/meta/base@0123abc"), ("meta/unknown", null), ("acme/tickets", null)]);
    }

    [Theory]
    [InlineData("Apache-2.0", "id", "Apache-2.0")]
    [InlineData("LicenseRef-acme-1", "name", "acme-1")]
    [InlineData("apache-2.0 or so", "name", "apache-2.0 or so")]
    public void License_IsAnIdentifierOnlyWhereSpdxHasIt(string license, string field, string value)
    {
        var version = Versions.New("acme/atlas:1.2", metadata: new VersionMetadata { License = license });

        Write(version, version)["metadata"]!["component"]!["licenses"]![0]!["license"]!.ToJsonString().ShouldBe($$"""{"{{field}}":"{{value}}"}""");
    }

    [Fact]
    public void Bom_OfTheSameVersion_IsTheSame_AndOfAnotherNot()
    {
        var (version, other) = (Versions.New("acme/atlas:1.2"), Versions.New("acme/atlas:1.3"));

        Write(version, version).ToJsonString().ShouldBe(Write(version, version, other).ToJsonString());
        Write(version, version).Text("serialNumber").ShouldNotBe(Write(other, other).Text("serialNumber"));
    }

    private static JsonNode Write(ModelVersion version, params ModelVersion[] library) => JsonNode.Parse(ModelBom.Of(version, new Lineage(library, []), "1.0").ToBytes())!;
}
