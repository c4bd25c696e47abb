using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>Where an object is.</summary>
internal sealed record ObjectAddress(KindDescriptor Kind, string Namespace, string Name);

/// <summary>Which objects name which owner, kept up to date from the log.</summary>
internal sealed class OwnerIndex
{
    private readonly Dictionary<string, Dictionary<string, ObjectAddress>> _dependents = [];
    private readonly Dictionary<string, string[]> _owners = [];

    /// <summary>Notes an object's current owners.</summary>
    public void Set(KindDescriptor kind, JsonObject document)
    {
        var meta = document.Meta();
        var uid = meta.Uid!;
        Remove(uid);
        var owners = meta.OwnerReferences.Select(o => o["uid"]?.ToString()).OfType<string>().Distinct().ToArray();
        if (owners.Length == 0)
        {
            return;
        }

        _owners[uid] = owners;
        var address = new ObjectAddress(kind, meta.Namespace ?? "", meta.Name!);
        foreach (var owner in owners)
        {
            if (!_dependents.TryGetValue(owner, out var dependents))
            {
                dependents = [];
                _dependents[owner] = dependents;
            }

            dependents[uid] = address;
        }
    }

    /// <summary>Forgets an object as a dependent; those that depend on it stay known until they go themselves.</summary>
    public void Remove(string uid)
    {
        if (!_owners.Remove(uid, out var owners))
        {
            return;
        }

        foreach (var owner in owners)
        {
            if (_dependents.TryGetValue(owner, out var dependents) && dependents.Remove(uid) && dependents.Count == 0)
            {
                _dependents.Remove(owner);
            }
        }
    }

    public IReadOnlyList<ObjectAddress> DependentsOf(string uid) => _dependents.TryGetValue(uid, out var dependents) ? [.. dependents.Values] : [];
}
