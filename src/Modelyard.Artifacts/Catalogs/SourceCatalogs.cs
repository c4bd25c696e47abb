namespace Modelyard.Artifacts;

/// <summary>Opens the catalogue of a source by its address.</summary>
public sealed class SourceCatalogs
{
    private readonly OciRegistries _registries;
    private readonly RetrySchedule _retry;

    internal SourceCatalogs(OciRegistries registries, RetrySchedule retry) => (_registries, _retry) = (registries, retry);

    /// <param name="url"><c>oci://registry[/prefix]</c>.</param>
    /// <exception cref="FetchException">The address is not that of a source.</exception>
    public ISourceCatalog Open(string url, SourceAccess access)
    {
        var scheme = url.IndexOf("://", StringComparison.Ordinal) is var end and > 0 ? url[..end].ToLowerInvariant() : "";
        var rest = scheme.Length == 0 ? "" : url[(scheme.Length + 3)..].TrimEnd('/');
        return scheme switch
        {
            "oci" => Oci(url, rest, access),
            _ => throw new FetchException(FetchFailure.InvalidUri, $"\"{url}\" is not the address of a source: write oci://registry[/prefix]."),
        };
    }

    private OciCatalog Oci(string url, string rest, SourceAccess access)
    {
        var parts = rest.Split('/', 2);
        return OciUriParser.IsRegistry(parts[0]) && (parts.Length == 1 || OciUriParser.IsRepository(parts[1]))
            ? new OciCatalog(_registries.Open(parts[0], access), parts.ElementAtOrDefault(1), _retry)
            : throw new FetchException(FetchFailure.InvalidUri, $"\"{url}\" is not the address of a registry: write oci://registry[:port][/prefix].");
    }
}
