using System.Net;
using Microsoft.AspNetCore.Http;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>Finds out who calls: each way of proving it is one line here.</summary>
internal sealed class RequestAuthenticator
{
    private const string AsUser = "Impersonate-User";
    private const string AsGroup = "Impersonate-Group";

    public UserIdentity? Authenticate(HttpContext http)
    {
        var user = http.Features.Get<UserIdentity>()
            ?? ClientCertificateIdentity.Of(http.Connection.ClientCertificate);
        return user is null ? null : Impersonate(http, user);
    }

    /// <summary>An administrator may act as somebody else, as <c>kubectl --as</c> asks; what then counts are that user's rights.</summary>
    private static UserIdentity Impersonate(HttpContext http, UserIdentity user)
    {
        var headers = http.Request.Headers;
        if (headers[AsUser].ToString() is not { Length: > 0 } name)
        {
            return headers.ContainsKey(AsGroup) ? throw StatusErrors.BadRequest($"requested groups without impersonating a user: send {AsUser} too") : user;
        }

        return RequestAuthorizer.IsAdministrator(user)
            ? UserIdentity.Of(name, headers[AsGroup].OfType<string>())
            : throw new StatusException(
                HttpStatusCode.Forbidden,
                StatusReason.Forbidden,
                $"users \"{name}\" is forbidden: User \"{user.Name}\" cannot impersonate resource \"users\" in API group \"\" at the cluster scope",
                new StatusDetails { Name = name, Kind = "users" });
    }
}
