namespace Modelyard.Api;

/// <summary>What follows from endpoints and the deployments beside them. The controller and every gateway must come to the same.</summary>
public static class EndpointTraffic
{
    /// <summary>The path segment it is served under.</summary>
    public static string PathOf(Endpoint endpoint) => endpoint.Spec.Path is { Length: > 0 } path ? path : endpoint.Metadata.Name!;

    /// <summary>Whether it is published to callers outside the installation.</summary>
    public static bool IsExternal(Endpoint endpoint) => endpoint.Spec.Visibility == "External";

    /// <summary>Who answers: what the endpoint lists, or else the deployments of its namespace that name it, in equal shares and by name.</summary>
    public static IReadOnlyList<TrafficShare> Of(Endpoint endpoint, IEnumerable<ModelDeployment> deployments) =>
        endpoint.Spec.Traffic is { Count: > 0 } listed
            ? listed
            : [.. deployments
                .Where(d => d.Metadata.Namespace == endpoint.Metadata.Namespace && d.Spec.Endpoint == endpoint.Metadata.Name)
                .Select(d => new TrafficShare { Deployment = d.Metadata.Name, Weight = 100 })
                .OrderBy(s => s.Deployment, StringComparer.Ordinal)];

    /// <summary>The endpoint that has the path of <paramref name="endpoint"/> because it was there before; null when nobody has.</summary>
    public static Endpoint? HolderOfPath(Endpoint endpoint, IEnumerable<Endpoint> all) => Before(endpoint, all.Where(e => PathOf(e) == PathOf(endpoint)));

    /// <summary>The endpoint that has the host of <paramref name="endpoint"/> because it was there before; null when nobody has.</summary>
    public static Endpoint? HolderOfHost(Endpoint endpoint, IEnumerable<Endpoint> all) =>
        endpoint.Spec.Host is { } host ? Before(endpoint, all.Where(e => e.Spec.Host == host)) : null;

    private static Endpoint? Before(Endpoint endpoint, IEnumerable<Endpoint> rivals)
    {
        var first = rivals.Where(e => e.Metadata.DeletionTimestamp is null).Append(endpoint).Min(Comparer<Endpoint>.Create(ByAge))!;
        return NamespacedName.Of(first) == NamespacedName.Of(endpoint) ? null : first;
    }

    private static int ByAge(Endpoint left, Endpoint right)
    {
        var age = Nullable.Compare(left.Metadata.CreationTimestamp, right.Metadata.CreationTimestamp);
        var space = age != 0 ? age : string.CompareOrdinal(left.Metadata.Namespace, right.Metadata.Namespace);
        return space != 0 ? space : string.CompareOrdinal(left.Metadata.Name, right.Metadata.Name);
    }
}
