namespace Modelyard.Artifacts;

/// <summary>How models are fetched and where they are kept.</summary>
public sealed record ArtifactsOptions
{
    public const string PublicHub = "https://huggingface.co";

    /// <summary>Folder of the content store; created when absent.</summary>
    public required string StoreFolder { get; init; }

    /// <summary>A folder in which nothing is a model's, such as that of the database and the keys: whoever may name a model must not be given those.</summary>
    public string? PrivateFolder { get; init; }

    /// <summary>How the store is encrypted; null for a store that is not.</summary>
    public ContentEncryption? Encryption { get; init; }

    /// <summary>Address of the Hugging Face hub or of a mirror that speaks its API (<c>HF_ENDPOINT</c>).</summary>
    public Uri HubEndpoint { get; init; } = new(PublicHub);

    /// <summary>Token for the hub when a fetch brings none (<c>HF_TOKEN</c>).</summary>
    public string? HubToken { get; init; }

    /// <summary>How object storage is reached when a fetch does not say (<c>AWS_ACCESS_KEY_ID</c> and the others).</summary>
    public SourceAccess S3 { get; init; } = new();

    /// <summary>Logins for registries as container tools keep them (<c>REGISTRY_AUTH_FILE</c>, <c>DOCKER_CONFIG</c>, their usual places).</summary>
    public string? RegistryLoginFile { get; init; }

    /// <summary>PEM file with authorities to trust besides the system's (<c>MODELYARD_CA_FILE</c>).</summary>
    public string? CaFile { get; init; }

    /// <summary>Files of one model downloaded at once.</summary>
    public int ParallelFiles { get; init; } = 4;

    /// <summary>Attempts in a row without a single new byte before giving up.</summary>
    public int MaxAttempts { get; init; } = 6;

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>From the request until the headers of the answer.</summary>
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A download that brings no byte for this long counts as a lost connection and is resumed.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A source that asks for a longer pause than this is not waited for.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Bytes a download must leave free on the store's disk.</summary>
    public long FreeSpaceReserve { get; init; } = 64L << 20;

    public ExtractionLimits Extraction { get; init; } = new();

    /// <summary>Options with the hub's address and token from the variables its own tools use, logins of registries and keys of object storage from theirs, and the private authority from ours.</summary>
    /// <exception cref="FetchException"><c>HF_ENDPOINT</c> is not an address.</exception>
    public static ArtifactsOptions FromEnvironment(string storeFolder, Func<string, string?>? variable = null)
    {
        variable ??= Environment.GetEnvironmentVariable;
        var options = new ArtifactsOptions
        {
            StoreFolder = storeFolder,
            HubToken = NullIfEmpty(variable("HF_TOKEN")),
            RegistryLoginFile = RegistryLogins.FileOf(variable),
            S3 = SourceAccess.OfStorage(variable) ?? new SourceAccess(),
            CaFile = NullIfEmpty(variable("MODELYARD_CA_FILE")),
        };
        return NullIfEmpty(variable("HF_ENDPOINT")) is not { } endpoint
            ? options
            : Uri.TryCreate(endpoint, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
                ? options with { HubEndpoint = address }
                : throw new FetchException(FetchFailure.InvalidUri,
                    $"HF_ENDPOINT is \"{endpoint}\", which is not an http:// or https:// address. Set it to one such as {PublicHub}.");
    }

    // The record's own would print the token into logs.
    public override string ToString() => $"ArtifactsOptions {{ StoreFolder = {StoreFolder}, HubEndpoint = {HubEndpoint} }}";

    private static string? NullIfEmpty(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
