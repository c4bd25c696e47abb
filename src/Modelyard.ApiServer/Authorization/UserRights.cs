namespace Modelyard.ApiServer;

/// <summary>What a user may do, at one moment: for who asks about many things at once.</summary>
internal sealed class UserRights(UserIdentity user, RoleBookSnapshot book)
{
    public bool Allow(AccessAttributes wanted) =>
        RequestAuthorizer.IsAdministrator(user) || book.RulesFor(user, wanted.Namespace).Any(rule => rule.Allows(wanted));
}
