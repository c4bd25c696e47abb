using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.Library;

/// <summary>Which models a document of a deployment or a service names, without reading the rest of it.</summary>
internal static class ServedModels
{
    private static readonly string[] Components = ["predictor", "transformer", "explainer"];

    /// <summary>The version and the address of a deployment's model; null for an engine that runs elsewhere.</summary>
    public static (string? Version, string? Uri)? OfDeployment(JsonObject document)
    {
        var spec = document["spec"];
        return spec?["engine"]?["type"]?.ToString() == EngineType.External ? null : (spec?["model"]?["version"]?.ToString(), spec?["model"]?["uri"]?.ToString());
    }

    /// <summary>The addresses of a service's models; null for one that its image brings.</summary>
    public static IReadOnlyList<string?> OfService(JsonObject document)
    {
        var found = new List<string?>();
        foreach (var component in Components)
        {
            if (document["spec"]?[component] is not JsonObject spec)
            {
                continue;
            }

            var addresses = spec.Select(p => p.Value).OfType<JsonObject>().Select(o => o["storageUri"]?.ToString()).OfType<string>().ToList();
            found.AddRange(addresses);
            if (component == "predictor" && addresses.Count == 0)
            {
                found.Add(null);
            }
        }

        return found;
    }

    /// <summary>Whether a change lets something run that did not before.</summary>
    public static bool IsNews(JsonObject document, JsonObject? live, bool isDeployment) =>
        live is null
        || (isDeployment
            ? OfDeployment(document) != OfDeployment(live) || Starts(document["spec"]?["stopped"], live["spec"]?["stopped"])
            : !OfService(document).SequenceEqual(OfService(live)) || DigestOf(document) != DigestOf(live) || VersionOf(document) != VersionOf(live)
                || Starts(document["metadata"]?["annotations"]?[ServingNames.Stop], live["metadata"]?["annotations"]?[ServingNames.Stop]));

    /// <summary>The version that a service says it was made from; where its replicas say another, that.</summary>
    public static string? VersionOf(JsonObject service) =>
        (service["spec"]?["predictor"]?["annotations"]?[LibraryNames.VersionAnnotation] ?? service["metadata"]?["annotations"]?[LibraryNames.VersionAnnotation])?.ToString();

    /// <summary>The digest that a service is pinned to.</summary>
    public static string? DigestOf(JsonObject service) => service["spec"]?["predictor"]?["annotations"]?[LibraryNames.DigestAnnotation]?.ToString();

    /// <summary>Pins a service to the content of a version.</summary>
    public static void Pin(JsonObject service, ModelVersion version)
    {
        var name = VersionReference.Of(version).ToString();
        if (service["spec"]?["predictor"] is JsonObject predictor)
        {
            Annotations(predictor)[LibraryNames.DigestAnnotation] = version.Status!.Digest;
            Annotations(predictor)[LibraryNames.VersionAnnotation] = name;
        }

        Annotations(service["metadata"]!.AsObject())[LibraryNames.VersionAnnotation] = name;
    }

    private static bool Starts(JsonNode? stop, JsonNode? liveStop) => stop?.ToString() != "true" && liveStop?.ToString() == "true";

    private static JsonObject Annotations(JsonObject of)
    {
        if (of["annotations"] is not JsonObject annotations)
        {
            of["annotations"] = annotations = [];
        }

        return annotations;
    }
}
