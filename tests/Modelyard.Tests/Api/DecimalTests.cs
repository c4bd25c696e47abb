using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.Tests;

public sealed class DecimalTests
{
    [Theory]
    [InlineData("0.15", "0.15")]
    [InlineData("\"0.15\"", "0.15")]
    [InlineData("\"1.50\"", "1.50")]
    [InlineData("12", "12")]
    [InlineData("15e-2", "0.15")]
    public void Json_FromNumberOrText_IsWrittenAsTheSameText(string json, string text)
    {
        var read = JsonSerializer.Deserialize<decimal>(json, ApiJson.Options);

        JsonSerializer.Serialize(read, ApiJson.Options).ShouldBe($"\"{text}\"");
    }

    [Theory]
    [InlineData("\"free\"")]
    [InlineData("\"1,5\"")]
    [InlineData("true")]
    [InlineData("1e40")]
    public void Json_FromAnythingElse_SaysWhatIsExpected(string json) =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<decimal>(json, ApiJson.Options)).Message.ShouldContain("0.15");

    [Fact]
    public void Prices_WithFractions_AreStoredAsExactText()
    {
        var stored = Admission.Stored(Deployment("inputPerMillionTokens: 0.1, outputPerMillionTokens: \"0.20\", perRequest: 1"));
        var pricing = stored["spec"]!["pricing"]!;

        JsonNode.DeepEquals(pricing["inputPerMillionTokens"], "0.1").ShouldBeTrue();
        JsonNode.DeepEquals(pricing["outputPerMillionTokens"], "0.20").ShouldBeTrue();
        JsonNode.DeepEquals(pricing["perRequest"], 1).ShouldBeTrue();
        stored.Deserialize<ModelDeployment>(ApiJson.Options)!.Spec.Pricing!.InputPerMillionTokens.ShouldBe(0.1m);
    }

    [Theory]
    [InlineData("perRequest: cheap")]
    [InlineData("perRequest: true")]
    [InlineData("perRequest: 2Gi")]
    public void Prices_ThatAreNoNumbers_AreRefused(string price) =>
        Admission.Errors(Deployment(price)).ShouldHaveSingleItem().ShouldContain("spec.pricing.perRequest");

    private static string Deployment(string pricing) => $$"""
        apiVersion: modelyard.dev/v1alpha1
        kind: ModelDeployment
        metadata: { name: chat, namespace: acme }
        spec:
          model: { uri: models/atlas/atlas.gguf }
          engine: { type: builtin-llama }
          pricing: { currency: EUR, {{pricing}} }
        """;
}
