using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;

namespace Modelyard.ApiServer;

/// <summary>Finds out who calls: each way of proving it is one line here.</summary>
internal sealed class RequestAuthenticator(ServiceAccountTokens tokens)
{
    public async ValueTask<UserIdentity?> AuthenticateAsync(HttpContext http) =>
        http.Features.Get<UserIdentity>()
            ?? ClientCertificateIdentity.Of(http.Connection.ClientCertificate)
            ?? await BearerAsync(http);

    private async ValueTask<UserIdentity?> BearerAsync(HttpContext http)
    {
        if (!AuthenticationHeaderValue.TryParse(http.Request.Headers.Authorization, out var header)
            || !header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase) || header.Parameter is not { } token)
        {
            return null;
        }

        return (await tokens.FindAsync(token, [ServiceAccountTokens.Issuer], http.RequestAborted))?.User;
    }
}
