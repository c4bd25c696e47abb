using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>Nothing is created in a namespace that does not exist or is on its way out.</summary>
internal sealed class NamespaceGuard(ObjectStore objects, KindCatalog catalog)
{
    private const string Finalizer = "kubernetes";

    // Lets a label selector name a namespace; Kubernetes puts it on every one.
    private const string NameLabel = "kubernetes.io/metadata.name";

    public async ValueTask RequireAsync(KindDescriptor kind, string @namespace, string name, CancellationToken cancellationToken)
    {
        if (!kind.IsNamespaced() || catalog.Current.Find("", "v1", "namespaces") is not { } namespaces)
        {
            return;
        }

        var parent = await objects.GetAsync(namespaces, "", @namespace, cancellationToken);
        if (parent.Meta().IsBeingDeleted)
        {
            var refused = StatusErrors.Forbidden(kind, name, $"unable to create new content in namespace {@namespace} because it is being terminated");
            refused.Status.Details!.Causes =
            [
                new StatusCause { Reason = "NamespaceTerminating", Message = $"namespace {@namespace} is being terminated", Field = "metadata.namespace" },
            ];
            throw refused;
        }
    }

    /// <summary>A namespace keeps the finalizer in its spec until all that was in it is gone.</summary>
    public static bool HoldsContents(KindDescriptor kind, JsonObject document) =>
        IsNamespace(kind) && document["spec"]?["finalizers"] is JsonArray { Count: > 0 };

    /// <summary>What every new namespace starts with.</summary>
    public static void Occupy(JsonObject document)
    {
        document["spec"] = new JsonObject { ["finalizers"] = new JsonArray(Finalizer) };
        document["status"] = new JsonObject { ["phase"] = "Active" };
        var metadata = document.Meta().Object;
        if (metadata["labels"] is not JsonObject labels)
        {
            labels = [];
            metadata["labels"] = labels;
        }

        labels[NameLabel] = document.Meta().Name;
    }

    public static bool IsNamespace(KindDescriptor kind) => kind.Is("", "namespaces");
}
