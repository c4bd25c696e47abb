using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>Writes into objects of a kind who made them: what a client says about that does not count.</summary>
internal interface IAuthorStamp
{
    /// <summary>Name of the kind, in the group <c>modelyard.dev</c>.</summary>
    string Kind { get; }

    /// <param name="kind">The kind.</param>
    /// <param name="document">The object to be stored; changed in place.</param>
    /// <param name="live">What it replaces; null when it is new.</param>
    /// <param name="user">Who writes it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StatusException">They may not.</exception>
    ValueTask ApplyAsync(KindDescriptor kind, JsonObject document, JsonObject? live, UserIdentity user, CancellationToken cancellationToken);
}
