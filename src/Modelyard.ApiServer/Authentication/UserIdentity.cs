namespace Modelyard.ApiServer;

/// <summary>Who calls.</summary>
/// <param name="Name">User name, e.g. <c>admin</c> or <c>system:modelyard:controllers</c>.</param>
/// <param name="Groups">Groups the user is in.</param>
public sealed record UserIdentity(string Name, IReadOnlyList<string> Groups)
{
    /// <summary>The group that may do everything, as in Kubernetes.</summary>
    public const string Masters = "system:masters";

    /// <summary>The group of everybody who has proved who they are.</summary>
    public const string Authenticated = "system:authenticated";

    /// <summary>Tells apart users that have the same name at different times; null where there is nothing of the kind.</summary>
    public string? Uid { get; init; }

    /// <summary>Whether the files of versions come along, in an archive: nothing is read from where they once came from then.</summary>
    public bool BringsFiles { get; init; }

    /// <summary>A user that has proved who it is.</summary>
    public static UserIdentity Of(string name, params IEnumerable<string> groups) => new(name, [.. groups.Append(Authenticated).Distinct()]);
}
