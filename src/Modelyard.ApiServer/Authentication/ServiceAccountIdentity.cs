namespace Modelyard.ApiServer;

/// <summary>The user that a service account is.</summary>
internal static class ServiceAccountIdentity
{
    private const string Prefix = "system:serviceaccount:";
    private const string AllGroup = "system:serviceaccounts";

    public static string UserName(string @namespace, string name) => $"{Prefix}{@namespace}:{name}";

    public static UserIdentity Of(string @namespace, string name, string uid) =>
        UserIdentity.Of(UserName(@namespace, name), AllGroup, $"{AllGroup}:{@namespace}") with { Uid = uid };

    /// <summary>The groups of a user who is named as a service account is: impersonation need not list them.</summary>
    public static IEnumerable<string> GroupsOf(string userName) =>
        Parse(userName) is { } account ? [AllGroup, $"{AllGroup}:{account.Namespace}"] : [];

    /// <summary>The account a user name stands for, or null.</summary>
    public static (string Namespace, string Name)? Parse(string userName) =>
        userName.StartsWith(Prefix, StringComparison.Ordinal) && userName[Prefix.Length..].Split(':') is [{ Length: > 0 } home, { Length: > 0 } name] ? (home, name) : null;
}
