using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>The rights that an object takes of its author besides the one to write objects of its kind: for what it gives away, and for what it makes the server do.</summary>
internal sealed class AuthorRights(EscalationGuard escalation, ActingRights acting, LocalFolderRight folders, PlacementRight placement, EngineRight engines)
{
    /// <exception cref="StatusException">One is missing.</exception>
    public async ValueTask CheckAsync(KindDescriptor kind, JsonObject document, JsonObject? live, WriteOptions options, CancellationToken cancellationToken)
    {
        await escalation.CheckAsync(kind, document, live, options.User, cancellationToken);
        await acting.CheckAsync(kind, document, live, options.User, cancellationToken);
        await folders.CheckAsync(kind, document, live, options.User, cancellationToken);
        await placement.CheckAsync(kind, document, live, options.User, cancellationToken);
        await engines.CheckAsync(kind, document, live, options, cancellationToken);
    }
}
