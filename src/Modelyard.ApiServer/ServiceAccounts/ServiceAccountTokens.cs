using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Modelyard.ApiServer;

/// <summary>Issues tokens of service accounts, and tells whose token one is. A token ends with its time, its account, or the object it is bound to.</summary>
internal sealed class ServiceAccountTokens(TokenKey key, ObjectStore objects, KindCatalog catalog, TimeProvider time)
{
    /// <summary>Who issues tokens and, unless asked otherwise, for whom.</summary>
    public const string Issuer = "https://kubernetes.default.svc.cluster.local";

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    public string Issue(TokenClaims claims, IReadOnlyList<string> audiences, DateTimeOffset expires)
    {
        var now = time.GetUtcNow();
        return _handler.CreateToken(
            JsonSerializer.Serialize(new Dictionary<string, object>
            {
                ["iss"] = Issuer,
                ["sub"] = ServiceAccountIdentity.UserName(claims.Namespace, claims.ServiceAccount.Name),
                ["aud"] = audiences,
                ["iat"] = now.ToUnixTimeSeconds(),
                ["nbf"] = now.ToUnixTimeSeconds(),
                ["exp"] = expires.ToUnixTimeSeconds(),
                ["jti"] = Guid.NewGuid().ToString(),
                [TokenClaims.Name] = claims,
            }),
            new SigningCredentials(key.Key, SecurityAlgorithms.EcdsaSha256));
    }

    /// <summary>Whose token it is; null when it is not ours, not for any of these audiences, expired, or its account is gone.</summary>
    public async ValueTask<(UserIdentity User, IReadOnlyList<string> Audiences)?> FindAsync(
        string token, IReadOnlyList<string> audiences, CancellationToken cancellationToken)
    {
        var result = _handler.ValidateToken(token, new TokenValidationParameters
        {
            ValidIssuer = Issuer,
            ValidAudiences = audiences,
            IssuerSigningKey = key.Key,
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            LifetimeValidator = (notBefore, expires, _, _) => IsCurrent(notBefore, expires),
        });
        if (!result.IsValid || result.SecurityToken is not JsonWebToken read || Claims(read) is not { } claims)
        {
            return null;
        }

        var alive = await IsThereAsync("serviceaccounts", claims.Namespace, claims.ServiceAccount, cancellationToken)
            && (claims.Pod is null || await IsThereAsync("pods", claims.Namespace, claims.Pod, cancellationToken))
            && (claims.Secret is null || await IsThereAsync("secrets", claims.Namespace, claims.Secret, cancellationToken));
        return alive
            ? (ServiceAccountIdentity.Of(claims.Namespace, claims.ServiceAccount.Name, claims.ServiceAccount.Uid), [.. read.Audiences.Intersect(audiences)])
            : null;
    }

    private bool IsCurrent(DateTime? notBefore, DateTime? expires)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return notBefore <= now && now < expires;
    }

    private async ValueTask<bool> IsThereAsync(string plural, string @namespace, TokenClaims.Reference reference, CancellationToken cancellationToken) =>
        catalog.Current.Find("", "v1", plural) is { } kind
        && await objects.FindAsync(kind, @namespace, reference.Name, cancellationToken) is { } live
        && live.Meta().Uid == reference.Uid
        && !live.Meta().IsBeingDeleted;

    private static TokenClaims? Claims(JsonWebToken token)
    {
        try
        {
            // The library reads claims with a JSON reader of its own, which knows no types of ours.
            using var payload = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(token.EncodedPayload));
            return payload.RootElement.TryGetProperty(TokenClaims.Name, out var claims) ? claims.Deserialize<TokenClaims>() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
