using Modelyard.Api;

namespace Modelyard.Tests;

public sealed class SchemaBuilderTests
{
    [Fact]
    public void Descriptions_ComeFromDocComments()
    {
        var spec = Of("InferenceService").Properties!["spec"];

        spec.Description.ShouldBe("What an InferenceService is made of.");
        spec.Properties!["predictor"].Properties!["minReplicas"].Description!.ShouldStartWith("Least number of replicas.");
        Of("Pod").Properties!["metadata"].Properties!["name"].Description!.ShouldContain("unique");
        spec.Properties!["predictor"].Properties!["model"].Properties!["args"].Description!.ShouldContain("expanded");
    }

    [Fact]
    public void EveryFieldOfEveryKind_HasADescription()
    {
        var without = new List<string>();
        foreach (var kind in KindRegistry.BuiltIn.Concat(LedgerKinds.All))
        {
            Collect(kind.Schema.Value, kind.Kind, without);
        }

        without.ShouldBeEmpty();
    }

    [Fact]
    public void SharedTypes_AreBuiltOnce() =>
        Of("Pod").Properties!["metadata"].Properties.ShouldBeSameAs(Of("InferenceService").Properties!["metadata"].Properties);

    [Fact]
    public void Lists_OfPods_MergeByKey_AndThoseOfServingKindsAreReplaced()
    {
        var pod = Of("Pod").Properties!["spec"].Properties!["containers"];
        var predictor = Of("InferenceService").Properties!["spec"].Properties!["predictor"];

        (pod.ListType, pod.PatchMergeKey).ShouldBe(("map", "name"));
        pod.ListMapKeys.ShouldBe(["name"]);
        predictor.Properties!["containers"].ListType.ShouldBeNull();
        predictor.Required.ShouldBeEmpty();
        predictor.Properties!["containers"].Items!.Properties!["ports"].ListMapKeys.ShouldBe(["containerPort", "protocol"]);
        Of("Pod").Properties!["spec"].Properties!["tolerations"].PatchMergeKey.ShouldBeNull();
        Of("Pod").Properties!["metadata"].Properties!["finalizers"].ListType.ShouldBe("set");
    }

    [Fact]
    public void Registry_Listed_BuildsNoSchema()
    {
        // A fresh descriptor: those of the registry may have been used by other tests.
        var descriptor = KindRegistry.Describe<Pod>([]);

        descriptor.Schema.IsValueCreated.ShouldBeFalse();
        (descriptor.ApiVersion, descriptor.Plural, descriptor.HasStatus).ShouldBe(("v1", "pods", true));
    }

    [Fact]
    public void Kinds_AreNamedOnce()
    {
        var kinds = KindRegistry.BuiltIn;

        kinds.Select(k => (k.Group, k.Plural)).ShouldBeUnique();
        kinds.SelectMany(k => k.ShortNames).ShouldBeUnique();
        kinds.Single(k => k.ShortNames.Contains("isvc")).ApiVersion.ShouldBe("serving.kserve.io/v1beta1");
    }

    private static ResourceSchema Of(string kind) => KindRegistry.BuiltIn.Single(k => k.Kind == kind).Schema.Value;

    private static void Collect(ResourceSchema schema, string path, List<string> without)
    {
        foreach (var (name, child) in schema.Properties ?? new Dictionary<string, ResourceSchema>())
        {
            if (string.IsNullOrWhiteSpace(child.Description))
            {
                without.Add($"{path}.{name}");
            }

            Collect(child, $"{path}.{name}", without);
        }

        if (schema.Items is { } items)
        {
            Collect(items, path + "[]", without);
        }

        if (schema.AdditionalProperties is { } values)
        {
            Collect(values, path + "{}", without);
        }
    }
}
