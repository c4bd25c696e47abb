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

        if (request.Scope.Namespaces.Count > MaxScopeEntries || request.Scope.Models.Count > MaxScopeEntries)
        {
            errors.Add($"scope: at most {MaxScopeEntries} namespaces and {MaxScopeEntries} models can be listed.");
        }

        errors.AddRange(request.Scope.Namespaces.Where(n => !DnsLabel().IsMatch(n)).Select(n => $"scope.namespaces: \"{n}\" is not a namespace."));
        errors.AddRange(request.Scope.Models.Where(m => !Model().IsMatch(m)).Select(m => $"scope.models: \"{m}\" is neither name nor namespace/name."));
        return errors;
    }

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\z")]
    private static partial Regex DnsLabel();

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z")]
    private static partial Regex DnsSubdomain();

    [GeneratedRegex(@"^([a-z0-9]([-a-z0-9]*[a-z0-9])?/)?[a-z0-9]([-.a-z0-9]*[a-z0-9])?\z")]
    private static partial Regex Model();
}
