using System.Text.Json.Nodes;

namespace Modelyard.ApiServer;

/// <summary>
/// A set of fields, as a tree of path elements: <c>f:name</c>, <c>k:{"name":"x"}</c> for a list element known by its keys,
/// <c>v:"x"</c> for one known by its value. On the wire it is <c>fieldsV1</c>, where <c>"."</c> marks an inner field as a member itself.
/// </summary>
internal sealed class FieldTree
{
    private const string Self = ".";

    private readonly SortedDictionary<string, FieldTree> _children = new(StringComparer.Ordinal);

    /// <summary>Whether the field at this place is in the set itself, not only some below it.</summary>
    public bool IsMember { get; private set; }

    public IReadOnlyDictionary<string, FieldTree> Children => _children;

    public bool IsEmpty => !IsMember && _children.Count == 0;

    public static FieldTree FromJson(JsonObject? fields)
    {
        var tree = new FieldTree();
        foreach (var (element, below) in fields ?? [])
        {
            if (element == Self)
            {
                tree.IsMember = true;
            }
            else
            {
                var child = FromJson(below as JsonObject);
                child.IsMember |= child._children.Count == 0;
                tree._children[element] = child;
            }
        }

        return tree;
    }

    public JsonObject ToJson()
    {
        var fields = new JsonObject();
        if (IsMember && _children.Count > 0)
        {
            fields[Self] = new JsonObject();
        }

        foreach (var (element, child) in _children)
        {
            fields[element] = child.ToJson();
        }

        return fields;
    }

    public FieldTree? Child(string element) => _children.GetValueOrDefault(element);

    /// <summary>The place below this one, made when it is not there yet; it counts only once something below it is added.</summary>
    public FieldTree Descend(string element)
    {
        if (!_children.TryGetValue(element, out var child))
        {
            child = new FieldTree();
            _children[element] = child;
        }

        return child;
    }

    public void Add() => IsMember = true;

    public FieldTree Union(FieldTree? other)
    {
        var result = new FieldTree { IsMember = IsMember || other?.IsMember == true };
        foreach (var element in _children.Keys.Union(other?._children.Keys ?? Enumerable.Empty<string>()))
        {
            var (mine, theirs) = (Child(element), other?.Child(element));
            result._children[element] = mine is null ? theirs!.Union(null) : mine.Union(theirs);
        }

        return result;
    }

    /// <summary>The members of this set that are not members of the other.</summary>
    public FieldTree Except(FieldTree? other) => Filter(other, static (mine, theirs) => mine && !theirs);

    /// <summary>The members of both sets.</summary>
    public FieldTree Intersect(FieldTree? other) => Filter(other, static (mine, theirs) => mine && theirs);

    public bool SetEquals(FieldTree other) => JsonNode.DeepEquals(ToJson(), other.ToJson());

    /// <summary>Every member's path.</summary>
    public IEnumerable<IReadOnlyList<string>> Paths() => Paths([]);

    /// <summary>Drops places that were descended to but under which nothing was added.</summary>
    public FieldTree Trim() => Filter(null, static (mine, _) => mine);

    private FieldTree Filter(FieldTree? other, Func<bool, bool, bool> keep)
    {
        var result = new FieldTree { IsMember = keep(IsMember, other?.IsMember == true) };
        foreach (var (element, child) in _children)
        {
            var kept = child.Filter(other?.Child(element), keep);
            if (!kept.IsEmpty)
            {
                result._children[element] = kept;
            }
        }

        return result;
    }

    private IEnumerable<IReadOnlyList<string>> Paths(IReadOnlyList<string> path)
    {
        if (IsMember)
        {
            yield return path;
        }

        foreach (var (element, child) in _children)
        {
            foreach (var below in child.Paths([.. path, element]))
            {
                yield return below;
            }
        }
    }
}
