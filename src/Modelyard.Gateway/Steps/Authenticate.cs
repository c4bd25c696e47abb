using Microsoft.AspNetCore.Http;
using Modelyard.Ledger;

namespace Modelyard.Gateway;

/// <summary>Finds the key that is presented.</summary>
internal sealed class Authenticate(ApiKeyDirectory keys) : IGatewayStep
{
    private const string Scheme = "Bearer ";

    public ValueTask<OpenAIError?> RunAsync(GatewayCall call)
    {
        var secret = SecretOf(call.Http.Request.Headers);
        if (secret.IsWhiteSpace())
        {
            return ValueTask.FromResult<OpenAIError?>(OpenAIErrors.MissingKey());
        }

        var (verdict, key) = keys.Authenticate(secret);
        if (verdict == ApiKeyVerdict.Valid)
        {
            call.Key = key!;
            return default;
        }

        var redacted = Redact(secret);
        return ValueTask.FromResult<OpenAIError?>(verdict switch
        {
            ApiKeyVerdict.Expired => OpenAIErrors.ExpiredKey(redacted, key!.ExpiresAt!.Value),
            ApiKeyVerdict.Revoked => OpenAIErrors.RevokedKey(redacted),
            _ => OpenAIErrors.IncorrectKey(redacted),
        });
    }

    // Anthropic's clients have a header of their own for it.
    private static ReadOnlySpan<char> SecretOf(IHeaderDictionary headers)
    {
        var authorization = headers.Authorization;
        if (authorization.Count == 0)
        {
            var key = headers["x-api-key"];
            return key.Count == 1 ? key[0].AsSpan().Trim() : default;
        }

        var value = authorization.Count == 1 ? authorization[0].AsSpan() : default;
        return value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? value[Scheme.Length..].Trim() : default;
    }

    // Enough for its owner to recognise it; it may be somebody's valid key for another service.
    private static string Redact(ReadOnlySpan<char> secret) =>
        secret.Length < 16 ? "****" : $"{secret[..6]}****{secret[^4..]}";
}
