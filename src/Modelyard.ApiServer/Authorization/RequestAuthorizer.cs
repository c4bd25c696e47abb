using System.Net;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>
/// Decides who may do what: administrators and this program's own parts may do all, everybody else what roles bound to them say.
/// </summary>
internal sealed class RequestAuthorizer(RoleBook book, RoleFollower follower)
{
    public async ValueTask<bool> AllowsAsync(UserIdentity user, AccessAttributes wanted, CancellationToken cancellationToken)
    {
        if (IsAdministrator(user))
        {
            return true;
        }

        await follower.CatchUpAsync(cancellationToken);
        return book.Current.RulesFor(user, wanted.Namespace).Any(rule => rule.Allows(wanted));
    }

    /// <summary>What a user may do in a namespace.</summary>
    public async ValueTask<IReadOnlyList<PolicyRule>> RulesForAsync(UserIdentity user, string @namespace, CancellationToken cancellationToken)
    {
        await follower.CatchUpAsync(cancellationToken);
        var rules = book.Current.RulesFor(user, @namespace);
        return [.. IsAdministrator(user) ? [.. Everything, .. rules] : rules];
    }

    /// <summary>All that a user may do.</summary>
    public async ValueTask<UserRights> RightsOfAsync(UserIdentity user, CancellationToken cancellationToken)
    {
        await follower.CatchUpAsync(cancellationToken);
        return new UserRights(user, book.Current);
    }

    public static bool IsAdministrator(UserIdentity user) => user.Groups.Contains(UserIdentity.Masters);

    /// <exception cref="StatusException">Forbidden.</exception>
    public async ValueTask RequireAsync(UserIdentity user, AccessAttributes wanted, CancellationToken cancellationToken)
    {
        if (!await AllowsAsync(user, wanted, cancellationToken))
        {
            throw Refuse(user, wanted);
        }
    }

    private static readonly PolicyRule[] Everything =
    [
        new() { Verbs = ["*"], ApiGroups = ["*"], Resources = ["*"] },
        new() { Verbs = ["*"], NonResourceUrls = ["*"] },
    ];

    private static StatusException Refuse(UserIdentity user, AccessAttributes wanted)
    {
        if (wanted.Path is { } path)
        {
            return new StatusException(
                HttpStatusCode.Forbidden, StatusReason.Forbidden, $"forbidden: User \"{user.Name}\" cannot {wanted.Verb} path \"{path}\"", new StatusDetails());
        }

        var qualified = wanted.Group.Length == 0 ? wanted.Resource : $"{wanted.Resource}.{wanted.Group}";
        var subject = wanted.Name.Length == 0 ? qualified : $"{qualified} \"{wanted.Name}\"";
        var scope = wanted.Namespace.Length == 0 ? "at the cluster scope" : $"in the namespace \"{wanted.Namespace}\"";
        return new StatusException(
            HttpStatusCode.Forbidden,
            StatusReason.Forbidden,
            $"{subject} is forbidden: User \"{user.Name}\" cannot {wanted.Verb} resource \"{wanted.RuleResource}\" in API group \"{wanted.Group}\" {scope}",
            new StatusDetails
            {
                Name = wanted.Name.Length == 0 ? null : wanted.Name,
                Group = wanted.Group.Length == 0 ? null : wanted.Group,
                Kind = wanted.Resource,
            });
    }
}
