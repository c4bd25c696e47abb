using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>
/// A kind whose objects are facts of a ledger rather than rows of the resource log: the same API, under the same rules. What can be done with them the
/// kind's verbs say, and nothing else is asked of it.
/// </summary>
internal interface IVirtualKind
{
    KindDescriptor Kind { get; }

    /// <summary>Whether there is still something to write when the namespace is gone.</summary>
    bool OutlivesNamespace => false;

    /// <summary>The object, or null.</summary>
    Task<JsonObject?> FindAsync(string @namespace, string name, CancellationToken cancellationToken) => throw StatusErrors.MethodNotAllowed();

    /// <summary>Those that match.</summary>
    Task<VirtualPage> ListAsync(VirtualQuery query, CancellationToken cancellationToken) => throw StatusErrors.MethodNotAllowed();

    /// <summary>Creates what an admitted document asks for, or answers it.</summary>
    Task<JsonObject> CreateAsync(string @namespace, JsonObject document, CancellationToken cancellationToken) => throw StatusErrors.MethodNotAllowed();

    /// <summary>Deletes it.</summary>
    Task DeleteAsync(string @namespace, string name, CancellationToken cancellationToken) => throw StatusErrors.MethodNotAllowed();
}

/// <summary>Which objects are wanted.</summary>
/// <param name="Namespace">Those of one namespace; null for all.</param>
/// <param name="Filter">What they must match.</param>
/// <param name="Limit">At most so many; 0 for as many as the kind gives at once.</param>
/// <param name="After">Where the page before ended.</param>
internal sealed record VirtualQuery(string? Namespace, ObjectFilter Filter, int Limit, ContinueToken? After);

/// <summary>Objects, and where the next page begins when there is one.</summary>
internal sealed record VirtualPage(IReadOnlyList<JsonObject> Items, ContinueToken? Next);
