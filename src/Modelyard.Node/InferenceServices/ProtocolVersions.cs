namespace Modelyard.Node;

/// <summary>The order KServe gives to inference protocols.</summary>
internal static class ProtocolVersions
{
    public const string V1 = "v1";

    private static readonly string[] Order = [V1, "v2", "grpc-v1", "grpc-v2"];

    /// <summary>Rank of the lowest of <paramref name="versions"/>; none at all ranks last.</summary>
    public static int LowestRank(IReadOnlyCollection<string>? versions) =>
        versions is null or { Count: 0 } ? Order.Length : versions.Min(Rank);

    /// <summary>Whether a runtime that lists <paramref name="versions"/> speaks <paramref name="version"/>; one that lists none speaks all.</summary>
    public static bool Supports(IReadOnlyCollection<string>? versions, string version) =>
        versions is null or { Count: 0 } || versions.Contains(version);

    private static int Rank(string version) => Array.IndexOf(Order, version) is var rank and >= 0 ? rank : Order.Length;
}
