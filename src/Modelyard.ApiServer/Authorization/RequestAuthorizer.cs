using System.Net;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>Decides who may do what. Administrators and this program's own parts may do all; nobody else has rights yet.</summary>
internal sealed class RequestAuthorizer
{
    public bool Allows(UserIdentity user, AccessAttributes attributes) => IsAdministrator(user);

    public static bool IsAdministrator(UserIdentity user) => user.Groups.Contains(UserIdentity.Masters);

    /// <exception cref="StatusException">Forbidden.</exception>
    public void Require(UserIdentity user, AccessAttributes attributes)
    {
        if (!Allows(user, attributes))
        {
            throw Refuse(user, attributes);
        }
    }

    private static StatusException Refuse(UserIdentity user, AccessAttributes wanted)
    {
        var resource = wanted.Subresource.Length == 0 ? wanted.Resource : $"{wanted.Resource}/{wanted.Subresource}";
        var qualified = wanted.Group.Length == 0 ? wanted.Resource : $"{wanted.Resource}.{wanted.Group}";
        var subject = wanted.Name.Length == 0 ? qualified : $"{qualified} \"{wanted.Name}\"";
        var scope = wanted.Namespace.Length == 0 ? "at the cluster scope" : $"in the namespace \"{wanted.Namespace}\"";
        return new StatusException(
            HttpStatusCode.Forbidden,
            StatusReason.Forbidden,
            $"{subject} is forbidden: User \"{user.Name}\" cannot {wanted.Verb} resource \"{resource}\" in API group \"{wanted.Group}\" {scope}",
            new StatusDetails
            {
                Name = wanted.Name.Length == 0 ? null : wanted.Name,
                Group = wanted.Group.Length == 0 ? null : wanted.Group,
                Kind = wanted.Resource,
            });
    }
}
