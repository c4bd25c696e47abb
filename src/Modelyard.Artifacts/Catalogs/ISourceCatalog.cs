namespace Modelyard.Artifacts;

/// <summary>What a source of models offers: looked at, not fetched.</summary>
public interface ISourceCatalog
{
    /// <summary>Asks the source for something small.</summary>
    /// <exception cref="FetchException">It cannot be reached, or does not accept the credentials.</exception>
    Task CheckAsync(CancellationToken cancellationToken);

    /// <summary>Every version of every repository, in the order the source gives them. Says of each only what the listing itself says.</summary>
    /// <param name="repositories">The repositories to look into; empty for all that the source lists.</param>
    /// <exception cref="FetchException">The listing cannot be had.</exception>
    IAsyncEnumerable<SourceCandidate> DiscoverAsync(IReadOnlyList<string> repositories, CancellationToken cancellationToken);

    /// <summary>What takes further requests to know: size, formats, licence, labels; and the URI pinned to the very content described.</summary>
    /// <exception cref="FetchException">The candidate is gone, or is no model.</exception>
    Task<SourceCandidate> DescribeAsync(SourceCandidate candidate, CancellationToken cancellationToken);
}
