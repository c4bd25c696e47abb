using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>The namespaces every client may take for granted.</summary>
internal sealed class BuiltInNamespaces(ObjectStore objects, ObjectWriter writer, KindCatalog catalog)
{
    private static readonly string[] Names = ["default", "kube-system"];

    /// <summary>Creates those that are missing.</summary>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (catalog.Current.Find("", "v1", "namespaces") is not { } kind)
        {
            return;
        }

        foreach (var name in Names)
        {
            if (await objects.FindAsync(kind, "", name, cancellationToken) is null)
            {
                await writer.CreateAsync(kind, "", New(kind, name), WriteOptions.Internal, cancellationToken);
            }
        }
    }

    private static JsonObject New(KindDescriptor kind, string name) => new()
    {
        ["kind"] = kind.Kind,
        ["apiVersion"] = kind.ApiVersion,
        ["metadata"] = new JsonObject { ["name"] = name },
    };
}
