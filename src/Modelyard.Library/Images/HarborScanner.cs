using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Modelyard.Artifacts;

namespace Modelyard.Library;

/// <summary>
/// Speaks Harbor's pluggable scanner API, version 1: a scan is asked for, and its report fetched when it is there. See
/// https://github.com/goharbor/pluggable-scanner-spec.
/// </summary>
internal sealed class HarborScanner(HttpMessageInvoker http, Uri address, Action<HttpRequestHeaders> authorize, TimeProvider time) : IDisposable
{
    private const int LargestAnswer = 64 << 20;
    private const int MostOfAFailure = 300;

    /// <summary>Reports that are understood, the best first.</summary>
    private static readonly string[] Reports =
        ["application/vnd.security.vulnerability.report; version=1.1", "application/vnd.scanner.adapter.vuln.report.harbor+json; version=1.0"];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <returns>What the report is asked for by.</returns>
    /// <exception cref="ImageScannerException">It does not take the request.</exception>
    public async Task<string> RequestAsync(OciImage image, CancellationToken cancellationToken)
    {
        var metadata = await MetadataAsync(cancellationToken);
        var capability = Capability(metadata);
        if (capability.Consumes?.Contains(image.MediaType, StringComparer.OrdinalIgnoreCase) != true)
        {
            throw new ImageScannerException($"it does not scan {image.MediaType}, only {string.Join(", ", capability.Consumes ?? [])}");
        }

        var isTyped = capability.Type is not null;
        var body = new HarborRequest
        {
            Registry = new HarborRegistry(image.Registry.GetLeftPart(UriPartial.Authority), image.Authorization),
            Artifact = new HarborArtifact { Repository = image.Repository, Digest = image.Digest, MimeType = image.MediaType },
            Wishes = isTyped ? [new HarborWish(capability.Type!, [ReportOf(capability)])] : null,
        };
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, HarborJson.Options));
        content.Headers.TryAddWithoutValidation("Content-Type", $"application/vnd.scanner.adapter.scan.request+json; version={(isTyped ? "1.1" : "1.0")}");
        var (status, _, answer) = await SendAsync(HttpMethod.Post, "scan", null, content, cancellationToken);
        return status is HttpStatusCode.Accepted or HttpStatusCode.OK or HttpStatusCode.Created
            ? Read<HarborAccepted>(answer, "answer").Id is { Length: > 0 } id ? id : throw new ImageScannerException("it took the scan and did not say by which id to ask for it")
            : throw Failure(status, answer, "refused the scan");
    }

    /// <exception cref="ImageScannerException">The scan has failed, or nothing sensible came.</exception>
    public async Task<ImageScanAnswer> ReportAsync(string id, CancellationToken cancellationToken)
    {
        var capability = Capability(await MetadataAsync(cancellationToken));
        var (status, headers, answer) = await SendAsync(HttpMethod.Get, $"scan/{Uri.EscapeDataString(id)}/report", ReportOf(capability), null, cancellationToken);
        return status switch
        {
            HttpStatusCode.OK => new ImageScanAnswer.Finished(Complete(Read<HarborReport>(answer, "report"))),
            HttpStatusCode.Found => new ImageScanAnswer.Unfinished(PauseOf(headers)),
            HttpStatusCode.NotFound or HttpStatusCode.Gone => new ImageScanAnswer.Forgotten(),
            _ => throw Failure(status, answer, "could not scan it"),
        };
    }

    public void Dispose() => http.Dispose();

    private async Task<HarborMetadata> MetadataAsync(CancellationToken cancellationToken)
    {
        var (status, _, answer) = await SendAsync(HttpMethod.Get, "metadata", null, null, cancellationToken);
        return status == HttpStatusCode.OK ? Read<HarborMetadata>(answer, "description of itself") : throw Failure(status, answer, "does not describe itself");
    }

    private static HarborCapability Capability(HarborMetadata metadata) =>
        (metadata.Capabilities ?? []).FirstOrDefault(c => (c.Type is null or "vulnerability") && Reports.Any(r => Produces(c, r)))
        ?? throw new ImageScannerException($"it makes no reports of vulnerabilities of a kind that is known here ({string.Join(", ", Reports)})");

    private static string ReportOf(HarborCapability capability) => Reports.First(r => Produces(capability, r));

    private static bool Produces(HarborCapability capability, string report) =>
        capability.Produces?.Any(p => string.Equals(p.Replace(" ", "", StringComparison.Ordinal), report.Replace(" ", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)) == true;

    // A document of another kind has none of these, and must not pass for a report that has found nothing.
    private static HarborReport Complete(HarborReport report) => report.Vulnerabilities is null && report.Artifact is null && report.Scanner is null
        ? throw new ImageScannerException("what it sent is no report")
        : report;

    private static TimeSpan? PauseOf(HttpResponseHeaders headers) =>
        headers.TryGetValues("Refresh-After", out var values) && int.TryParse(values.FirstOrDefault(), out var seconds) ? TimeSpan.FromSeconds(seconds) : headers.RetryAfter?.Delta;

    private async Task<(HttpStatusCode Status, HttpResponseHeaders Headers, byte[] Body)> SendAsync(
        HttpMethod method, string path, string? accept, HttpContent? content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(address, path)) { Content = content };
        authorize(request.Headers);
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        using var patience = new CancellationTokenSource(Patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            using var response = await http.SendAsync(request, both.Token);
            await response.Content.LoadIntoBufferAsync(LargestAnswer, both.Token);
            return (response.StatusCode, response.Headers, await response.Content.ReadAsByteArrayAsync(both.Token));
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            throw new ImageScannerException($"{address.Authority} did not answer within {Patience.TotalSeconds:0} s");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new ImageScannerException($"{address.Authority} cannot be reached: {(e.InnerException ?? e).Message.TrimEnd('.')}");
        }
    }

    private static T Read<T>(byte[] json, string what)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, HarborJson.Options) ?? throw new ImageScannerException($"its {what} is empty");
        }
        catch (JsonException e)
        {
            throw new ImageScannerException($"its {what} cannot be read: {e.Message}");
        }
    }

    private static ImageScannerException Failure(HttpStatusCode status, byte[] body, string what)
    {
        string? why = null;
        try
        {
            why = JsonSerializer.Deserialize<HarborFailure>(body, HarborJson.Options)?.Error?.Message;
        }
        catch (JsonException)
        {
            // Proxies on the way answer in HTML.
        }

        return new ImageScannerException(
            $"it {what} (HTTP {(int)status}{(string.IsNullOrWhiteSpace(why) ? "" : $": {Finding.Printable(why.Length > MostOfAFailure ? why[..MostOfAFailure] + "…" : why)}")})");
    }
}
