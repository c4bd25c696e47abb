namespace Modelyard.Artifacts;

/// <summary>Opens the catalogue of a source by its address.</summary>
public sealed class SourceCatalogs
{
    private readonly HttpSenders _senders;
    private readonly RetrySchedule _retry;
    private readonly TimeProvider _time;

    internal SourceCatalogs(HttpSenders senders, RetrySchedule retry, TimeProvider time) => (_senders, _retry, _time) = (senders, retry, time);

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
            ? new OciCatalog(new OciRegistry(_senders, parts[0], access, _time), parts.ElementAtOrDefault(1), _retry)
            : throw new FetchException(FetchFailure.InvalidUri, $"\"{url}\" is not the address of a registry: write oci://registry[:port][/prefix].");
    }
}
