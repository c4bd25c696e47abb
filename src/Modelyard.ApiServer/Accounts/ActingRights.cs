using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>
/// Whoever can make somebody able to sign in as a user can act as that user. So nobody does the one who may not do the other: who creates an account, gives
/// it a group or a password must have the right to <c>impersonate</c> the user and the groups, as <c>kubectl --as</c> asks for it.
/// </summary>
internal sealed class ActingRights(RequestAuthorizer authorizer)
{
    private const string Reserved = "system:";

    /// <summary>Refuses an account that gives more than its author holds.</summary>
    /// <exception cref="StatusException">Forbidden.</exception>
    public async ValueTask CheckAsync(KindDescriptor kind, JsonObject document, JsonObject? live, UserIdentity? user, CancellationToken cancellationToken)
    {
        if (!ReferenceEquals(kind, LedgerKinds.Accounts) || user is null)
        {
            return;
        }

        var name = document.Meta().Name!;
        var held = live is null ? [] : Groups(live);
        await RequireAsync(kind, name, live is null ? name : null, Groups(document).Except(held), user, cancellationToken);
    }

    /// <summary>Refuses who may not act as a user, or as one of some groups.</summary>
    /// <param name="kind">The kind of what they want to write.</param>
    /// <param name="name">Its name.</param>
    /// <param name="account">The user; null when it is only about groups.</param>
    /// <param name="groups">The groups.</param>
    /// <param name="user">Who wants it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StatusException">Forbidden.</exception>
    public async ValueTask RequireAsync(
        KindDescriptor kind, string name, string? account, IEnumerable<string> groups, UserIdentity user, CancellationToken cancellationToken)
    {
        if (RequestAuthorizer.IsAdministrator(user))
        {
            return;
        }

        if (account is not null)
        {
            await RequireAsync("users", account);
        }

        foreach (var group in groups)
        {
            if (group.StartsWith(Reserved, StringComparison.Ordinal))
            {
                throw StatusErrors.Forbidden(kind, name, $"only {UserIdentity.Masters} may give the group \"{group}\"");
            }

            await RequireAsync("groups", group);
        }

        async ValueTask RequireAsync(string resource, string subject)
        {
            if (!await authorizer.AllowsAsync(user, new AccessAttributes("impersonate", "", resource, "", "", subject), cancellationToken))
            {
                throw StatusErrors.Forbidden(
                    kind,
                    name,
                    $"user \"{user.Name}\" would be able to act as \"{subject}\" and may not: that takes the verb impersonate on {resource} \"{subject}\"");
            }
        }
    }

    private static IEnumerable<string> Groups(JsonObject account) =>
        account["spec"]?["groups"] is JsonArray groups ? groups.Select(g => g?.ToString()).OfType<string>() : [];
}
