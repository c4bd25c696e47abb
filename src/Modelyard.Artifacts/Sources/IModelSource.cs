namespace Modelyard.Artifacts;

/// <summary>
/// Finds what a URI names. A source only finds and opens; storing, resuming, checking, unpacking and retrying
/// are the same for all of them and happen outside.
/// </summary>
public interface IModelSource
{
    /// <summary>Schemes this source answers for, lower case, without <c>://</c>.</summary>
    IReadOnlyCollection<string> Schemes { get; }

    /// <exception cref="FetchException">The model does not exist, may not be read or cannot be reached.</exception>
    Task<Resolution> ResolveAsync(ModelUri uri, FetchOptions options, CancellationToken cancellationToken);
}
