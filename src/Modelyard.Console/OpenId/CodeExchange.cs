using System.Text.Json;
using Modelyard.Api;

namespace Modelyard.WebConsole;

/// <summary>From the code that a browser brings back to the claims about whoever sits before it.</summary>
internal sealed class CodeExchange(ProviderBook providers, IdTokenVerifier verifier, ClientSecrets secrets)
{
    /// <exception cref="ProviderException">The provider does not vouch for anybody.</exception>
    public async Task<JsonElement> RedeemAsync(IdentityProvider provider, SignInTicket ticket, string code, string redirect, CancellationToken cancellationToken)
    {
        var configuration = await providers.GetAsync(provider, cancellationToken);
        using var connection = new ProviderConnection(provider.Spec);
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = redirect,
            ["code_verifier"] = ticket.Verifier,
        };
        var methods = configuration.TokenEndpointAuthMethodsSupported;
        var inForm = methods.Contains("client_secret_post") && !methods.Contains("client_secret_basic");
        var answer = Parse(await connection.PostAsync(
            configuration.TokenEndpoint, form, provider.Spec.ClientId!, await secrets.GetAsync(provider, cancellationToken), inForm, cancellationToken));
        if (IdTokenVerifier.Text(answer, "id_token") is not { } token)
        {
            throw new ProviderException("NoToken", "The provider gave no id_token for the code.");
        }

        var claims = await verifier.VerifyAsync(provider, token, ticket.Nonce, cancellationToken);
        return IsComplete(provider.Spec, claims) || string.IsNullOrEmpty(configuration.UserInfoEndpoint) || IdTokenVerifier.Text(answer, "access_token") is not { } access
            ? claims
            : Join(claims, Parse(await connection.GetUserAsync(configuration.UserInfoEndpoint, access, cancellationToken)));
    }

    private static bool IsComplete(IdentityProviderSpec spec, JsonElement claims) =>
        claims.TryGetProperty(spec.UsernameClaim ?? "email", out _) && (spec.GroupsClaim is not { } groups || claims.TryGetProperty(groups, out _));

    // Of what both say the token counts: it is signed.
    private static JsonElement Join(JsonElement claims, JsonElement more)
    {
        if (IdTokenVerifier.Text(more, "sub") != IdTokenVerifier.Text(claims, "sub"))
        {
            throw new ProviderException("TokenInvalid", "The provider's token and what it knows of the user are about different people.");
        }

        var joined = more.EnumerateObject().ToDictionary(p => p.Name, p => p.Value);
        foreach (var claim in claims.EnumerateObject())
        {
            joined[claim.Name] = claim.Value;
        }

        return JsonSerializer.SerializeToElement(joined);
    }

    private static JsonElement Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : throw new JsonException("it is no object");
        }
        catch (JsonException e)
        {
            throw new ProviderException("ProviderUnusable", $"An answer of the provider cannot be read: {e.Message}", e);
        }
    }
}
