namespace Modelyard.Storage;

/// <summary>One page of one collection.</summary>
public sealed record ListQuery(string Collection)
{
    /// <summary>Only this namespace; null for all.</summary>
    public string? Namespace { get; init; }

    /// <summary>The state at this revision; 0 for the newest.</summary>
    public long Revision { get; init; }

    /// <summary>At most so many documents; 0 for all.</summary>
    public int Limit { get; init; }

    /// <summary>Only what comes after this namespace and name: the last of the page before.</summary>
    public (string Namespace, string Name)? After { get; init; }

    /// <summary>The page begins after this namespace and name, and never before the namespace that is asked for: databases seek from here.</summary>
    internal (string Namespace, string Name) Before =>
        After is { } after && (Namespace is null || string.CompareOrdinal(after.Namespace, Namespace) >= 0) ? after : (Namespace ?? "", "");

    /// <summary>
    /// Groups of <see cref="DocumentTerms"/>: only documents that have one of each. Those whose terms the store does not know come as well, so
    /// that whoever asks has to look at what it gets; none is missing.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<string>> Bearing { get; init; } = [];
}

/// <summary>Documents and the revision they were read at.</summary>
/// <param name="Revision">Pass it on to read the next page of the same state, or to watch from here.</param>
/// <param name="Items">Ordered by namespace and name.</param>
/// <param name="HasMore">More documents follow the last one.</param>
public sealed record ResourcePage(long Revision, IReadOnlyList<StoredResource> Items, bool HasMore);
