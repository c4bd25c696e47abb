using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Ledger;
using LedgerKey = Modelyard.Ledger.ApiKey;

namespace Modelyard.ApiServer;

/// <summary>API keys as resources. Deleting one revokes it; revoked keys stay in the ledger but are no longer shown.</summary>
internal sealed class ApiKeyKind(ApiKeyStore store) : IVirtualKind
{
    public KindDescriptor Kind => KindRegistry.ApiKeys;

    public async Task<JsonObject?> FindAsync(string @namespace, string name, CancellationToken cancellationToken) =>
        await store.GetAsync(@namespace, name, cancellationToken) is { } key ? Show(key, null) : null;

    public async Task<IReadOnlyList<JsonObject>> ListAsync(string? @namespace, CancellationToken cancellationToken) =>
        [.. (await store.ListAsync(@namespace, includeRevoked: false, cancellationToken)).Select(key => Show(key, null))];

    public async Task<JsonObject> CreateAsync(string @namespace, JsonObject document, CancellationToken cancellationToken)
    {
        var wanted = document.Deserialize<Api.ApiKey>(ApiJson.Options)!;
        var name = wanted.Metadata.Name!;
        try
        {
            var created = await store.CreateAsync(
                new ApiKeyRequest(@namespace, name)
                {
                    Scope = new ApiKeyScope(wanted.Spec.Deployments ?? []),
                    ExpiresAt = wanted.Spec.ExpiresAt,
                },
                cancellationToken);
            return Show(created.Key, created.Secret);
        }
        catch (LedgerException refused) when (refused.Failure == LedgerFailure.AlreadyExists)
        {
            throw StatusErrors.AlreadyExists(Kind, name);
        }
        catch (LedgerException refused) when (refused.Failure == LedgerFailure.Invalid)
        {
            throw StatusErrors.Invalid(Kind, name, [FieldError.Invalid("spec", name, refused.Message)]);
        }
    }

    public Task DeleteAsync(string @namespace, string name, CancellationToken cancellationToken) =>
        store.RevokeAsync(@namespace, name, cancellationToken);

    private JsonObject Show(LedgerKey key, string? secret) =>
        (JsonObject)JsonSerializer.SerializeToNode(
            new Api.ApiKey
            {
                ApiVersion = Kind.ApiVersion,
                Kind = Kind.Kind,
                Metadata =
                {
                    Name = key.Name,
                    Namespace = key.Namespace,
                    Uid = key.Id.ToString(),
                    ResourceVersion = key.Revision.ToString(CultureInfo.InvariantCulture),
                    CreationTimestamp = key.CreatedAt,
                },
                Spec = { Deployments = key.Scope.Deployments.Count > 0 ? [.. key.Scope.Deployments] : null, ExpiresAt = key.ExpiresAt },
                Status = new ApiKeyStatus { Secret = secret, Prefix = key.Prefix, LastUsedAt = key.LastUsedAt },
            },
            ApiJson.Options)!;
}
