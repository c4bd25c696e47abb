using System.Text.Json.Nodes;
using Modelyard.Client;

namespace Modelyard.Commands;

/// <summary>Where a manifest's object is on the server.</summary>
internal sealed record ManifestTarget(ResourceType Type, string? Namespace, string Name, JsonObject Document)
{
    public string Path => Type.Object(Namespace, Name);

    public static async Task<ManifestTarget> ResolveAsync(
        ApiSession session, JsonObject document, string? namespaceOption, CancellationToken cancellationToken)
    {
        var (apiVersion, kind) = ((string?)document["apiVersion"], (string?)document["kind"]);
        if (string.IsNullOrEmpty(apiVersion) || string.IsNullOrEmpty(kind))
        {
            throw new CommandFailure(ExitCodes.Failed, "a manifest needs apiVersion and kind.");
        }

        if ((string?)document["metadata"]?["name"] is not { Length: > 0 } name)
        {
            throw new CommandFailure(ExitCodes.Failed, $"the {kind} in the manifest needs metadata.name.");
        }

        var type = (await session.CatalogAsync(cancellationToken)).Find(apiVersion, kind)
            ?? throw new CommandFailure(
                ExitCodes.Failed, $"no matches for kind \"{kind}\" in version \"{apiVersion}\": the server does not serve it.");
        var ns = type.Namespaced ? (string?)document["metadata"]!["namespace"] ?? namespaceOption ?? session.Namespace : null;
        return new ManifestTarget(type, ns, name, document);
    }
}
