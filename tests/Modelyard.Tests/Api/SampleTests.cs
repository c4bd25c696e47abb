using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.Tests;

/// <summary>The manifests KServe's users start from must work here unchanged.</summary>
public sealed class SampleTests
{
    public static TheoryData<string> Names() =>
        new(SharedData.Names("samples", "isvc-*.yaml").Concat(SharedData.Names("samples", "runtime-*.yaml")));

    [Fact]
    public void SharedData_WhereTheBuildIsJudged_IsThere() => SharedData.Require();

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Names))]
    public void Sample_LoadedStrictly_HasNoUnknownFields(string name)
    {
        foreach (var (kind, document) in Load(name))
        {
            SchemaChecker.UnknownFields(kind.Schema.Value, document).ShouldBeEmpty();
        }
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Names))]
    public void Sample_Admitted_IsStoredAsThePublishedSchemaDemands(string name)
    {
        foreach (var (kind, document) in Load(name))
        {
            var stored = Admission.Admit(kind, document);

            StructuralValidator.Validate(Crd.Schema(kind.Plural), stored).ShouldBeEmpty();
        }
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Names))]
    public void Sample_ReadIntoItsTypeAndWrittenAgain_LosesNothing(string name)
    {
        foreach (var (kind, document) in Load(name))
        {
            var stored = Admission.Admit(kind, document);

            var copy = kind.Kind switch
            {
                "InferenceService" => Copy<InferenceService>(stored),
                "ServingRuntime" => Copy<ServingRuntime>(stored),
                _ => Copy<ClusterServingRuntime>(stored),
            };

            copy!.ToJsonString().ShouldBe(Sorted(stored)!.ToJsonString());
        }
    }

    private static JsonNode? Copy<T>(JsonObject document) =>
        Sorted(JsonSerializer.SerializeToNode(document.Deserialize<T>(ApiJson.Options), ApiJson.Options));

    private static IEnumerable<(KindDescriptor Kind, JsonObject Document)> Load(string name) =>
        ManifestReader.ReadAll(SharedData.Read("samples", name), name)
            .Select(m => (KindRegistry.BuiltIn.Single(k => k.Kind == m.Document["kind"]!.ToString()), m.Document));

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, Sorted(p.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
