using System.Net;
using System.Net.Http.Headers;

namespace Modelyard.Artifacts;

/// <summary>A file behind a web address, resumable where the server supports ranges.</summary>
internal sealed class HttpFile(
    Uri address,
    Func<Action<HttpRequestHeaders>, CancellationToken, Task<HttpResponseMessage>> get,
    Func<HttpResponseMessage, CancellationToken, Task<FetchException>> failure)
    : SourceFile
{
    public override string Identity => address.AbsoluteUri;

    public override string Display => HttpSender.Show(address);

    public override async Task<SourceBody> OpenAsync(long offset, string? validator, CancellationToken cancellationToken)
    {
        // Without a validator only a digest can tell that the two halves belong together.
        if (Digest is null && validator is null)
        {
            offset = 0;
        }

        var response = await get(headers => AskFrom(headers, offset, validator), cancellationToken);
        var handedOver = false;
        try
        {
            if (response.StatusCode is HttpStatusCode.OK or HttpStatusCode.PartialContent)
            {
                var body = await DescribeAsync(response, offset, cancellationToken);
                handedOver = true;
                return body;
            }

            if (response.StatusCode != HttpStatusCode.RequestedRangeNotSatisfiable || offset == 0)
            {
                throw await failure(response, cancellationToken);
            }
        }
        finally
        {
            if (!handedOver)
            {
                response.Dispose();
            }
        }

        return await OpenAsync(0, null, cancellationToken);
    }

    /// <summary>A strong entity tag, else the modification date: what <c>If-Range</c> may carry (RFC 9110, 13.1.5).</summary>
    internal static string? ValidatorOf(HttpResponseMessage response) =>
        response.Headers.ETag is { IsWeak: false } tag ? tag.Tag : response.Content.Headers.LastModified?.ToString("r");

    private void AskFrom(HttpRequestHeaders headers, long offset, string? validator)
    {
        if (offset == 0)
        {
            return;
        }

        headers.Range = new RangeHeaderValue(offset, null);
        // The nodes of a content network disagree on tags; where the digest decides anyway, a differing tag must not cost a restart.
        if (Digest is null && validator is not null)
        {
            headers.TryAddWithoutValidation("If-Range", validator);
        }
    }

    private async Task<SourceBody> DescribeAsync(HttpResponseMessage response, long offset, CancellationToken cancellationToken)
    {
        var content = response.Content;
        var from = 0L;
        var total = content.Headers.ContentLength;
        if (response.StatusCode == HttpStatusCode.PartialContent)
        {
            var range = content.Headers.ContentRange;
            if (range?.From != offset)
            {
                throw new FetchException(FetchFailure.Unreachable,
                    $"{Display}: the server sent the range {range} when asked for bytes from {offset} on.");
            }

            (from, total) = (offset, range.Length);
        }

        return new SourceBody(await content.ReadAsStreamAsync(cancellationToken), from, total, ValidatorOf(response), response);
    }
}
