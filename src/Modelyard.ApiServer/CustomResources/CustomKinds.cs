using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>The kinds that users have defined: which definitions get their names, and what is therefore served.</summary>
internal sealed class CustomKinds(KindCatalog catalog)
{
    public const string Collection = "apiextensions.k8s.io/customresourcedefinitions";

    // A definition's kinds are made once for each change of its spec: they hold its schema, and what is cached is cached by them.
    private readonly Dictionary<string, (CustomResourceDefinition Definition, IReadOnlyList<KindDescriptor> Kinds)> _definitions = [];

    /// <summary>Why a definition's names cannot be had, by the definition's name.</summary>
    private Dictionary<string, NameConflict> _conflicts = [];

    public IEnumerable<CustomResourceDefinition> Definitions => _definitions.Values.Select(d => d.Definition);

    public static CustomResourceDefinition Read(JsonObject document) =>
        System.Text.Json.JsonSerializer.Deserialize<CustomResourceDefinition>(document, ApiJson.Options)!;

    public NameConflict? ConflictOf(string name) => _conflicts.GetValueOrDefault(name);

    public void Reset(IEnumerable<CustomResourceDefinition> definitions)
    {
        var gone = _definitions.Keys.ToHashSet();
        var changed = false;
        foreach (var definition in definitions)
        {
            gone.Remove(definition.Metadata.Name!);
            changed |= Learn(definition);
        }

        foreach (var name in gone)
        {
            changed |= _definitions.Remove(name);
        }

        if (changed)
        {
            Publish();
        }
    }

    public void Set(CustomResourceDefinition definition)
    {
        if (Learn(definition))
        {
            Publish();
        }
    }

    public void Remove(string name)
    {
        if (_definitions.Remove(name))
        {
            Publish();
        }
    }

    /// <summary>False when nothing that is served has changed.</summary>
    private bool Learn(CustomResourceDefinition definition)
    {
        var name = definition.Metadata.Name!;
        var same = _definitions.TryGetValue(name, out var known)
            && known.Definition.Metadata.Uid == definition.Metadata.Uid
            && known.Definition.Metadata.Generation == definition.Metadata.Generation;
        _definitions[name] = (definition, same ? known.Kinds : CustomKind.Of(definition));
        return !same;
    }

    // Whoever has the names keeps them, then whoever came first; a definition that comes into them later is served from then on.
    private void Publish()
    {
        var conflicts = new Dictionary<string, NameConflict>();
        var names = new NameRegister(ServedByOthers());
        var served = new List<KindDescriptor>();
        foreach (var (definition, kinds) in _definitions.Values.OrderByDescending(d => IsEstablished(d.Definition)).ThenBy(d => d.Definition.Metadata.CreationTimestamp))
        {
            if (names.Claim(definition.Spec.Group!, definition.Spec.Names!) is { } conflict)
            {
                conflicts[definition.Metadata.Name!] = conflict;
            }
            else
            {
                served.AddRange(kinds);
            }
        }

        _conflicts = conflicts;
        catalog.SetCustom(served);
    }

    private static bool IsEstablished(CustomResourceDefinition definition) =>
        definition.Status?.Conditions?.Any(c => c is { Type: "Established", Status: "True" }) == true;

    private IEnumerable<KindDescriptor> ServedByOthers() => catalog.Current.Kinds.Where(k => !k.IsCustom);
}
