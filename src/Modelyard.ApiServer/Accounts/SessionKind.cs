using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Ledger;
using LedgerSession = Modelyard.Ledger.Session;

namespace Modelyard.ApiServer;

/// <summary>
/// Who is signed in where. Everybody sees and ends their own sessions; those of others who has rights to accounts: to list or read them for seeing, to
/// update them for ending, since disabling an account ends its sessions too.
/// </summary>
internal sealed class SessionKind(SessionStore store, AccountStore accounts, RequestAuthorizer authorizer, ActingRights acting) : IVirtualKind
{
    private const string UserField = "spec.user";
    private const string Revision = "1";

    public KindDescriptor Kind => LedgerKinds.Sessions;

    public bool NamesItsObjects => true;

    public async Task<JsonObject?> FindAsync(VirtualCall call, string name, CancellationToken cancellationToken) =>
        await store.GetAsync(name, cancellationToken) is { } session && await MayAsync(call.User, "get", session.User, cancellationToken) ? Show(session, null) : null;

    public async Task<VirtualPage> ListAsync(VirtualQuery query, CancellationToken cancellationToken)
    {
        var all = await MayAsync(query.User, "list", null, cancellationToken);
        var sessions = await store.ListAsync(all ? query.Filter.Fields.EqualTo(UserField) : query.User.Name, cancellationToken);
        return new VirtualPage([.. sessions.Select(s => Show(s, null)).Where(query.Filter.Matches)], null);
    }

    public async Task<JsonObject> CreateAsync(VirtualCall call, JsonObject document, CancellationToken cancellationToken)
    {
        var spec = document.Deserialize<Api.Session>(ApiJson.Options)!.Spec!;
        call.Audit?.Concern(spec.User!, spec.Address);
        var isLocal = spec.Provider == Api.Session.Local;
        var account = isLocal ? await accounts.GetAsync(spec.User!, cancellationToken) : null;
        var groups = isLocal ? account?.Groups ?? [] : spec.Groups ?? [];
        await acting.RequireAsync(Kind, "", spec.User!, groups, call.User, cancellationToken);
        var created = await store.CreateAsync(
            new LedgerSession
            {
                Name = "",
                User = spec.User!,
                DisplayName = spec.DisplayName,
                Groups = groups,
                Provider = spec.Provider!,
                UserAgent = spec.UserAgent,
                Address = spec.Address,
                ExpiresAt = spec.Expires ?? DateTimeOffset.MaxValue,
            },
            cancellationToken);
        return Show(created.Session, created.Token);
    }

    public async Task DeleteAsync(VirtualCall call, string name, CancellationToken cancellationToken)
    {
        if (await store.GetAsync(name, cancellationToken) is not { } session || !await MayAsync(call.User, "get", session.User, cancellationToken))
        {
            throw StatusErrors.NotFound(Kind, name);
        }

        call.Audit?.Concern(session.User);
        if (session.User != call.User.Name)
        {
            await authorizer.RequireAsync(call.User, OnAccount("update", session.User), cancellationToken);
        }

        await store.EndAsync(name, cancellationToken);
    }

    private static AccessAttributes OnAccount(string verb, string? user) => new(verb, LedgerKinds.Accounts.Group, LedgerKinds.Accounts.Plural, "", "", user ?? "");

    private async ValueTask<bool> MayAsync(UserIdentity caller, string verb, string? owner, CancellationToken cancellationToken) =>
        caller.Name == owner || await authorizer.AllowsAsync(caller, OnAccount(verb, owner), cancellationToken);

    private JsonObject Show(LedgerSession session, string? token) =>
        (JsonObject)JsonSerializer.SerializeToNode(
            new Api.Session
            {
                ApiVersion = Kind.ApiVersion,
                Kind = Kind.Kind,
                Metadata = { Name = session.Name, Uid = session.Name, ResourceVersion = Revision, CreationTimestamp = session.CreatedAt },
                Spec = new SessionSpec
                {
                    User = session.User,
                    DisplayName = session.DisplayName,
                    Groups = LedgerValues.List(session.Groups),
                    Provider = session.Provider,
                    Expires = session.ExpiresAt,
                    UserAgent = session.UserAgent,
                    Address = session.Address,
                },
                Status = new SessionStatus
                {
                    LastSeen = session.LastSeen,
                    Expires = store.Options.EndOf(session),
                    Token = token,
                    Csrf = token is null ? null : SessionToken.CsrfOf(token),
                },
            },
            ApiJson.Options)!;
}
