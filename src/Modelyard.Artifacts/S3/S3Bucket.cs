using System.Net;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Modelyard.Artifacts;

/// <summary>
/// Reads a bucket. The requests are Amazon's, signed by its library; they are sent by our sender, so that limits, authorities and time limits
/// are those of every other source, and content is downloaded through links that are signed when they are needed.
/// </summary>
internal sealed class S3Bucket
{
    private const string DefaultRegion = "us-east-1";
    private static readonly TimeSpan LinkLifetime = TimeSpan.FromMinutes(15);
    private readonly HttpSender _sender;
    private readonly AmazonS3Client _client;
    private readonly string _name;
    private readonly Uri? _endpoint;
    private readonly bool _isAnonymous;
    private readonly string _region;
    private readonly TimeProvider _time;

    /// <param name="access">As the source says, or the machine.</param>
    internal S3Bucket(HttpSenders senders, string name, SourceAccess access, TimeProvider time)
    {
        (_name, _endpoint, _time) = (name, access.Endpoint, time);
        _isAnonymous = access.Username is null;
        _region = access.Region ?? DefaultRegion;
        Address = new Uri(_endpoint is null ? $"https://{name}.s3.{_region}.amazonaws.com/" : $"{_endpoint.AbsoluteUri.TrimEnd('/')}/{name}/");
        _sender = senders.For(Address, access);
        _client = new AmazonS3Client(CredentialsOf(access), new AmazonS3Config
        {
            AuthenticationRegion = _region,
            RegionEndpoint = _endpoint is null ? RegionEndpoint.GetBySystemName(_region) : null,
            ForcePathStyle = _endpoint is not null,
            HttpClientFactory = new S3HttpClients(_sender),
            // Whoever asks tries again, with pauses he can tell of.
            MaxErrorRetry = 0,
            UseHttp = _endpoint?.Scheme == "http",
        }.At(_endpoint));
    }

    /// <summary>Of its content: a key comes after it.</summary>
    internal Uri Address { get; }

    /// <summary>One page of the keys that begin with a prefix.</summary>
    /// <param name="delimiter">Keys with it after the prefix are given as folders; null for all keys.</param>
    internal async Task<ListObjectsV2Response> ListAsync(string prefix, string? delimiter, string? token, int limit, CancellationToken cancellationToken)
    {
        var request = new ListObjectsV2Request { BucketName = _name, Prefix = prefix, Delimiter = delimiter, ContinuationToken = token, MaxKeys = limit };
        try
        {
            return await _client.ListObjectsV2Async(request, cancellationToken);
        }
        catch (AmazonS3Exception e)
        {
            throw S3Failure.Of(e, $"s3://{_name}/{prefix}", _isAnonymous);
        }
        catch (AmazonClientException e)
        {
            throw e.InnerException as FetchException ?? new FetchException(FetchFailure.Unreachable, $"s3://{_name}: {e.Message}", e);
        }
    }

    internal async IAsyncEnumerable<S3Object> AllAsync(
        string prefix, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (string? token = null; ;)
        {
            var page = await ListAsync(prefix, null, token, 1000, cancellationToken);
            foreach (var found in page.S3Objects ?? [])
            {
                yield return found;
            }

            token = page.IsTruncated == true ? page.NextContinuationToken : null;
            if (token is null)
            {
                yield break;
            }
        }
    }

    internal SourceFile File(S3Object content, string path, ArchiveFormat? unpack = null) => new HttpFile(
        AddressOf(content.Key),
        (headers, ct) => _sender.GetAsync(LinkTo(content.Key), null, headers, ct),
        (response, ct) => S3Failure.OfAsync(response, _sender, $"s3://{_name}/{content.Key}", _isAnonymous, _time, ct))
    {
        Path = path,
        Size = content.Size,
        Unpack = unpack,
    };

    internal async Task<byte[]> ReadAsync(string key, long limit, CancellationToken cancellationToken)
    {
        using var response = await _sender.GetAsync(LinkTo(key), null, null, cancellationToken);
        return response.StatusCode == HttpStatusCode.OK
            ? await _sender.ReadBytesAsync(response, limit, cancellationToken)
            : throw await S3Failure.OfAsync(response, _sender, $"s3://{_name}/{key}", _isAnonymous, _time, cancellationToken);
    }

    private Uri AddressOf(string key) => new(Address, UrlPath.Escape(key));

    private Uri LinkTo(string key) => _isAnonymous ? AddressOf(key) : new Uri(_client.GetPreSignedURL(new GetPreSignedUrlRequest
    {
        BucketName = _name,
        Key = key,
        Verb = HttpVerb.GET,
        Expires = _time.GetUtcNow().UtcDateTime + LinkLifetime,
        Protocol = _endpoint?.Scheme == "http" ? Protocol.HTTP : Protocol.HTTPS,
    }));

    private static AWSCredentials CredentialsOf(SourceAccess access) => access switch
    {
        { Username: { } key, Token: { } session } => new SessionAWSCredentials(key, access.Password ?? "", session),
        { Username: { } key } => new BasicAWSCredentials(key, access.Password ?? ""),
        _ => new AnonymousAWSCredentials(),
    };
}
