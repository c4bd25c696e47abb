using System.Text;
using System.Text.Json.Nodes;

namespace Modelyard.Api;

/// <summary>Defaults of the core kinds that no schema can express.</summary>
internal static class CoreDefaulter
{
    public static void Namespace(JsonObject document)
    {
        // Selectors on namespaces rely on this label being there.
        if (document.Object("metadata").Text("name") is { } name)
        {
            document.Object("metadata")!.ObjectOrNew("labels")?.Fill("kubernetes.io/metadata.name", name);
        }

        document.ObjectOrNew("spec")?.Fill("finalizers", new JsonArray("kubernetes"));
        document.ObjectOrNew("status")?.Fill("phase", "Active");
    }

    public static void Secret(JsonObject document)
    {
        document.Fill("type", "Opaque");
        if (document.Object("stringData") is { } plain)
        {
            var data = document.ObjectOrNew("data");
            foreach (var (key, value) in plain)
            {
                if (data is not null && value is JsonValue text && text.TryGetValue(out string? content))
                {
                    data[key] = Convert.ToBase64String(Encoding.UTF8.GetBytes(content));
                }
            }

            document.Remove("stringData");
        }
    }

    public static void CustomResourceDefinition(JsonObject document)
    {
        if (document.Object("spec") is not { } spec)
        {
            return;
        }

        spec.ObjectOrNew("conversion")?.Fill("strategy", "None");
        if (spec.Object("names") is { } names && names.Text("kind") is { } kind)
        {
            names.Fill("singular", kind.ToLowerInvariant());
            names.Fill("listKind", kind + "List");
        }
    }

    public static void Service(JsonObject document)
    {
        if (document.Object("spec") is not { } spec)
        {
            return;
        }

        spec.Fill("type", "ClusterIP");
        spec.Fill("sessionAffinity", "None");
        if (spec.Text("sessionAffinity") == "ClientIP")
        {
            spec.ObjectOrNew("sessionAffinityConfig")?.ObjectOrNew("clientIP")?.Fill("timeoutSeconds", 10800);
        }

        if (spec.Text("type") is "NodePort" or "LoadBalancer")
        {
            spec.Fill("externalTrafficPolicy", "Cluster");
        }

        if (spec.Text("type") != "ExternalName")
        {
            spec.Fill("internalTrafficPolicy", "Cluster");
            foreach (var port in spec.Objects("ports"))
            {
                port.Fill("targetPort", port["port"]?.DeepClone());
            }
        }
    }
}
