using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Ledger;
using LedgerKey = Modelyard.Ledger.ApiKey;

namespace Modelyard.ApiServer;

/// <summary>
/// API keys as resources. Deleting one revokes it; revoked keys stay in the ledger but are no longer shown. Who may use them without the verb
/// <c>manage</c> has to do with their own keys only: those of others are not there for them.
/// </summary>
internal sealed class ApiKeyKind(ApiKeyStore store, Tenancy tenancy, RequestAuthorizer authorizer) : IVirtualKind
{
    /// <summary>The verb of who looks after the keys of everybody.</summary>
    public const string Manage = "manage";

    private static readonly TimeSpan DefaultOverlap = TimeSpan.FromHours(24);

    public KindDescriptor Kind => LedgerKinds.ApiKeys;

    public async Task<JsonObject?> FindAsync(VirtualCall call, string name, CancellationToken cancellationToken) =>
        await FindOwnAsync(call, name, cancellationToken) is { } key ? Show(key, null) : null;

    public async Task<VirtualPage> ListAsync(VirtualQuery query, CancellationToken cancellationToken)
    {
        var keys = await store.ListAsync(query.Namespace, includeRevoked: false, cancellationToken);
        var everybodys = await ManagesAsync(query.User, query.Namespace, cancellationToken);
        return new VirtualPage([.. keys.Where(key => everybodys || key.User == query.User.Name).Select(key => Show(key, null)).Where(query.Filter.Matches)], null);
    }

    public async Task<JsonObject> CreateAsync(VirtualCall call, JsonObject document, CancellationToken cancellationToken)
    {
        var created = await store.CreateAsync(await RequestAsync(call, document, cancellationToken), cancellationToken);
        return Show(created.Key, created.Secret);
    }

    public async Task CheckAsync(VirtualCall call, JsonObject document, CancellationToken cancellationToken) =>
        await store.CheckAsync(await RequestAsync(call, document, cancellationToken), cancellationToken);

    public async Task DeleteAsync(VirtualCall call, string name, CancellationToken cancellationToken)
    {
        if (await FindOwnAsync(call, name, cancellationToken) is null)
        {
            throw StatusErrors.NotFound(Kind, name);
        }

        await store.RevokeAsync(call.Namespace, name, cancellationToken);
    }

    private ValueTask<bool> ManagesAsync(UserIdentity user, string? project, CancellationToken cancellationToken) =>
        authorizer.AllowsAsync(user, new AccessAttributes(Manage, Kind.Group, Kind.Plural, "", project ?? "", ""), cancellationToken);

    private async Task<LedgerKey?> FindOwnAsync(VirtualCall call, string name, CancellationToken cancellationToken) =>
        await store.GetAsync(call.Namespace, name, cancellationToken) is { } key && (key.User == call.User.Name || await ManagesAsync(call.User, call.Namespace, cancellationToken))
            ? key
            : null;

    private async Task<ApiKeyRequest> RequestAsync(VirtualCall call, JsonObject document, CancellationToken cancellationToken)
    {
        var wanted = document.Deserialize<Api.ApiKey>(ApiJson.Options)!;
        var spec = wanted.Spec;
        if (!await ManagesAsync(call.User, call.Namespace, cancellationToken))
        {
            await MakeOwnAsync(call, wanted, cancellationToken);
        }

        return new ApiKeyRequest(call.Namespace, wanted.Metadata.Name!)
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
        };
    }

    // A key for nobody in particular, from somebody who makes keys for themselves, is theirs.
    private async Task MakeOwnAsync(VirtualCall call, Api.ApiKey wanted, CancellationToken cancellationToken)
    {
        var spec = wanted.Spec;
        if (spec.Rotates is { } old && await FindOwnAsync(call, old, cancellationToken) is null)
        {
            throw StatusErrors.NotFound(Kind, old);
        }

        if (spec.Rotates is null)
        {
            spec.User ??= spec.ServiceAccount is null ? call.User.Name : null;
            if (spec.User != call.User.Name)
            {
                throw StatusErrors.Forbidden(
                    Kind, wanted.Metadata.Name!, $"you may make keys for yourself here ({call.User.Name}); for others, ask somebody with the verb {Manage} on {Kind.Plural}");
            }
        }
    }

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
