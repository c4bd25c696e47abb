using System.Text.Json.Nodes;

namespace Modelyard.Tests.ApiServer;

/// <summary>Manifests that tests start from.</summary>
internal static class Objects
{
    public static JsonObject Namespace(string name) => Of("v1", "Namespace", name);

    public static JsonObject ConfigMap(string name, string key = "color", string value = "blue")
    {
        var document = Of("v1", "ConfigMap", name);
        document["data"] = new JsonObject { [key] = value };
        return document;
    }

    public static JsonObject Service(string name) => Parse($$$"""
        {"apiVersion":"serving.kserve.io/v1beta1","kind":"InferenceService","metadata":{"name":"{{{name}}}"},
         "spec":{"predictor":{"model":{"modelFormat":{"name":"gguf"},"storageUri":"file:///models/x"} } } }
        """);

    public static JsonObject Pod(string name) => Parse($$$"""
        {"apiVersion":"v1","kind":"Pod","metadata":{"name":"{{{name}}}"},
         "spec":{"nodeName":"here","containers":[{"name":"main","image":"x","ports":[{"containerPort":8080}]}]}}
        """);

    public static JsonObject Pod(string name, string[] containers, string[] initContainers)
    {
        var pod = Pod(name);
        pod["spec"]!["containers"] = Containers(containers);
        pod["spec"]!["initContainers"] = Containers(initContainers);
        return pod;
    }

    public static JsonObject OwnedBy(this JsonObject document, JsonNode owner)
    {
        document["metadata"]!["ownerReferences"] = new JsonArray(new JsonObject
        {
            ["apiVersion"] = owner.Text("apiVersion"),
            ["kind"] = owner.Text("kind"),
            ["name"] = owner.Text("metadata.name"),
            ["uid"] = owner.Text("metadata.uid"),
            ["blockOwnerDeletion"] = true,
        });
        return document;
    }

    public static JsonObject Labelled(this JsonObject document, string key, string value)
    {
        var metadata = document["metadata"]!.AsObject();
        metadata.TryAdd("labels", new JsonObject());
        metadata["labels"]![key] = value;
        return document;
    }

    public static JsonObject Finalized(this JsonObject document, string finalizer)
    {
        document["metadata"]!["finalizers"] = new JsonArray(finalizer);
        return document;
    }

    public static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();

    private static JsonObject Of(string apiVersion, string kind, string name) =>
        new() { ["apiVersion"] = apiVersion, ["kind"] = kind, ["metadata"] = new JsonObject { ["name"] = name } };

    private static JsonArray Containers(string[] names) =>
        [.. names.Select(name => new JsonObject { ["name"] = name, ["image"] = "x" })];
}
