using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Modelyard.Api;

namespace Modelyard.WebConsole;

/// <summary>Whether a provider really says so: to us, now, and in answer to what we asked (OpenID Connect Core, 3.1.3.7).</summary>
internal sealed class IdTokenVerifier(ProviderBook providers, TimeProvider time)
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(2);

    // Asymmetric ones only: with the others whoever knows the client's password could sign.
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private readonly JsonWebTokenHandler _handler = new() { MaximumTokenSizeInBytes = 64 * 1024 };

    /// <summary>The claims of a token that counts.</summary>
    /// <exception cref="ProviderException">It does not.</exception>
    public async Task<JsonElement> VerifyAsync(IdentityProvider provider, string token, string nonce, CancellationToken cancellationToken)
    {
        var configuration = await providers.GetAsync(provider, cancellationToken);
        var result = Validate(provider.Spec, configuration, token);
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException && await providers.RenewAsync(provider, cancellationToken) is { } renewed)
        {
            // The provider signs with a key that it did not have when it was last asked.
            result = Validate(provider.Spec, renewed, token);
        }

        if (!result.IsValid || result.SecurityToken is not JsonWebToken read)
        {
            throw Invalid(result.Exception?.Message ?? "it cannot be read", result.Exception);
        }

        // The library reads claims with a JSON reader of its own, which loses their types.
        using var payload = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(read.EncodedPayload));
        var claims = payload.RootElement.Clone();
        Require(Text(claims, "nonce") is { } given && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(nonce)), "it was not made for this attempt to sign in");
        Require(Text(claims, "sub") is { Length: > 0 }, "it has no subject");
        var authorized = Text(claims, "azp");
        Require(authorized is null ? read.Audiences.Count() == 1 : authorized == provider.Spec.ClientId, "it was given to another client");
        return claims;
    }

    internal static string? Text(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private TokenValidationResult Validate(IdentityProviderSpec provider, OpenIdConnectConfiguration configuration, string token) =>
        _handler.ValidateToken(token, new TokenValidationParameters
        {
            ValidIssuer = provider.Issuer,
            ValidAudience = provider.ClientId,
            IssuerSigningKeys = configuration.SigningKeys,
            ValidAlgorithms = Algorithms,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            LifetimeValidator = IsCurrent,
        });

    private bool IsCurrent(DateTime? notBefore, DateTime? expires, SecurityToken token, TokenValidationParameters parameters)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return expires is { } end && now - ClockSkew < end && (notBefore is not { } begin || begin <= now + ClockSkew)
            && token is JsonWebToken read && read.IssuedAt <= now + ClockSkew;
    }

    private static void Require(bool condition, string why)
    {
        if (!condition)
        {
            throw Invalid(why, null);
        }
    }

    private static ProviderException Invalid(string why, Exception? inner) => new("TokenInvalid", $"The provider's token does not count: {why}.", inner);
}
