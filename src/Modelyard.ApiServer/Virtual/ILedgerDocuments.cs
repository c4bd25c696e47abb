using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>Objects of a kind that is kept in the ledger and edited as any other: <see cref="ObjectStore"/> hands them on.</summary>
internal interface ILedgerDocuments
{
    KindDescriptor Kind { get; }

    Task<JsonObject?> FindAsync(string @namespace, string name, CancellationToken cancellationToken);

    Task<JsonObject> CreateAsync(JsonObject document, CancellationToken cancellationToken);

    /// <summary>Replaces <paramref name="live"/>, which must be as it was read.</summary>
    Task<JsonObject> UpdateAsync(JsonObject live, JsonObject document, CancellationToken cancellationToken);

    /// <summary>Removes <paramref name="live"/>, which must be as it was read.</summary>
    Task<JsonObject> DeleteAsync(JsonObject live, CancellationToken cancellationToken);

    /// <summary>What a client is shown of a new object that it did not really want created.</summary>
    JsonObject Preview(JsonObject document) => document;
}
