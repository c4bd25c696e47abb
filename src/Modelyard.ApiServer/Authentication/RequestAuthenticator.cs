using Microsoft.AspNetCore.Http;

namespace Modelyard.ApiServer;

/// <summary>Finds out who calls: each way of proving it is one line here.</summary>
internal sealed class RequestAuthenticator
{
    public UserIdentity? Authenticate(HttpContext http) =>
        http.Features.Get<UserIdentity>()
        ?? ClientCertificateIdentity.Of(http.Connection.ClientCertificate);
}
