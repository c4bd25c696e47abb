namespace Modelyard.Ledger;

/// <summary>What a key may use of what its project can reach. An empty list does not restrict.</summary>
/// <param name="Deployments">Deployments that may be used: <c>name</c> in any namespace that can be reached, or <c>namespace/name</c>.</param>
public sealed record ApiKeyScope(IReadOnlyList<string> Deployments)
{
    /// <summary>Everything.</summary>
    public static readonly ApiKeyScope All = new([]);

    /// <summary>Endpoints that may be used, written as deployments are.</summary>
    public IReadOnlyList<string> Endpoints { get; init; } = [];

    /// <summary>What may be done with what may be used.</summary>
    public ApiKeyPermissions Permissions { get; init; } = ApiKeyPermissions.All;

    /// <summary>Whether a key of this scope may use the deployment.</summary>
    public bool Permits(string deploymentNamespace, string deploymentName) => Lists(Deployments, deploymentNamespace, deploymentName);

    /// <summary>Whether a key of this scope may be used at the endpoint.</summary>
    public bool PermitsEndpoint(string endpointNamespace, string endpointName) => Lists(Endpoints, endpointNamespace, endpointName);

    private static bool Lists(IReadOnlyList<string> list, string ns, string name)
    {
        for (var i = 0; i < list.Count; i++)
        {
            var entry = list[i].AsSpan();
            var slash = entry.IndexOf('/');
            if (entry[(slash + 1)..].SequenceEqual(name) && (slash < 0 || entry[..slash].SequenceEqual(ns)))
            {
                return true;
            }
        }

        return list.Count == 0;
    }
}
