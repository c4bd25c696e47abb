using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>
/// Where a replica listens, and which GPUs it has, its machine writes on the Pod; the gateway calls what stands there. Whoever else could write it would have calls go to replicas of
/// other projects, or to anything that listens on the machine. So it takes the right to the Pod's status, of which it is a part.
/// </summary>
internal sealed class PlacementRight(RequestAuthorizer authorizer)
{
    private static readonly string[] Annotations = [ServingNames.Address, ServingNames.Gpus];

    /// <exception cref="StatusException">Forbidden.</exception>
    public async ValueTask CheckAsync(KindDescriptor kind, JsonObject document, JsonObject? live, UserIdentity? user, CancellationToken cancellationToken)
    {
        if (user is null || !kind.Is("", "pods") || Array.Find(Annotations, a => ValueOf(document, a) != ValueOf(live, a)) is not { } changed)
        {
            return;
        }

        var (space, name) = (document.Meta().Namespace!, document.Meta().Name!);
        if (!await authorizer.AllowsAsync(user, new AccessAttributes("update", "", "pods", "status", space, name), cancellationToken))
        {
            throw StatusErrors.Forbidden(
                kind, name, $"metadata.annotations[{changed}] is written by the machine that runs the Pod, and user \"{user.Name}\" may not: that takes the verb update on pods/status");
        }
    }

    private static string? ValueOf(JsonObject? pod, string annotation) => pod?["metadata"]?["annotations"]?[annotation]?.ToString();
}
