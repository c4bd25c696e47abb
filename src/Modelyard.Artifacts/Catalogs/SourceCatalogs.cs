namespace Modelyard.Artifacts;

/// <summary>Opens the catalogue of a source by its address.</summary>
public sealed class SourceCatalogs
{
    private readonly HttpSenders _senders;
    private readonly OciRegistries _registries;
    private readonly RetrySchedule _retry;
    private readonly ArtifactsOptions _options;
    private readonly TimeProvider _time;

    internal SourceCatalogs(HttpSenders senders, OciRegistries registries, RetrySchedule retry, ArtifactsOptions options, TimeProvider time) =>
        (_senders, _registries, _retry, _options, _time) = (senders, registries, retry, options, time);

    /// <param name="url">
    /// <c>oci://registry[/prefix]</c>, <c>hf://owner[/model]</c>, <c>https://host/folder/</c>, <c>s3://bucket[/prefix]</c> or <c>file:///folder</c>.
    /// </param>
    /// <exception cref="FetchException">The address is not that of a source.</exception>
    public ISourceCatalog Open(string url, SourceAccess access)
    {
        var scheme = url.IndexOf("://", StringComparison.Ordinal) is var end and > 0 ? url[..end].ToLowerInvariant() : "";
        var rest = scheme.Length == 0 ? "" : url[(scheme.Length + 3)..].TrimEnd('/');
        return scheme switch
        {
            "oci" => Oci(url, rest, access),
            "hf" => Hub(url, rest, access),
            "http" or "https" => Web(url, access),
            "s3" => S3(url, access),
            "file" => Local(url),
            _ => throw Wrong($"\"{url}\" is not the address of a source: write oci://registry[/prefix], hf://owner[/model], https://host/folder/, s3://bucket/prefix or file:///folder."),
        };
    }

    private OciCatalog Oci(string url, string rest, SourceAccess access)
    {
        var parts = rest.Split('/', 2);
        return OciUriParser.IsRegistry(parts[0]) && (parts.Length == 1 || OciUriParser.IsRepository(parts[1]))
            ? new OciCatalog(_registries.Open(parts[0], access), parts.ElementAtOrDefault(1), _retry)
            : throw Wrong($"\"{url}\" is not the address of a registry: write oci://registry[:port][/prefix].");
    }

    private HubCatalog Hub(string url, string rest, SourceAccess access)
    {
        var parts = rest.Split('/');
        return parts.Length <= 2 && !rest.Contains(':') && ModelUri.TryParse($"hf://{parts[0]}/{parts.ElementAtOrDefault(1) ?? "any"}", out _, out _)
            ? new HubCatalog(new HubRepositories(_senders, _options, access, null, _time), parts[0], parts.ElementAtOrDefault(1), _retry, _time)
            : throw Wrong($"\"{url}\" is not an owner or a model of the hub: write hf://owner or hf://owner/model.");
    }

    private FolderCatalog Web(string url, SourceAccess access)
    {
        if (!Uri.TryCreate(url.EndsWith('/') ? url : url + "/", UriKind.Absolute, out var address) || address.Query.Length > 1 || address.UserInfo.Length > 0)
        {
            throw Wrong($"\"{url}\" is not the address of a folder: write https://host/folder/, without user, password and query.");
        }

        var credentials = HttpCredentials.For(address, HttpCredentials.Of(access));
        return new FolderCatalog(new HttpFolderTree(_senders.For(address, access), address, credentials, _time), _retry);
    }

    private FolderCatalog S3(string url, SourceAccess access) => ModelUri.TryParse(url, out var uri, out var problem) && uri is S3ModelUri root
        ? new FolderCatalog(new S3FolderTree(new S3Bucket(_senders, root.Bucket, access, _time), root), _retry)
        : throw Wrong(problem!);

    private FolderCatalog Local(string url) => ModelUri.TryParse(url, out var uri, out var problem) && uri is LocalModelUri local
        ? new FolderCatalog(new LocalFolderTree(Path.TrimEndingDirectorySeparator(local.Path)), _retry)
        : throw Wrong(problem ?? $"\"{url}\" is not a folder: write file:///folder.");

    private static FetchException Wrong(string message) => new(FetchFailure.InvalidUri, message);
}
