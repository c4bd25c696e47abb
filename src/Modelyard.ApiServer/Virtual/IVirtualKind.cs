using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>
/// A kind whose objects are facts of a ledger rather than rows of the resource log: they are read, created and deleted through the same
/// API, under the same rules, but never changed or watched.
/// </summary>
internal interface IVirtualKind
{
    KindDescriptor Kind { get; }

    /// <summary>The object, or null.</summary>
    Task<JsonObject?> FindAsync(string @namespace, string name, CancellationToken cancellationToken);

    /// <summary>Those of one namespace, or all when it is null.</summary>
    Task<IReadOnlyList<JsonObject>> ListAsync(string? @namespace, CancellationToken cancellationToken);

    /// <summary>Creates what an admitted document asks for.</summary>
    Task<JsonObject> CreateAsync(string @namespace, JsonObject document, CancellationToken cancellationToken);

    /// <summary>Deletes it.</summary>
    Task DeleteAsync(string @namespace, string name, CancellationToken cancellationToken);
}
