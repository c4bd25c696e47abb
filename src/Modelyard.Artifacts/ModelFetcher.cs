using System.Text;

namespace Modelyard.Artifacts;

/// <summary>Brings models to this machine: one per process, for all of them.</summary>
public sealed class ModelFetcher : IDisposable
{
    private readonly ArtifactsOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpSenders _senders;
    private readonly Dictionary<string, IModelSource> _sources = new(StringComparer.Ordinal);
    private readonly SharedFetches _shared;

    /// <param name="sources">Sources besides the built-in ones; they win where schemes are equal.</param>
    /// <exception cref="FetchException">The store's folder cannot be used.</exception>
    public ModelFetcher(ArtifactsOptions options, TimeProvider time, IEnumerable<IModelSource>? sources = null)
    {
        (_options, _time) = (options, time);
        Store = new ContentStore(options, time);
        Retry = new RetrySchedule(options, time);
        _senders = new HttpSenders(options, time);
        _shared = new SharedFetches(time);
        var registries = new OciRegistries(_senders, new RegistryLogins(options.RegistryLoginFile), time);
        Catalogs = new SourceCatalogs(_senders, registries, Retry, options, time);
        Referrers = new OciReferrers(registries, Retry);
        Images = new OciImages(registries, Retry);
        IModelSource[] builtIn =
        [
            new FileSource(options), new HttpSource(_senders, time), new HuggingFaceSource(_senders, options, time), new OciSource(registries),
            new S3Source(_senders, options, time),
        ];
        foreach (var source in builtIn.Concat(sources ?? []))
        {
            foreach (var scheme in source.Schemes)
            {
                _sources[scheme] = source;
            }
        }
    }

    public ContentStore Store { get; }

    /// <summary>What sources offer. Limits of a source count for looking and fetching together.</summary>
    public SourceCatalogs Catalogs { get; }

    /// <summary>Signatures and the like that registries keep.</summary>
    public OciReferrers Referrers { get; }

    /// <summary>Models that come as images.</summary>
    public OciImages Images { get; }

    internal RetrySchedule Retry { get; }

    /// <summary>
    /// Fetches what the URI names unless it is here already, for an engine to read. Callers asking for the same thing at the same time share one download.
    /// </summary>
    /// <exception cref="FetchException">With a message for the user.</exception>
    public async Task<FetchedModel> FetchAsync(
        string uri, FetchOptions? options = null, IProgress<FetchProgress>? progress = null, CancellationToken cancellationToken = default) =>
        (FetchedModel)await RunAsync(uri, options ?? new FetchOptions(), toFolder: true, progress, cancellationToken);

    /// <summary>The same for whoever only reads single files of it: an encrypted model stays encrypted.</summary>
    /// <exception cref="FetchException">With a message for the user.</exception>
    public Task<StoredModel> StoreAsync(
        string uri, FetchOptions? options = null, IProgress<FetchProgress>? progress = null, CancellationToken cancellationToken = default) =>
        RunAsync(uri, options ?? new FetchOptions(), toFolder: false, progress, cancellationToken);

    /// <summary>Connections for something else than models, with the proxies and authorities that are set up for them.</summary>
    /// <exception cref="FetchException">An authority is not what it should be.</exception>
    public HttpMessageHandler NewHandler(SourceAccess access) => ModelHttpHandler.Create(_options, access);

    public void Dispose() => _senders.Dispose();

    private async Task<StoredModel> RunAsync(string uri, FetchOptions options, bool toFolder, IProgress<FetchProgress>? progress, CancellationToken cancellationToken)
    {
        var parsed = ModelUri.Parse(uri) is var named && named is LocalModelUri local
            ? local.From(options.BaseFolder ?? Environment.CurrentDirectory)
            : named;
        if (!_sources.TryGetValue(parsed.Scheme, out var source))
        {
            throw new FetchException(FetchFailure.Unsupported,
                $"models cannot be fetched from {parsed.Scheme}:// yet ({parsed.Display}). Supported are a path on this machine and "
                + $"{string.Join(", ", _sources.Keys.Order(StringComparer.Ordinal).Select(s => s + "://"))}.");
        }

        return await _shared.RunAsync(
            JoinKey(parsed, options, toFolder),
            (tracker, ct) => new Fetch(Store, source, Retry, _options, _time, tracker).RunAsync(parsed, options, toFolder, ct),
            progress,
            cancellationToken);
    }

    /// <summary>Only callers with the same credentials share: one without a token must not get a model through another's.</summary>
    private string JoinKey(ModelUri uri, FetchOptions options, bool toFolder)
    {
        var key = new StringBuilder(uri.Text).Append('\n').Append(options.Token).Append('\n').Append(options.PreferCached)
            .Append('\n').Append(options.Access?.Key).Append('\n').Append(options.Copy).Append('\n').Append(options.Digest)
            .Append('\n').Append(options.Owner).Append('\n').Append(options.Holder).Append('\n').Append(toFolder).Append('\n').Append(Store.Keys is null ? null : options.User);
        foreach (var (name, value) in options.Headers.OrderBy(h => h.Key, StringComparer.Ordinal))
        {
            key.Append('\n').Append(name).Append(':').Append(value);
        }

        return StoreLayout.KeyOf(key.ToString());
    }
}
