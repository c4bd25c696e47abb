using System.Net;
using System.Text.RegularExpressions;
using Amazon.S3;

namespace Modelyard.Artifacts;

/// <summary>What refusals of object storage mean.</summary>
internal static partial class S3Failure
{
    private const int LargestAnswer = 64 << 10;

    internal static FetchException Of(AmazonS3Exception e, string what, bool isAnonymous) =>
        e.InnerException as FetchException ?? Of((int)e.StatusCode, e.ErrorCode, what, isAnonymous, e);

    internal static async Task<FetchException> OfAsync(
        HttpResponseMessage response, HttpSender sender, string what, bool isAnonymous, TimeProvider time, CancellationToken cancellationToken)
    {
        if (HttpStatusFailure.Transient(response, what, time) is { } transient)
        {
            return transient;
        }

        string? code = null;
        try
        {
            var body = System.Text.Encoding.UTF8.GetString(await sender.ReadBytesAsync(response, LargestAnswer, cancellationToken));
            code = Code().Match(body) is { Success: true } match ? match.Groups[1].Value : null;
        }
        catch (FetchException)
        {
            // The status says enough.
        }

        return Of((int)response.StatusCode, code, what, isAnonymous, null);
    }

    private static FetchException Of(int status, string? code, string what, bool isAnonymous, Exception? inner) => (code, status) switch
    {
        ("NoSuchBucket", _) => new(FetchFailure.NotFound, $"{what}: there is no such bucket. Check its name, the endpoint and the region.", inner),
        ("SlowDown", _) or (_, 429) => new(FetchFailure.RateLimited, $"{what}: the storage asks to be asked less often ({code ?? "HTTP 429"}).", inner),
        (_, (int)HttpStatusCode.NotFound) => new(FetchFailure.NotFound, $"{what} does not exist. Check the bucket and the path.", inner),
        (_, >= 500) => new(FetchFailure.Unreachable, $"{what}: the storage answered HTTP {status} {code}.", inner),
        (_, 401 or 403) when isAnonymous => new(FetchFailure.Unauthorized,
            $"{what} may not be read by everybody (HTTP {status} {code}). Give an access key and its secret (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY).", inner),
        (_, 401 or 403) => new(FetchFailure.Unauthorized,
            $"{what} may not be read with this access key (HTTP {status} {code}). Check the key, its secret, what it allows, and this machine's clock.", inner),
        _ => new(FetchFailure.Unsupported, $"{what} cannot be fetched: the storage answered HTTP {status} {code}. Check the endpoint and the region.", inner),
    };

    [GeneratedRegex("<Code>([A-Za-z0-9.]+)</Code>")]
    private static partial Regex Code();
}
