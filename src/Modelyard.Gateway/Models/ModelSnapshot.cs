using System.Collections.Frozen;
using Modelyard.Api;

namespace Modelyard.Gateway;

/// <summary>All models at one moment.</summary>
internal sealed class ModelSnapshot
{
    public static readonly ModelSnapshot Empty = new([], Tenants.None, [], [], []);

    private readonly FrozenDictionary<string, ServedModel> _byQualifiedId;
    private readonly FrozenDictionary<string, ServedModel[]> _byName;

    private readonly FrozenDictionary<string, EndpointModel> _byPath;
    private readonly FrozenDictionary<string, EndpointModel> _byHost;

    public ModelSnapshot(
        ServedModel[] models, Tenants tenants, IReadOnlyCollection<Endpoint> endpoints, IReadOnlyCollection<ModelDeployment> deployments, IReadOnlyCollection<Secret> secrets)
    {
        Tenants = tenants;
        Models = models;
        _byQualifiedId = models.ToFrozenDictionary(m => m.QualifiedId);
        _byName = models.GroupBy(m => m.Name).ToFrozenDictionary(g => g.Key, g => g.ToArray());

        // Of those that want the same path or host, the one that was there first has it.
        _byPath = endpoints
            .Where(e => EndpointTraffic.HolderOfPath(e, endpoints) is null)
            .ToFrozenDictionary(EndpointTraffic.PathOf, e => EndpointModel.Of(e, deployments, secrets, Find));
        _byHost = endpoints
            .Where(e => e.Spec.Host is not null && EndpointTraffic.HolderOfHost(e, endpoints) is null)
            .ToFrozenDictionary(e => e.Spec.Host!, e => EndpointModel.Of(e, deployments, secrets, Find), StringComparer.OrdinalIgnoreCase);
        Published = [.. _byPath.Values.Concat(_byHost.Values).Where(e => e.IsExternal).DistinctBy(e => e.QualifiedId)];
    }

    public Tenants Tenants { get; }

    /// <summary>Every model, by namespace and name.</summary>
    public ServedModel[] Models { get; }

    /// <summary>The endpoints that callers outside can reach.</summary>
    public EndpointModel[] Published { get; }

    /// <summary>The model of this <c>namespace/name</c>.</summary>
    public ServedModel? Find(string qualifiedId) => _byQualifiedId.GetValueOrDefault(qualifiedId);

    /// <summary>The endpoint served under <c>/e/{path}</c>.</summary>
    public EndpointModel? EndpointAt(string path) => _byPath.GetValueOrDefault(path);

    /// <summary>The endpoint of a host name.</summary>
    public EndpointModel? EndpointOf(string host) => _byHost.Count == 0 ? null : _byHost.GetValueOrDefault(host);

    /// <summary>The models of this name, one for each namespace that has one.</summary>
    public ServedModel[] Named(string name) => _byName.GetValueOrDefault(name, []);
}
