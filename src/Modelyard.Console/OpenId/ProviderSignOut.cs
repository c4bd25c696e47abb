using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.WebConsole;

/// <summary>
/// Where somebody goes on to who has signed out here, to be signed out at their provider too (OpenID Connect RP-Initiated Logout). Tokens are not kept, so the
/// provider is told who asks by the client's ID, and may ask the person whether they mean it.
/// </summary>
internal sealed partial class ProviderSignOut(IResourceClient api, ProviderBook providers, ILogger<ProviderSignOut> logger)
{
    /// <summary>The address at the provider; null when it is enough to have signed out here.</summary>
    public async Task<string?> AddressAsync(HttpContext http, ConsoleSession session)
    {
        if (session.Provider == Session.Local
            || await api.TryGetAsync<IdentityProvider>(new NamespacedName("", session.Provider), http.RequestAborted) is not { Spec.SignOutThere: true } provider)
        {
            return null;
        }

        try
        {
            var configuration = await providers.GetAsync(provider, http.RequestAborted);
            return configuration.EndSessionEndpoint is { Length: > 0 } endpoint
                ? QueryHelpers.AddQueryString(ProviderConnection.Allowed(endpoint).AbsoluteUri, new Dictionary<string, string?>
                {
                    ["client_id"] = provider.Spec.ClientId,
                    ["post_logout_redirect_uri"] = $"{http.Request.Scheme}://{http.Request.Host}/",
                })
                : null;
        }
        catch (ProviderException e)
        {
            // They are signed out here, whatever the provider does.
            Log.NotThere(logger, session.Provider, e.Reason, e.Message);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "somebody who signed out could not be sent to {Provider} to sign out there ({Reason}): {Message}")]
        public static partial void NotThere(ILogger logger, string provider, string reason, string message);
    }
}
