namespace Modelyard.ApiServer;

/// <summary>Who calls.</summary>
/// <param name="Name">User name, e.g. <c>admin</c> or <c>system:modelyard:controllers</c>.</param>
/// <param name="Groups">Groups the user is in.</param>
public sealed record UserIdentity(string Name, IReadOnlyList<string> Groups)
{
    /// <summary>The group that may do everything, as in Kubernetes.</summary>
    public const string Masters = "system:masters";

    private const string Authenticated = "system:authenticated";

    /// <summary>A user that has proved who it is.</summary>
    public static UserIdentity Of(string name, params IEnumerable<string> groups) => new(name, [.. groups, Authenticated]);
}
