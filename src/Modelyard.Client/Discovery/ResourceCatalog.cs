using System.Text.Json.Serialization;

namespace Modelyard.Client;

/// <summary>What a server offers, found by the names people use: plural, singular, kind, short name, <c>plural.group</c>.</summary>
public sealed class ResourceCatalog
{
    private readonly IReadOnlyList<ResourceType> _served;

    private ResourceCatalog(IReadOnlyList<ResourceType> served)
    {
        _served = served;
        Types = [.. served.DistinctBy(t => t.QualifiedName)];
    }

    /// <summary>All types, core group first; each in the version its group prefers, or else in the first that has it.</summary>
    public IReadOnlyList<ResourceType> Types { get; }

    /// <summary>Asks <paramref name="connection"/> for everything it offers, in every version.</summary>
    public static async Task<ResourceCatalog> LoadAsync(ApiConnection connection, CancellationToken cancellationToken)
    {
        var groups = await connection.GetAsync<GroupList>("apis", cancellationToken);
        var paths = groups.Groups
            .SelectMany(g => g.Versions.OrderByDescending(v => v == g.PreferredVersion).Select(v => (g.Name, v.Version, Path: $"apis/{v.Name}")))
            .Prepend((Name: "", Version: "v1", Path: "api/v1"));
        var types = new List<ResourceType>();
        foreach (var (group, version, path) in paths)
        {
            var list = await connection.GetAsync<TypeList>(path, cancellationToken);
            types.AddRange(list.Resources
                .Where(r => !r.Name.Contains('/'))
                .Select(r => new ResourceType(
                    group, version, r.Kind, r.Name, r.SingularName is { Length: > 0 } s ? s : r.Kind.ToLowerInvariant(),
                    r.ShortNames ?? [], r.Categories ?? [], r.Namespaced)));
        }

        return new ResourceCatalog(types);
    }

    /// <summary>The types a person means by <paramref name="name"/>: one, or several for a category such as <c>all</c>; empty when none.</summary>
    public IReadOnlyList<ResourceType> Find(string name)
    {
        var lower = name.ToLowerInvariant();
        var exact = Types.FirstOrDefault(t => t.Plural == lower || t.Singular == lower || t.QualifiedName == lower || t.ShortNames.Contains(lower)
            || $"{t.Singular}.{t.Group}" == lower);
        return exact is not null ? [exact] : [.. Types.Where(t => t.Categories.Contains(lower))];
    }

    /// <summary>The type of a manifest, or null when the server does not serve it in that version.</summary>
    public ResourceType? Find(string apiVersion, string kind) =>
        _served.FirstOrDefault(t => t.Kind == kind && (t.Group.Length == 0 ? t.Version : $"{t.Group}/{t.Version}") == apiVersion);

    private sealed record GroupList(List<Group> Groups);

    private sealed record Group(string Name, List<GroupVersion> Versions, GroupVersion PreferredVersion);

    private sealed record GroupVersion([property: JsonPropertyName("groupVersion")] string Name, string Version);

    private sealed record TypeList(List<TypeEntry> Resources);

    private sealed record TypeEntry(
        string Name, string? SingularName, string Kind, bool Namespaced, List<string>? ShortNames, List<string>? Categories);
}
