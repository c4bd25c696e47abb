namespace Modelyard.Api;

/// <summary>A list of resources as one revision of the store saw them.</summary>
/// <typeparam name="T">The kind of the items.</typeparam>
public sealed class ResourceList<T>
    where T : Resource
{
    /// <summary>Group and version, as of the items.</summary>
    public string? ApiVersion { get; set; }

    /// <summary>The item kind with <c>List</c> appended.</summary>
    public string? Kind { get; set; }

    /// <summary>The revision the list was read at, and how to get the next page.</summary>
    public ListMeta Metadata { get; set; } = new();

    /// <summary>The resources.</summary>
    public List<T> Items { get; set; } = [];
}

/// <summary>Metadata of a list.</summary>
public sealed class ListMeta
{
    /// <summary>The store's revision the list was read at; a watch may start from it without missing or repeating anything.</summary>
    public string? ResourceVersion { get; set; }

    /// <summary>Opaque token for the next page; empty when this page is the last.</summary>
    public string? Continue { get; set; }

    /// <summary>How many items follow this page, where the server knows.</summary>
    public long? RemainingItemCount { get; set; }
}
