using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.Tests.ApiServer;

/// <summary>The life of a definition: accepted or not, established, changed, and gone with all its objects.</summary>
public sealed class DefinitionTests(TestApiServer server) : IClassFixture<TestApiServer>
{
    private readonly string _group = $"g{Guid.NewGuid():n}"[..12] + ".example.com";

    [Theory]
    [InlineData("""{"metadata":{"name":"other.example.com"}}""", "must be spec.names.plural+\".\"+spec.group")]
    [InlineData("""{"spec":{"scope":"Galaxy"}}""", "spec.scope: Unsupported value: \"Galaxy\"")]
    [InlineData("""{"spec":{"versions":[]}}""", "must have exactly one version marked as storage version")]
    [InlineData("""{"spec":{"conversion":{"strategy":"Webhook"}}}""", "spec.conversion.strategy: Unsupported value: \"Webhook\": supported values: \"None\"")]
    [InlineData("""{"spec":{"versions":[{"name":"v1","served":true,"storage":true}]}}""", "spec.versions[0].schema.openAPIV3Schema: Required value")]
    [InlineData("""{"spec":{"versions":[{"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object","properties":{"spec":{"properties":{"a":{"type":"strin"}}}}}}}]}}""", "openAPIV3Schema.properties[spec].type: Required value")]
    [InlineData("""{"spec":{"versions":[{"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object","properties":{"a":{"$ref":"#/x","type":"string"}}}}}]}}""", "properties[a].$ref: Forbidden")]
    [InlineData("""{"spec":{"versions":[{"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object","properties":{"a":{"type":"string","pattern":"("}}}}}]}}""", "must be a valid regular expression")]
    public async Task Definition_ThatCannotWork_IsInvalid(string change, string message)
    {
        var definition = MergePatch(Definitions.Widget(_group), change);
        var reply = await server.PostAsync(Definitions.Path, definition);
        reply.Code.ShouldBe(422, reply.Body.ToJsonString());
        reply.Message.ShouldContain(message);
    }

    [Fact]
    public async Task NameInUse_IsNotAccepted_UntilItIsFree()
    {
        await server.EstablishAsync(Definitions.Widget(_group));
        var second = Definitions.Widget(_group, "widgetries");
        (await server.PostAsync(Definitions.Path, second)).Code.ShouldBe(201);
        await server.AwaitConditionAsync($"widgetries.{_group}", "NamesAccepted", "False");
        (await server.GetAsync($"/apis/{_group}/v1/widgetries")).Code.ShouldBe(404);
        await server.DeleteAsync($"{Definitions.Path}/widgets.{_group}");
        await server.AwaitConditionAsync($"widgetries.{_group}", "Established", "True");
        (await server.GetAsync($"/apis/{_group}/v1/widgetries")).Code.ShouldBe(200);
    }

    [Fact]
    public async Task Definition_GoesWithItsObjects_WhenNobodyHoldsThem()
    {
        await server.EstablishAsync(Definitions.Widget(_group));
        var collection = $"/apis/{_group}/v1/namespaces/default/widgets";
        await server.PostAsync(collection, Definitions.Object(_group, "free"));
        await server.PostAsync(collection, Definitions.Object(_group, "held").Finalized("example.com/hold"));
        (await server.DeleteAsync($"{Definitions.Path}/widgets.{_group}")).Code.ShouldBe(200);
        await server.AwaitConditionAsync($"widgets.{_group}", "Terminating", "True");
        await server.WaitUntilGoneAsync(collection, "free");
        (await server.GetAsync($"{collection}/held")).Code.ShouldBe(200);
        await server.MergeAsync($"{collection}/held", Objects.Parse("""{"metadata":{"finalizers":null}}"""));
        await server.WaitUntilGoneAsync(Definitions.Path, $"widgets.{_group}");

        // What comes back under the name starts empty.
        await server.EstablishAsync(Definitions.Widget(_group));
        (await server.GetAsync(collection)).Body.At("items")!.AsArray().Count.ShouldBe(0);
    }

    [Fact]
    public async Task Versions_ShowTheSameObjects_AndDeprecatedOnesWarn()
    {
        var definition = Definitions.Widget(_group);
        var old = definition["spec"]!["versions"]![0]!.DeepClone();
        (old["name"], old["storage"], old["deprecated"]) = ("v1alpha1", false, true);
        definition["spec"]!["versions"]!.AsArray().Add(old);
        await server.EstablishAsync(definition);
        await server.PostAsync($"/apis/{_group}/v1/namespaces/default/widgets", Definitions.Object(_group, "w"));
        var seen = await server.GetAsync($"/apis/{_group}/v1alpha1/namespaces/default/widgets/w");
        (seen.Code, seen.Body.Text("apiVersion")).ShouldBe((200, $"{_group}/v1alpha1"));
        seen.Response.Headers.GetValues("Warning").Single().ShouldContain($"{_group}/v1alpha1 Widget is deprecated");
    }

    [Fact]
    public async Task RulesInCel_AreKeptAndReported()
    {
        var definition = Definitions.Widget(_group);
        definition["spec"]!["versions"]![0]!["schema"]!["openAPIV3Schema"]!["x-kubernetes-validations"] = JsonNode.Parse("""[{"rule":"self.spec.size < 10"}]""");
        var reply = await server.PostAsync(Definitions.Path, definition);
        reply.Response.Headers.GetValues("Warning").Single().ShouldContain("kept but not evaluated");
        reply.Body.At("spec.versions.0.schema.openAPIV3Schema.x-kubernetes-validations.0.rule").ShouldNotBeNull();
        await server.AwaitConditionAsync($"widgets.{_group}", "ValidationRulesEvaluated", "False");
    }

    [Fact]
    public async Task Definitions_AreServedAgainAfterARestart()
    {
        await using var first = new TestApiServer();
        await first.InitializeAsync();
        await first.EstablishAsync(Definitions.Widget(_group));
        await first.PostAsync($"/apis/{_group}/v1/namespaces/default/widgets", Definitions.Object(_group, "w"));
        await first.RestartAsync();
        (await first.GetAsync($"/apis/{_group}/v1/namespaces/default/widgets/w")).Code.ShouldBe(200);
    }

    [Fact]
    public async Task DefinitionsOfPublicProjects_AreEstablished()
    {
        SharedData.Require();
        foreach (var project in (string[])["kueue", "trainer"])
        {
            foreach (var file in SharedData.Names(Path.Combine("crds", project), "*.yaml"))
            {
                await server.EstablishAsync(ManifestReader.ReadSingle(SharedData.Read("crds", project, file)));
            }
        }
    }

    private static JsonObject MergePatch(JsonObject document, string patch) => Modelyard.ApiServer.MergePatch.Apply(document, Objects.Parse(patch));
}
