namespace Modelyard.Gateway;

/// <summary>Whose calls a limit counts.</summary>
internal enum LimitScope
{
    Organization,
    User,
    Key,
}

/// <summary>One whose calls are counted together: all of them, or those to one deployment.</summary>
/// <param name="Scope">What it is.</param>
/// <param name="Id">Distinguishes it from all others of the scope.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Deployment"><c>namespace/name</c> of the deployment; null for calls to any.</param>
internal sealed record LimitSubject(LimitScope Scope, string Id, string Name, string? Deployment = null)
{
    /// <summary>As in headers and metrics.</summary>
    public string ScopeName => Scope switch
    {
        LimitScope.Organization => "organization",
        LimitScope.User => "user",
        _ => "key",
    };

    /// <summary>As callers are told who are refused: what they could change to be let in.</summary>
    public string RefusalScope => Deployment is null ? ScopeName : "deployment";

    /// <summary>Tells it apart from all others of the same organization, in every gateway.</summary>
    public string Path => $"{ScopeName}/{Id}@{Deployment}";

    /// <summary>As in the messages to callers.</summary>
    public override string ToString() => Scope switch
    {
        LimitScope.Organization => $"in organization {Name}",
        LimitScope.User => $"for user {Name}",
        _ => $"with key {Name}",
    };
}
