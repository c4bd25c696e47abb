using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Modelyard.Api;

namespace Modelyard.WebConsole;

/// <summary>Reads the discovery document of a provider with its keys, and whether it offers what is needed.</summary>
internal static class ProviderMetadata
{
    private const string Document = "/.well-known/openid-configuration";

    /// <exception cref="ProviderException">It cannot be reached, or cannot be used.</exception>
    public static async Task<OpenIdConnectConfiguration> ReadAsync(IdentityProviderSpec provider, CancellationToken cancellationToken)
    {
        using var connection = new ProviderConnection(provider);
        OpenIdConnectConfiguration found;
        try
        {
            found = await OpenIdConnectConfigurationRetriever.GetAsync(provider.Issuer!.TrimEnd('/') + Document, connection, cancellationToken);
        }
        catch (Exception e) when (e is not (ProviderException or OperationCanceledException))
        {
            // The library wraps what its reader of JSON throws, and that in exceptions of several kinds.
            throw new ProviderException("ProviderUnusable", $"The discovery document of {provider.Issuer} cannot be read: {e.Message}", e);
        }

        return Problem(provider, found) is { } problem ? throw new ProviderException("ProviderUnusable", problem) : found;
    }

    private static string? Problem(IdentityProviderSpec provider, OpenIdConnectConfiguration found) =>
        found.Issuer != provider.Issuer ? $"The discovery document says that it is of \"{found.Issuer}\", but spec.issuer is \"{provider.Issuer}\": they must be equal, to the last slash."
        : string.IsNullOrEmpty(found.AuthorizationEndpoint) || string.IsNullOrEmpty(found.TokenEndpoint) ? "The discovery document names no authorization_endpoint or no token_endpoint."
        : found.ResponseTypesSupported.Count > 0 && !found.ResponseTypesSupported.Contains("code") ? "The provider does not support the authorization code flow (response type \"code\")."
        : !SupportsS256(found) ? "The provider supports PKCE, but not with S256."
        : found.SigningKeys.Count == 0 ? "The provider publishes no keys that its tokens could be signed with."
        : null;

    // Who says nothing of PKCE ignores what it does not know (RFC 7636, 5), and may know it nevertheless.
    private static bool SupportsS256(OpenIdConnectConfiguration found) =>
        !found.AdditionalData.TryGetValue("code_challenge_methods_supported", out var methods) || methods?.ToString()?.Contains("S256", StringComparison.Ordinal) == true;
}
