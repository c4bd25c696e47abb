using System.Net;

namespace Modelyard.Artifacts;

/// <summary>Single files, archives and folders on web servers.</summary>
internal sealed class HttpSource(HttpSenders senders, TimeProvider time) : IModelSource
{
    public IReadOnlyCollection<string> Schemes { get; } = ["http", "https"];

    public async Task<Resolution> ResolveAsync(ModelUri uri, FetchOptions options, CancellationToken cancellationToken)
    {
        var http = (HttpModelUri)uri;
        var sender = senders.For(http.Address, options.Access);
        var credentials = HttpCredentials.ForFile(http, options);
        return http.IsFolder
            ? await new HttpFolderSource(sender, credentials, time).ResolveAsync(http, cancellationToken)
            : await ResolveFileAsync(http, sender, credentials, cancellationToken);
    }

    private async Task<Resolution> ResolveFileAsync(
        HttpModelUri http, HttpSender sender, HttpCredentials credentials, CancellationToken cancellationToken)
    {
        var format = ArchiveFormats.Of(http.FileName);

        // A ranged GET instead of HEAD: signed links are signed for GET only, and many servers answer HEAD wrongly.
        using var response = await sender.GetAsync(http.Address, credentials, headers => headers.Range = new(0, 0), cancellationToken);
        var size = SizeOf(response);
        if (response.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.PartialContent) && size != 0)
        {
            throw HttpStatusFailure.Of(response, http.Display, time);
        }

        RefuseWebPage(http, response);
        var file = new HttpFile(
            http.Address,
            (headers, ct) => sender.GetAsync(http.Address, credentials, headers, ct),
            (refusal, _) => Task.FromResult(HttpStatusFailure.Of(refusal, http.Display, time)))
        {
            Path = http.FileName,
            Size = size,
            Digest = http.Sha256 is null ? null : new FileDigest(DigestKind.Sha256, http.Sha256),
            Unpack = format,
        };
        var version = http.Sha256 ?? (HttpFile.ValidatorOf(response) is { } validator ? $"{validator} {size}" : null);
        var resolved = http.Display + (http.Sha256 is null ? "" : $"#sha256={http.Sha256}");
        return new FilesResolution(resolved, version, Immutable: http.Sha256 is not null, [file]);
    }

    private static long? SizeOf(HttpResponseMessage response) => response.StatusCode switch
    {
        HttpStatusCode.OK => response.Content.Headers.ContentLength,
        // An empty file has no byte 0: such a server answers 416 with "bytes */0".
        HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable => response.Content.Headers.ContentRange?.Length,
        _ => null,
    };

    private static void RefuseWebPage(HttpModelUri uri, HttpResponseMessage response)
    {
        if (response.Content.Headers.ContentType?.MediaType is "text/html" or "application/xhtml+xml"
            && !uri.FileName.EndsWith(".html", StringComparison.OrdinalIgnoreCase))
        {
            throw new FetchException(FetchFailure.Unsupported,
                $"{uri.Display} is a web page, not a model file: probably a sign-in page or the page about the file. "
                    + "Use the link that downloads the file itself.");
        }
    }
}
