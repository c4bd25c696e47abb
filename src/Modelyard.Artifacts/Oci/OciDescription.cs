using System.Globalization;
using System.Text.Json;

namespace Modelyard.Artifacts;

/// <summary>What a manifest and its configuration say about a model.</summary>
internal sealed class OciDescription(OciRegistry registry, SourceCandidate candidate)
{
    private const long LargestConfig = 4 << 20;
    private const string Licenses = "org.opencontainers.image.licenses";
    private const string Created = "org.opencontainers.image.created";

    internal async Task<SourceCandidate> ReadAsync(CancellationToken cancellationToken)
    {
        var model = await new OciModelReader(registry, candidate.Repository).ReadAsync(candidate.Version, cancellationToken);
        var manifest = model.Manifest;
        var config = await ConfigAsync(manifest.Config, cancellationToken);
        var labels = new Dictionary<string, string>(config?.Config?.Labels ?? new Dictionary<string, string>(), StringComparer.Ordinal);
        foreach (var (name, value) in manifest.Annotations ?? new Dictionary<string, string>())
        {
            labels[name] = value;
        }

        var named = model.Layout is OciFilesLayout files ? FileFormats.Of(files.Files.Select(f => f.Path)) : [];
        return candidate with
        {
            Uri = $"oci://{registry.Name}/{candidate.Repository}@{model.Digest}",
            Revision = model.Digest,
            Size = manifest.Layers?.Sum(l => l.Size),
            ModifiedAt = config?.Descriptor?.CreatedAt ?? config?.Created ?? Time(labels.GetValueOrDefault(Created)),
            Formats = named.Count > 0 ? named : config?.Config?.Format is { Length: > 0 } format ? [format.ToLowerInvariant()] : [],
            License = config?.Descriptor?.Licenses is { Count: > 0 } licenses ? string.Join(" AND ", licenses) : labels.GetValueOrDefault(Licenses),
            Labels = labels,
        };
    }

    private async Task<Configuration?> ConfigAsync(OciDescriptor? config, CancellationToken cancellationToken)
    {
        if (config is null || config.MediaType == OciMediaTypes.Empty || config.Size is 0 or > LargestConfig
            || !config.MediaType.EndsWith("json", StringComparison.Ordinal) || !OciUriParser.IsDigest(config.Digest))
        {
            return null;
        }

        try
        {
            var bytes = await registry.BlobAsync(candidate.Repository, config, LargestConfig, cancellationToken);
            return JsonSerializer.Deserialize<Configuration>(bytes, StoreJson.Options);
        }
        catch (JsonException)
        {
            // Of an artifact it may hold anything; it only adds to what the manifest says.
            return null;
        }
    }

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    /// <summary>Of a ModelPack artifact (descriptor, config) or of an image (created, config).</summary>
    private sealed record Configuration(DateTimeOffset? Created, ModelDescriptor? Descriptor, Properties? Config);

    private sealed record ModelDescriptor(DateTimeOffset? CreatedAt, IReadOnlyList<string>? Licenses);

    private sealed record Properties(string? Format, IReadOnlyDictionary<string, string>? Labels);
}
