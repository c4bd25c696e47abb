using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Ledger;
using LedgerKey = Modelyard.Ledger.ApiKey;

namespace Modelyard.ApiServer;

/// <summary>API keys as resources. Deleting one revokes it; revoked keys stay in the ledger but are no longer shown.</summary>
internal sealed class ApiKeyKind(ApiKeyStore store, Tenancy tenancy) : IVirtualKind
{
    private static readonly TimeSpan DefaultOverlap = TimeSpan.FromHours(24);

    public KindDescriptor Kind => LedgerKinds.ApiKeys;

    public async Task<JsonObject?> FindAsync(VirtualCall call, string name, CancellationToken cancellationToken) =>
        await store.GetAsync(call.Namespace, name, cancellationToken) is { } key ? Show(key, null) : null;

    public async Task<VirtualPage> ListAsync(VirtualQuery query, CancellationToken cancellationToken)
    {
        var keys = await store.ListAsync(query.Namespace, includeRevoked: false, cancellationToken);
        return new VirtualPage([.. keys.Select(key => Show(key, null)).Where(query.Filter.Matches)], null);
    }

    public async Task<JsonObject> CreateAsync(VirtualCall call, JsonObject document, CancellationToken cancellationToken)
    {
        var wanted = document.Deserialize<Api.ApiKey>(ApiJson.Options)!;
        var spec = wanted.Spec;
        var created = await store.CreateAsync(
            new ApiKeyRequest(call.Namespace, wanted.Metadata.Name!)
            {
                User = spec.User,
                ServiceAccount = spec.ServiceAccount,
                Scope = Scope(spec),
                Limits = LedgerValues.Limits(spec.Limits),
                Budget = LedgerValues.Budget(spec.Budget),
                Labels = wanted.Metadata.Labels,
                ExpiresAt = spec.ExpiresAt,
                LongestLife = await LongestLifeAsync(call.Namespace, cancellationToken),
                Rotates = spec.Rotates,
                Overlap = spec.Overlap is { } overlap && DurationText.TryParse(overlap, out var time) ? time : DefaultOverlap,
            },
            cancellationToken);
        return Show(created.Key, created.Secret);
    }

    public Task DeleteAsync(VirtualCall call, string name, CancellationToken cancellationToken) =>
        store.RevokeAsync(call.Namespace, name, cancellationToken);

    private static ApiKeyScope? Scope(ApiKeySpec spec) => spec is { Deployments: null, Endpoints: null, Permissions: null }
        ? null
        : new ApiKeyScope(spec.Deployments ?? [])
        {
            Endpoints = spec.Endpoints ?? [],
            Permissions = spec.Permissions is { Count: > 0 } given
                ? given.Aggregate(ApiKeyPermissions.None, static (sum, p) => sum | (p == "invoke" ? ApiKeyPermissions.Invoke : ApiKeyPermissions.Read))
                : ApiKeyPermissions.All,
        };

    private static List<string>? Permissions(ApiKeyPermissions permissions) => permissions switch
    {
        ApiKeyPermissions.Invoke => ["invoke"],
        ApiKeyPermissions.Read => ["read"],
        _ => null,
    };

    private async Task<TimeSpan?> LongestLifeAsync(string @namespace, CancellationToken cancellationToken) =>
        (await tenancy.OwnerOfAsync(@namespace, cancellationToken))?.Spec.Keys?.MaxLifetime is { } text && DurationText.TryParse(text, out var life) ? life : null;

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
                    Labels = key.Labels.Count > 0 ? new Dictionary<string, string>(key.Labels) : null,
                },
                Spec =
                {
                    User = key.User,
                    ServiceAccount = key.ServiceAccount,
                    Deployments = LedgerValues.List(key.Scope.Deployments),
                    Endpoints = LedgerValues.List(key.Scope.Endpoints),
                    Permissions = Permissions(key.Scope.Permissions),
                    ExpiresAt = key.ExpiresAt,
                    Limits = LedgerValues.Limits(key.Limits),
                    Budget = LedgerValues.Budget(key.Budget),
                },
                Status = new ApiKeyStatus
                {
                    Secret = secret,
                    Prefix = key.Prefix,
                    LastUsedAt = key.LastUsedAt,
                    RotatedFrom = key.RotatedFrom,
                    ReplacedBy = key.ReplacedBy,
                },
            },
            ApiJson.Options)!;
}
