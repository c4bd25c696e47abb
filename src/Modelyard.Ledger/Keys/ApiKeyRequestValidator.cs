using System.Text.RegularExpressions;

namespace Modelyard.Ledger;

internal static partial class ApiKeyRequestValidator
{
    private const int MaxScopeEntries = 1000;

    /// <summary>All that is wrong with <paramref name="request"/>, each as a sentence that names the field.</summary>
    public static IReadOnlyList<string> Validate(ApiKeyRequest request, DateTimeOffset now)
    {
        var errors = new List<string>();
        if (!DnsLabel().IsMatch(request.Namespace))
        {
            errors.Add($"namespace: \"{request.Namespace}\" is not a name: use up to 63 lower-case letters, digits and '-'.");
        }

        if (!DnsSubdomain().IsMatch(request.Name) || request.Name.Length > 253)
        {
            errors.Add($"name: \"{request.Name}\" is not a name: use up to 253 lower-case letters, digits, '-' and '.'.");
        }

        if (request.ExpiresAt <= now)
        {
            errors.Add($"expiresAt: {request.ExpiresAt:u} is not in the future.");
        }

        if (request.Scope is { } scope)
        {
            errors.AddRange(ScopeErrors(scope));
        }

        if (request.User is not null && request.ServiceAccount is not null)
        {
            errors.Add("user: a key is for a user or for a service account, not for both.");
        }

        errors.AddRange(LimitErrors(request));
        return errors;
    }

    private static IEnumerable<string> ScopeErrors(ApiKeyScope scope)
    {
        if (scope.Deployments.Count > MaxScopeEntries || scope.Endpoints.Count > MaxScopeEntries)
        {
            yield return $"scope: at most {MaxScopeEntries} deployments and {MaxScopeEntries} endpoints can be listed.";
        }

        foreach (var error in Names("scope.deployments", scope.Deployments).Concat(Names("scope.endpoints", scope.Endpoints)))
        {
            yield return error;
        }

        if (scope.Permissions is ApiKeyPermissions.None || (scope.Permissions & ~ApiKeyPermissions.All) != 0)
        {
            yield return "scope.permissions: a key needs at least one of invoke and read.";
        }
    }

    private static IEnumerable<string> Names(string field, IEnumerable<string> names) =>
        names.Where(n => !QualifiedName().IsMatch(n)).Select(n => $"{field}: \"{n}\" is neither name nor namespace/name.");

    private static IEnumerable<string> LimitErrors(ApiKeyRequest request)
    {
        var limits = request.Limits;
        if (limits is { RequestsPerMinute: <= 0 } or { TokensPerMinute: <= 0 } or { ConcurrentRequests: <= 0 })
        {
            yield return "limits: a limit must be at least 1; leave it out for none.";
        }

        if (request.Budget is { AmountMicros: < 0 })
        {
            yield return "budget.amount: it cannot be negative.";
        }

        if (request.Budget is { } budget && !Currency().IsMatch(budget.Currency))
        {
            yield return $"budget.currency: \"{budget.Currency}\" is not a currency: use three letters as ISO 4217 does, such as EUR.";
        }
    }

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\z")]
    private static partial Regex DnsLabel();

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z")]
    private static partial Regex DnsSubdomain();

    [GeneratedRegex(@"^([a-z0-9]([-a-z0-9]*[a-z0-9])?/)?[a-z0-9]([-.a-z0-9]*[a-z0-9])?\z")]
    private static partial Regex QualifiedName();

    [GeneratedRegex(@"^[A-Z]{3}\z")]
    private static partial Regex Currency();
}
