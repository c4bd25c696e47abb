using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;

namespace Modelyard.Artifacts;

/// <summary>The reading half of the OCI distribution API of one registry.</summary>
internal sealed class OciRegistry
{
    private const long LargestManifest = 4 << 20;
    private readonly HttpSender _sender;
    private readonly OciAuthorization _authorization;
    private readonly OciFailure _failure;
    private readonly OciEndpoint _endpoint;

    internal OciRegistry(
        HttpSenders senders, string name, SourceAccess? access, AuthenticationHeaderValue? credentials, TimeProvider time)
    {
        (Name, Credentials) = (name, credentials);
        _endpoint = new OciEndpoint(name, access?.PlainHttp ?? false);
        _sender = senders.For(_endpoint.Encrypted, access);
        _failure = new OciFailure(_sender, name, credentials is not null, time);
        _authorization = new OciAuthorization(_sender, name, credentials, access?.PlainHttp ?? false, _failure);
    }

    internal string Name { get; }

    /// <summary>Null where nothing is given for it.</summary>
    internal AuthenticationHeaderValue? Credentials { get; }

    internal static string PullScope(string repository) => $"repository:{repository}:pull";

    /// <summary>Sends a request as the registry wants it: with a token or a password where it asks for one.</summary>
    /// <param name="path">Below <c>/v2/</c>, with its query.</param>
    /// <param name="what">What is asked for, for messages.</param>
    internal async Task<HttpResponseMessage> GetAsync(
        string path, string scope, string what, Action<HttpRequestHeaders>? headers, CancellationToken cancellationToken)
    {
        var root = await _endpoint.FindAsync(_sender, cancellationToken);
        var address = new Uri(root, path);
        for (var answered = false; ; answered = true)
        {
            var used = _authorization.For(scope);
            var response = await _sender.GetAsync(address, HttpCredentials.For(root, used), headers, cancellationToken);
            var asked = response.RequestMessage?.RequestUri?.Authority == address.Authority;
            if (response.StatusCode != HttpStatusCode.Unauthorized || !asked || answered)
            {
                return response;
            }

            var challenge = OciChallenge.Of(response);
            response.Dispose();
            await _authorization.AnswerAsync(challenge, scope, used, what, cancellationToken);
        }
    }

    /// <summary>Asks for nothing but an answer, which takes credentials as far as the registry wants any.</summary>
    internal async Task CheckAsync(CancellationToken cancellationToken)
    {
        using var response = await GetAsync("", "", "its API", null, cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            throw Nonsense("its API");
        }

        if (!response.IsSuccessStatusCode)
        {
            throw await FailureAsync(response, "its API", cancellationToken);
        }
    }

    /// <summary>Where it is, without the path of its API.</summary>
    internal async Task<Uri> AddressAsync(CancellationToken cancellationToken) => new(await _endpoint.FindAsync(_sender, cancellationToken), "/");

    internal Task<FetchException> FailureAsync(HttpResponseMessage response, string what, CancellationToken cancellationToken) =>
        response.RequestMessage?.RequestUri is { } asked && asked.Authority != _endpoint.Encrypted.Authority && (int)response.StatusCode is 401 or 403
            // The registry sends large blobs from somewhere else, by links that are good for minutes; the next attempt gets a fresh one.
            ? Task.FromResult(new FetchException(FetchFailure.Unreachable,
                $"{what}: {asked.Authority}, to which the registry redirects, refused its link (HTTP {(int)response.StatusCode})."))
            : _failure.OfAsync(response, what, cancellationToken);

    /// <param name="reference">A tag or a digest; what comes is checked against the latter.</param>
    internal async Task<OciDocument> ManifestAsync(string repository, string reference, CancellationToken cancellationToken)
    {
        var what = $"{repository}{(reference.Contains(':') ? "@" : ":")}{reference}";
        using var response = await GetAsync(
            $"{repository}/manifests/{reference}", PullScope(repository), what, Accept, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw await FailureAsync(response, what, cancellationToken);
        }

        var bytes = await _sender.ReadBytesAsync(response, LargestManifest, cancellationToken);
        var digest = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (reference.Contains(':') && reference != digest)
        {
            throw new FetchException(FetchFailure.Corrupt,
                $"the manifest the registry {Name} sent for {what} hashes to {digest}: it is not the one that was asked for.");
        }

        return Read(bytes, digest, response.Content.Headers.ContentType?.MediaType, what);
    }

    /// <summary>A small blob: the configuration of a model, a signature.</summary>
    internal async Task<byte[]> BlobAsync(string repository, OciDescriptor blob, long limit, CancellationToken cancellationToken)
    {
        var what = $"{repository}@{blob.Digest}";
        if (blob.Size > limit)
        {
            throw new FetchException(FetchFailure.Unsupported, $"{what} is {DiskFailure.Size(blob.Size)}, more than the {DiskFailure.Size(limit)} it may have.");
        }

        using var response = await GetAsync(BlobPath(repository, blob), PullScope(repository), what, null, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw await FailureAsync(response, what, cancellationToken);
        }

        var bytes = await _sender.ReadBytesAsync(response, limit, cancellationToken);
        return "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes)) == blob.Digest ? bytes : throw new FetchException(
            FetchFailure.Corrupt, $"the registry {Name} sent other content for {what} than its digest says.");
    }

    /// <summary>A blob to download.</summary>
    internal SourceFile File(string repository, OciDescriptor blob, string path, ArchiveFormat? unpack = null)
    {
        if (!OciUriParser.IsDigest(blob.Digest))
        {
            throw new FetchException(FetchFailure.Unsupported,
                $"{repository} names a blob by the digest \"{blob.Digest}\": only sha256 digests are checked here.");
        }

        var what = $"{path} of {Name}/{repository}";
        return new HttpFile(
            new Uri(_endpoint.Encrypted, BlobPath(repository, blob)),
            (headers, ct) => GetAsync(BlobPath(repository, blob), PullScope(repository), what, headers, ct),
            (response, ct) => FailureAsync(response, what, ct))
        {
            Path = path,
            Size = blob.Size,
            Digest = new FileDigest(DigestKind.Sha256, blob.Digest["sha256:".Length..]),
            Unpack = unpack,
        };
    }

    /// <summary>One page of a listing, and the path of the next.</summary>
    internal async Task<(T Page, string? Next)> PageAsync<T>(string path, string scope, string what, CancellationToken cancellationToken)
    {
        using var response = await GetAsync(path, scope, what, null, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw await FailureAsync(response, what, cancellationToken);
        }

        try
        {
            var page = await _sender.ReadJsonAsync<T>(response, cancellationToken);
            return page is null ? throw Nonsense(what) : (page, HttpLinks.Next(response, response.RequestMessage!.RequestUri!)?.PathAndQuery);
        }
        catch (JsonException e)
        {
            throw Nonsense(what, e);
        }
    }

    private FetchException Nonsense(string what, Exception? inner = null) =>
        new(FetchFailure.Unsupported, $"{Name} did not answer as a registry does when asked for {what}.", inner);

    private static string BlobPath(string repository, OciDescriptor blob) => $"{repository}/blobs/{blob.Digest}";

    private static void Accept(HttpRequestHeaders headers)
    {
        foreach (var type in OciMediaTypes.Accepted)
        {
            headers.Accept.Add(new(type));
        }
    }

    private OciDocument Read(byte[] bytes, string digest, string? sentType, string what)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize<OciManifest>(bytes, StoreJson.Options);
            var type = manifest?.MediaType ?? sentType ?? "";
            return manifest is { SchemaVersion: 2 } && OciMediaTypes.Accepted.Contains(type)
                ? new OciDocument(digest, type, bytes, manifest)
                : throw new FetchException(FetchFailure.Unsupported,
                    $"{what} in the registry {Name} is a \"{type}\", not an OCI image manifest or index. Push it again with a tool of today.");
        }
        catch (JsonException e)
        {
            throw new FetchException(FetchFailure.Corrupt, $"the manifest of {what} in the registry {Name} is not one ({e.Message})", e);
        }
    }
}
