using Modelyard.Ledger;

namespace Modelyard.Gateway;

/// <summary>Finds the key of the bearer token.</summary>
internal sealed class Authenticate(ApiKeyDirectory keys) : IGatewayStep
{
    private const string Scheme = "Bearer ";

    public ValueTask<OpenAIError?> RunAsync(GatewayCall call)
    {
        var header = call.Http.Request.Headers.Authorization;
        var value = header.Count == 1 ? header[0].AsSpan() : default;
        if (!value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || value[Scheme.Length..].IsWhiteSpace())
        {
            return ValueTask.FromResult<OpenAIError?>(OpenAIErrors.MissingKey());
        }

        var secret = value[Scheme.Length..].Trim();
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

    // Enough for its owner to recognise it; it may be somebody's valid key for another service.
    private static string Redact(ReadOnlySpan<char> secret) =>
        secret.Length < 16 ? "****" : $"{secret[..6]}****{secret[^4..]}";
}
