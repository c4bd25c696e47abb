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

    /// <summary>Whether it makes up the names of its objects.</summary>
    bool NamesItsObjects => !Kind.Verbs.Contains("get");

    /// <summary>The object, or null.</summary>
    Task<JsonObject?> FindAsync(VirtualCall call, string name, CancellationToken cancellationToken) => throw StatusErrors.MethodNotAllowed();

    /// <summary>Those that match.</summary>
    Task<VirtualPage> ListAsync(VirtualQuery query, CancellationToken cancellationToken) => throw StatusErrors.MethodNotAllowed();

    /// <summary>Creates what an admitted document asks for, or answers it.</summary>
    Task<JsonObject> CreateAsync(VirtualCall call, JsonObject document, CancellationToken cancellationToken) => throw StatusErrors.MethodNotAllowed();

    /// <summary>Refuses what <see cref="CreateAsync"/> would refuse beyond what admission does: for who only wants to know whether a document would be taken.</summary>
    Task CheckAsync(VirtualCall call, JsonObject document, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>What is answered to who only wants to know that.</summary>
    JsonObject Preview(JsonObject document) => document;

    /// <summary>Deletes it.</summary>
    Task DeleteAsync(VirtualCall call, string name, CancellationToken cancellationToken) => throw StatusErrors.MethodNotAllowed();
}

/// <summary>Which objects are wanted.</summary>
/// <param name="User">Who wants them.</param>
/// <param name="Namespace">Those of one namespace; null for all.</param>
/// <param name="Filter">What they must match.</param>
/// <param name="Limit">At most so many; 0 for as many as the kind gives at once.</param>
/// <param name="After">Where the page before ended.</param>
internal sealed record VirtualQuery(UserIdentity User, string? Namespace, ObjectFilter Filter, int Limit, ContinueToken? After);

/// <summary>Objects, and where the next page begins when there is one.</summary>
internal sealed record VirtualPage(IReadOnlyList<JsonObject> Items, ContinueToken? Next);
