namespace Modelyard.Ledger;

/// <summary>How one key takes the place of another, and what becomes of the other.</summary>
internal static class ApiKeyRotation
{
    /// <summary>What is wanted, with what it does not say taken from the key that is replaced.</summary>
    public static ApiKeyRequest Inherit(ApiKeyRequest request, ApiKey old, DateTimeOffset now)
    {
        if (old.ReplacedBy is { } successor)
        {
            throw new LedgerException(LedgerFailure.Invalid, $"rotates: \"{old.Name}\" has been replaced by \"{successor}\" already. Rotate that one.");
        }

        var belongsToSomebody = request.User is not null || request.ServiceAccount is not null;
        return request with
        {
            User = belongsToSomebody ? request.User : old.User,
            ServiceAccount = belongsToSomebody ? request.ServiceAccount : old.ServiceAccount,
            Scope = request.Scope ?? old.Scope,
            Limits = request.Limits ?? old.Limits,
            Budget = request.Budget ?? old.Budget,
            Labels = request.Labels ?? old.Labels,
            ExpiresAt = request.ExpiresAt ?? (old.ExpiresAt is { } end ? now + Shorter(end - old.CreatedAt, request.LongestLife) : null),
        };
    }

    /// <summary>The key that is replaced: it works until the end of the overlap, unless it would have expired before.</summary>
    public static ApiKey Retire(ApiKey old, string successor, DateTimeOffset end) =>
        old with { ReplacedBy = successor, ExpiresAt = old.ExpiresAt < end ? old.ExpiresAt : end };

    private static TimeSpan Shorter(TimeSpan life, TimeSpan? longest) => life > longest ? longest.Value : life;
}
