using System.Collections.Frozen;

namespace Modelyard.Gateway;

/// <summary>All models at one moment.</summary>
internal sealed class ModelSnapshot
{
    public static readonly ModelSnapshot Empty = new([], Tenants.None);

    private readonly FrozenDictionary<string, ServedModel> _byQualifiedId;
    private readonly FrozenDictionary<string, ServedModel[]> _byName;

    public ModelSnapshot(ServedModel[] models, Tenants tenants)
    {
        Tenants = tenants;
        Models = models;
        _byQualifiedId = models.ToFrozenDictionary(m => m.QualifiedId);
        _byName = models.GroupBy(m => m.Name).ToFrozenDictionary(g => g.Key, g => g.ToArray());
    }

    public Tenants Tenants { get; }

    /// <summary>Every model, by namespace and name.</summary>
    public ServedModel[] Models { get; }

    /// <summary>The model of this <c>namespace/name</c>.</summary>
    public ServedModel? Find(string qualifiedId) => _byQualifiedId.GetValueOrDefault(qualifiedId);

    /// <summary>The models of this name, one for each namespace that has one.</summary>
    public ServedModel[] Named(string name) => _byName.GetValueOrDefault(name, []);
}
