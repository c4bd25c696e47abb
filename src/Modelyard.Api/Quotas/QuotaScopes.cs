namespace Modelyard.Api;

/// <summary>Which pods a quota is about.</summary>
public static class QuotaScopes
{
    /// <summary>With a deadline.</summary>
    public const string Terminating = "Terminating";

    /// <summary>Without a deadline.</summary>
    public const string NotTerminating = "NotTerminating";

    /// <summary>That ask for no processor and no memory.</summary>
    public const string BestEffort = "BestEffort";

    /// <summary>That ask for some.</summary>
    public const string NotBestEffort = "NotBestEffort";

    internal static readonly string[] All = [BestEffort, NotBestEffort, NotTerminating, Terminating];

    internal static readonly (string, string)[] Opposites = [(BestEffort, NotBestEffort), (Terminating, NotTerminating)];

    /// <summary>All scopes of a quota, whichever way they are written.</summary>
    public static IEnumerable<string> Of(ResourceQuotaSpec quota) =>
        (quota.Scopes ?? []).Concat((quota.ScopeSelector?.MatchExpressions ?? []).Select(e => e.ScopeName ?? ""));
}
