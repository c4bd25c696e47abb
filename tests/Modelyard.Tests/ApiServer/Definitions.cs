using System.Text.Json.Nodes;

namespace Modelyard.Tests.ApiServer;

/// <summary>Definitions of kinds that tests start from.</summary>
internal static class Definitions
{
    public const string Path = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

    /// <summary>A kind <c>Widget</c> in a group of the caller's, with status, scale, defaults, columns and selectable fields.</summary>
    public static JsonObject Widget(string group, string plural = "widgets", string kind = "Widget") => Objects.Parse($$$"""
        {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"{{{plural}}}.{{{group}}}"},
         "spec":{"group":"{{{group}}}","scope":"Namespaced",
          "names":{"plural":"{{{plural}}}","kind":"{{{kind}}}","shortNames":["{{{plural[..2]}}}"],"categories":["all"]},
          "versions":[{"name":"v1","served":true,"storage":true,
           "subresources":{"status":{},"scale":{"specReplicasPath":".spec.replicas","statusReplicasPath":".status.replicas","labelSelectorPath":".status.selector"}},
           "selectableFields":[{"jsonPath":".spec.color"}],
           "additionalPrinterColumns":[{"name":"Color","type":"string","jsonPath":".spec.color"},
            {"name":"Ready","type":"string","jsonPath":".status.conditions[?(@.type==\"Ready\")].status"},
            {"name":"Size","type":"integer","jsonPath":".spec.size","priority":1}],
           "schema":{"openAPIV3Schema":{"type":"object","required":["spec"],"properties":{
            "spec":{"type":"object","required":["color"],"description":"What is wanted of a widget.","properties":{
              "color":{"type":"string","enum":["red","blue"]},
              "size":{"type":"integer","minimum":1,"default":3},
              "replicas":{"type":"integer"},
              "label":{"type":"string","maxLength":5,"nullable":true},
              "port":{"x-kubernetes-int-or-string":true,"anyOf":[{"type":"integer"},{"type":"string"}]},
              "extra":{"type":"object","x-kubernetes-preserve-unknown-fields":true},
              "parts":{"type":"array","maxItems":3,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],
               "items":{"type":"object","required":["name"],"properties":{"name":{"type":"string"},"count":{"type":"integer","default":1} } } } } },
            "status":{"type":"object","x-kubernetes-preserve-unknown-fields":true} } } } }] } }
        """);

    public static JsonObject Object(string group, string name, string spec = """{"color":"red"}""", string kind = "Widget") => Objects.Parse(
        $$"""{"apiVersion":"{{group}}/v1","kind":"{{kind}}","metadata":{"name":"{{name}}"},"spec":{{spec}}}""");

    /// <summary>Creates a definition and waits, by watching, until it is served.</summary>
    public static async Task EstablishAsync(this TestApiServer server, JsonObject definition)
    {
        var reply = await server.PostAsync(Path, definition);
        reply.Code.ShouldBe(201, reply.Body.ToJsonString());
        await server.AwaitConditionAsync(definition.Text("metadata.name")!, "Established", "True");
    }

    public static async Task AwaitConditionAsync(this TestApiServer server, string name, string type, string status)
    {
        await using var watch = await server.WatchAsync($"{Path}?watch=true&fieldSelector=metadata.name%3D{name}");
        while ((await watch.NextAsync()).At("object.status.conditions") is not JsonArray conditions
            || !conditions.Any(c => c!.Text("type") == type && c!.Text("status") == status))
        {
        }
    }
}
