using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.Tests;

public sealed class SchemaCheckerTests
{
    private static readonly ResourceSchema Service = KindRegistry.BuiltIn.Single(k => k.Kind == "InferenceService").Schema.Value;

    [Fact]
    public void UnknownFields_AreNamedWithTheirFullPath() =>
        SchemaChecker.UnknownFields(Service, Parse("""
            {"spec":{"predictor":{"model":{"modelFromat":{"name":"x"},"env":[{"name":"a"},{"nmae":"b"}]}}},"speck":{},"metadata":{"lables":{}}}
            """)).ShouldBe([
                "unknown field \"spec.predictor.model.modelFromat\"",
                "unknown field \"spec.predictor.model.env[1].nmae\"",
                "unknown field \"speck\"",
                "unknown field \"metadata.lables\"",
            ]);

    [Fact]
    public void UnknownFields_OfMapsAndFreeObjects_AreNotUnknown() =>
        SchemaChecker.UnknownFields(Service, Parse("""
            {"metadata":{"labels":{"any":"x"},"managedFields":[{"fieldsV1":{"f:spec":{"k":{}}}}]},"status":{"components":{"predictor":{"url":"x"}}}}
            """)).ShouldBeEmpty();

    [Theory]
    [InlineData("""{"spec":{"predictor":{"minReplicas":"2"}}}""",
        "spec.predictor.minReplicas: Invalid value: \"string\": spec.predictor.minReplicas in body must be of type integer: \"string\"")]
    [InlineData("""{"spec":{"predictor":{"minReplicas":1.5}}}""",
        "spec.predictor.minReplicas: Invalid value: \"number\": spec.predictor.minReplicas in body must be of type integer: \"number\"")]
    [InlineData("""{"spec":{"predictor":[]}}""",
        "spec.predictor: Invalid value: \"array\": spec.predictor in body must be of type object: \"array\"")]
    [InlineData("""{"spec":{"predictor":{"model":{"args":[1]}}}}""",
        "spec.predictor.model.args[0]: Invalid value: \"integer\": spec.predictor.model.args[0] in body must be of type string: \"integer\"")]
    [InlineData("""{"spec":{"predictor":{"labels":{"a":null}}}}""",
        "spec.predictor.labels.a: Invalid value: \"null\": spec.predictor.labels.a in body must be of type string: \"null\"")]
    [InlineData("""{"spec":{}}""", "spec.predictor: Required value")]
    [InlineData("""{"spec":{"predictor":null}}""", "spec.predictor: Required value")]
    [InlineData("""{"spec":{"predictor":{"model":{"env":[{"value":"x"}]}}}}""", "spec.predictor.model.env[0].name: Required value")]
    [InlineData("""{"spec":{"predictor":{"scaleMetric":"gpu"}}}""",
        "spec.predictor.scaleMetric: Unsupported value: \"gpu\": supported values: \"cpu\", \"memory\", \"concurrency\", \"rps\"")]
    [InlineData("""{"spec":{"predictor":{"name":"V2"}}}""",
        "spec.predictor.name: Invalid value: \"V2\": spec.predictor.name in body should match '^[a-z]([-a-z0-9]*[a-z0-9])?$'")]
    [InlineData("""{"spec":{"predictor":{},"canary":[{"predictor":{},"trafficPercent":101}]}}""",
        "spec.canary[0].trafficPercent: Invalid value: 101: spec.canary[0].trafficPercent in body should be less than or equal to 100")]
    [InlineData("""{"spec":{"predictor":{"maxReplicas":3000000000}}}""",
        "spec.predictor.maxReplicas: Invalid value: 3000000000: spec.predictor.maxReplicas in body must be of type int32: \"3000000000\"")]
    [InlineData("""{"metadata":{"creationTimestamp":"yesterday"}}""",
        "metadata.creationTimestamp: Invalid value: \"yesterday\": metadata.creationTimestamp in body must be of type date-time: \"yesterday\"")]
    public void Check_OfAValueThatIsNotAllowed_SaysItInKubernetesWords(string json, string error) =>
        SchemaChecker.Check(Service, Parse(json)).Select(e => e.ToString()).ShouldBe([error]);

    [Theory]
    [InlineData("""{"spec":{"predictor":{"model":{"resources":{"limits":{"cpu":1,"memory":"2Gi"}},"ports":[{"containerPort":1}]}}}}""")]
    [InlineData("""{"spec":{"predictor":{"minReplicas":null,"model":{"livenessProbe":{"httpGet":{"port":"http"}},"readinessProbe":{"httpGet":{"port":80}}}}}}""")]
    public void Check_OfWhatIsAllowed_FindsNothing(string json) => SchemaChecker.Check(Service, Parse(json)).ShouldBeEmpty();

    [Fact]
    public void Check_OfSecretData_NeverRepeatsIt()
    {
        var secret = KindRegistry.BuiltIn.Single(k => k.Kind == "Secret").Schema.Value;

        var errors = SchemaChecker.Check(secret, Parse("""{"data":{"password":"hunter2!"}}"""));

        errors.Single().Field.ShouldBe("data.password");
        errors.Single().Message.ShouldNotContain("hunter2");
    }

    [Fact]
    public void Check_FindsEverythingAtOnce() =>
        SchemaChecker.Check(Service, Parse("""{"spec":{"predictor":{"minReplicas":"x","scaleMetric":"y","model":{"env":[{}]}}}}""")).Count.ShouldBe(3);

    [Fact]
    public void Prune_DropsUnknownAndNullProperties_AndNothingElse()
    {
        var document = Parse("""
            {"metadata":{"creationTimestamp":null,"labels":{"a":"b"}},
             "spec":{"predictor":{"nope":1,"minReplicas":0,"model":{"args":["x"],"storage":{"schemaPath":null,"parameters":{"k":"v"}}}}},"other":{}}
            """);

        Pruner.Prune(Service, document);

        document.ToJsonString().ShouldBe(
            """{"metadata":{"labels":{"a":"b"}},"spec":{"predictor":{"minReplicas":0,"model":{"args":["x"],"storage":{"parameters":{"k":"v"}}}}}}""");
    }

    [Fact]
    public void Defaults_AreFilledInWhereTheirObjectIs()
    {
        var document = Parse("""
            {"spec":{"predictor":{"storageUris":[{"uri":"hf://a/b"}],"model":{"ports":[{"containerPort":80}],"resources":{"limits":{"cpu":0.5,"memory":1}}}}}}
            """);

        SchemaDefaults.Apply(Service, document);

        document["spec"]!["predictor"]!.ToJsonString().ShouldBe(
            """{"storageUris":[{"uri":"hf://a/b","mountPath":"/mnt/models"}],"model":{"ports":[{"containerPort":80,"protocol":"TCP"}],"resources":{"limits":{"cpu":"0.5","memory":1}}}}""");
    }

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
