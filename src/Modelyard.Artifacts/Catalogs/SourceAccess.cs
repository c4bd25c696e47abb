using System.Text.Json;

namespace Modelyard.Artifacts;

/// <summary>How one source is reached, where it differs from what the machine is set up for.</summary>
public sealed record SourceAccess
{
    /// <summary>User of a registry or web server; access key of object storage.</summary>
    public string? Username { get; init; }

    /// <summary>Its password; secret key of object storage.</summary>
    public string? Password { get; init; }

    /// <summary>A bearer token: of the hub, of a registry; the session's of object storage.</summary>
    public string? Token { get; init; }

    /// <summary>Authorities to trust besides the system's, as PEM.</summary>
    public string? CaPem { get; init; }

    public Uri? Proxy { get; init; }

    /// <summary>Speaks HTTP where the source has no TLS.</summary>
    public bool PlainHttp { get; init; }

    /// <summary>Of object storage that is not Amazon's, and of a mirror of the hub.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>Of object storage.</summary>
    public string? Region { get; init; }

    /// <summary>Bytes a second, all downloads from the source together.</summary>
    public long? Bandwidth { get; init; }

    /// <summary>Requests and downloads at a time.</summary>
    public int? Concurrency { get; init; }

    /// <summary>How the tools of object storage are told to reach it, by their variables; null when none of them is set.</summary>
    /// <exception cref="FetchException">An address in them is none.</exception>
    public static SourceAccess? OfStorage(Func<string, string?> variable)
    {
        var endpoint = Of("AWS_ENDPOINT_URL_S3") ?? Of("AWS_ENDPOINT_URL");
        var access = new SourceAccess
        {
            Username = Of("AWS_ACCESS_KEY_ID"),
            Password = Of("AWS_SECRET_ACCESS_KEY"),
            Token = Of("AWS_SESSION_TOKEN"),
            Region = Of("AWS_REGION") ?? Of("AWS_DEFAULT_REGION"),
            Endpoint = endpoint is null ? null
                : Uri.TryCreate(endpoint, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address
                : throw new FetchException(FetchFailure.InvalidUri, $"AWS_ENDPOINT_URL is \"{endpoint}\", which is not an http:// or https:// address."),
        };
        return access is { Username: null, Endpoint: null, Region: null } ? null : access;

        string? Of(string name) => variable(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
    }

    /// <summary>
    /// Whether requests go to somewhere, or through somewhere, that only the source names. Whoever writes a source must not have the credentials of the machine sent to where they are read.
    /// </summary>
    internal bool IsRerouted => Endpoint is not null || Proxy is not null || CaPem is not null || PlainHttp;

    /// <summary>Tells one way of reaching a source from another. Made of secrets: never shown or stored.</summary>
    internal string Key => JsonSerializer.Serialize(this, StoreJson.Options);

    // The record's own would print secrets into logs.
    public override string ToString() => nameof(SourceAccess);
}
