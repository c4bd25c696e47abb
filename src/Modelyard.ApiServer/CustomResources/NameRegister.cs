using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>Names in use, by group: within one, a name means one kind.</summary>
internal sealed class NameRegister
{
    private readonly HashSet<(string Group, string Name)> _resources = [];
    private readonly HashSet<(string Group, string Kind)> _kinds = [];

    public NameRegister(IEnumerable<KindDescriptor> taken)
    {
        foreach (var kind in taken)
        {
            _resources.UnionWith([(kind.Group, kind.Plural), (kind.Group, kind.Singular), .. kind.ShortNames.Select(s => (kind.Group, s))]);
            _kinds.UnionWith([(kind.Group, kind.Kind), (kind.Group, kind.ListKind)]);
        }
    }

    /// <summary>Takes all names, or none and says which is not free.</summary>
    public NameConflict? Claim(string group, CustomResourceNames names)
    {
        string[] resources = [.. new[] { names.Plural!, names.Singular ?? "" }.Concat(names.ShortNames ?? []).Where(n => n.Length > 0).Distinct()];
        string[] kinds = [names.Kind!, names.ListKind ?? names.Kind + "List"];
        foreach (var (name, reason) in ((string, string)[])[(names.Plural!, "PluralConflict"), (names.Singular ?? "", "SingularConflict")])
        {
            if (_resources.Contains((group, name)))
            {
                return new NameConflict(reason, name);
            }
        }

        if (resources.FirstOrDefault(n => _resources.Contains((group, n))) is { } shortName)
        {
            return new NameConflict("ShortNamesConflict", shortName);
        }

        if (kinds.FirstOrDefault(k => _kinds.Contains((group, k))) is { } kind)
        {
            return new NameConflict(kind == names.Kind ? "KindConflict" : "ListKindConflict", kind);
        }

        _resources.UnionWith(resources.Select(n => (group, n)));
        _kinds.UnionWith(kinds.Select(k => (group, k)));
        return null;
    }
}

/// <summary>A name that another kind of the group has.</summary>
internal sealed record NameConflict(string Reason, string Name);
