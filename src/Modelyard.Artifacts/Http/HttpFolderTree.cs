using System.Net;

namespace Modelyard.Artifacts;

/// <summary>
/// A folder of a web server. HTTP has no listings: a folder says what is in it by an <c>index.json</c> of the form documented, or by the page
/// that nginx or Python's server makes of it.
/// </summary>
internal sealed class HttpFolderTree : IFolderTree
{
    private const long LargestListing = 32 << 20;
    private readonly HttpSender _sender;
    private readonly Uri _root;
    private readonly HttpCredentials _credentials;
    private readonly TimeProvider _time;

    internal HttpFolderTree(HttpSender sender, Uri root, HttpCredentials credentials, TimeProvider time) =>
        (_sender, _root, _credentials, _time) = (sender, root, credentials, time);

    public string Display => HttpSender.Show(_root);

    public async Task<FolderListing> ListAsync(string path, CancellationToken cancellationToken)
    {
        var folder = AddressOf(path, isFolder: true);
        var index = new Uri(folder, "index.json");
        // Servers that have a page for everything have one for this, too.
        if (await TryGetAsync(index, isWanted: false, cancellationToken) is { Type: not "text/html" } document)
        {
            return HttpFolderIndex.Read(document.Body, HttpSender.Show(index));
        }

        var (body, type) = await TryGetAsync(folder, isWanted: true, cancellationToken)
            ?? throw new FetchException(FetchFailure.NotFound, $"there is no folder {HttpSender.Show(folder)} on the server, or it does not list its files.");
        return HttpAutoIndex.Read(body, type, folder);
    }

    public string UriOf(string path, bool isFolder) => AddressOf(path, isFolder).AbsoluteUri;

    public async Task<byte[]> ReadAsync(string path, long limit, CancellationToken cancellationToken)
    {
        var address = AddressOf(path, isFolder: false);
        using var response = await _sender.GetAsync(address, _credentials, null, cancellationToken);
        return response.StatusCode == HttpStatusCode.OK
            ? await _sender.ReadBytesAsync(response, limit, cancellationToken)
            : throw HttpStatusFailure.Of(response, HttpSender.Show(address), _time);
    }

    internal Uri AddressOf(string path, bool isFolder) => path.Length == 0 ? _root
        : new Uri(_root, UrlPath.Escape(path) + (isFolder ? "/" : ""));

    private async Task<(byte[] Body, string? Type)?> TryGetAsync(Uri address, bool isWanted, CancellationToken cancellationToken)
    {
        using var response = await _sender.GetAsync(address, _credentials, null, cancellationToken);
        return response.StatusCode switch
        {
            HttpStatusCode.OK => (await _sender.ReadBytesAsync(response, LargestListing, cancellationToken), response.Content.Headers.ContentType?.MediaType),
            HttpStatusCode.NotFound => null,
            // Storage behind a web server says so of what is not there.
            HttpStatusCode.Forbidden when !isWanted => null,
            _ => throw HttpStatusFailure.Of(response, HttpSender.Show(address), _time),
        };
    }
}
