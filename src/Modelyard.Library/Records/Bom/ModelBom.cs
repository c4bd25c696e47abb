using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Modelyard.Api;

namespace Modelyard.Library;

/// <summary>The bill of materials of a version: what is in it, what it was made from. The same for the same version, whenever it is written.</summary>
public static class ModelBom
{
    private const string Model = "machine-learning-model";

    /// <param name="version">The version; its files must be known.</param>
    /// <param name="lineage">Says which of the models that it was made from are in the library.</param>
    /// <param name="program">Version of this program.</param>
    public static BomDocument Of(ModelVersion version, Lineage lineage, string program)
    {
        var subject = Subject(version);
        var bases = Lineage.BasesOf(version).Select(b => Base(b, [.. lineage.Resolve(b, version)])).ToList();
        var datasets = Lineage.DatasetsOf(version).Select(Dataset).ToList();
        var parts = bases.Concat(datasets).DistinctBy(c => c.Ref).ToList();
        return new BomDocument
        {
            SerialNumber = "urn:uuid:" + Serial(version),
            Metadata = new BomMetadata(
                version.Metadata.CreationTimestamp?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                new BomTools([new BomComponent { Type = "application", Name = "modelyard", Version = program }]),
                subject),
            Components = parts.Count > 0 ? parts : null,
            Dependencies = [new BomDependency(subject.Ref!, parts.Count > 0 ? [.. parts.Select(p => p.Ref!)] : null), .. parts.Select(p => new BomDependency(p.Ref!, null))],
        };
    }

    private static BomComponent Subject(ModelVersion version)
    {
        var status = version.Status;
        return new BomComponent
        {
            Type = Model,
            Ref = Reference(version),
            Group = version.Metadata.Namespace,
            Name = version.Spec.Model!,
            Version = version.Spec.Version,
            Licenses = BomNames.License(status?.Metadata?.License) is { } license ? [license] : null,
            Purl = BomNames.PackageUrl(version.Spec.Source?.Uri),
            ExternalReferences = References(version),
            Components = status?.Files is { Count: > 0 } files ? [.. files.Select(f => File(version, f))] : null,
            ModelCard = Card(version),
            Properties = status?.Digest is { } digest ? [new BomProperty("modelyard:digest", digest)] : null,
        };
    }

    private static BomComponent File(ModelVersion version, VersionFile file) => new()
    {
        Type = "file",
        Ref = $"{Reference(version)}#{file.Path}",
        Name = file.Path!,
        Hashes = Hashes(file.Digest),
        Properties = file.Size is { } size ? [new BomProperty("modelyard:size", size.ToString(CultureInfo.InvariantCulture))] : null,
    };

    private static BomModelCard Card(ModelVersion version)
    {
        var metadata = version.Status?.Metadata;
        var metrics = (version.Spec.Lineage?.Evaluations ?? [])
            .SelectMany(e => (e.Metrics ?? []).OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => new BomMetric(m.Key, m.Value, e.Name!))).ToList();
        var datasets = Lineage.DatasetsOf(version).Select(d => new BomDatasetReference(DatasetReference(d))).ToList();
        var (inputs, outputs) = BomNames.Modalities(metadata?.Task);
        var properties = new (string Name, string? Value)[]
        {
            ("modelyard:format", metadata?.Format),
            ("modelyard:parameters", metadata?.Parameters?.ToString(CultureInfo.InvariantCulture)),
            ("modelyard:quantization", metadata?.Quantization),
            ("modelyard:contextLength", metadata?.ContextLength?.ToString(CultureInfo.InvariantCulture)),
            ("modelyard:languages", metadata?.Languages is { Count: > 0 } languages ? string.Join(", ", languages) : null),
        }.Where(p => p.Value is not null).Select(p => new BomProperty(p.Name, p.Value!)).ToList();
        return new BomModelCard
        {
            Ref = Reference(version) + "#card",
            ModelParameters = new BomModelParameters
            {
                Task = metadata?.Task,
                ArchitectureFamily = metadata?.Architecture,
                Datasets = datasets.Count > 0 ? datasets : null,
                Inputs = inputs,
                Outputs = outputs,
            },
            QuantitativeAnalysis = metrics.Count > 0 ? new BomQuantitativeAnalysis(metrics) : null,
            Properties = properties.Count > 0 ? properties : null,
        };
    }

    private static List<BomReference>? References(ModelVersion version)
    {
        var (lineage, found) = (version.Spec.Lineage, new List<BomReference>());
        Add("distribution", version.Spec.Source?.Uri, null);
        Add("vcs", lineage?.Code?.Repository, lineage?.Code?.Commit is { } commit ? $"commit {commit}" : null);
        Add("build-meta", lineage?.Training?.Uri, lineage?.Training is { } run ? $"training run {run.Name}" : null);
        foreach (var evaluation in lineage?.Evaluations ?? [])
        {
            Add("quality-metrics", evaluation.Uri, $"evaluation {evaluation.Name}");
        }

        return found.Count > 0 ? found : null;

        void Add(string type, string? url, string? comment)
        {
            if (!string.IsNullOrEmpty(url))
            {
                found.Add(new BomReference(type, url, comment));
            }
        }
    }

    // Of several versions that a name may mean, none is claimed to be the one.
    private static BomComponent Base(string name, IReadOnlyList<ModelVersion> known) => known is [var one]
        ? new BomComponent
        {
            Type = Model,
            Ref = Reference(one),
            Group = one.Metadata.Namespace,
            Name = one.Spec.Model!,
            Version = one.Spec.Version,
            Licenses = BomNames.License(one.Status?.Metadata?.License) is { } license ? [license] : null,
            Purl = BomNames.PackageUrl(one.Spec.Source?.Uri),
            Properties = one.Status?.Digest is { } digest ? [new BomProperty("modelyard:digest", digest)] : null,
        }
        : new BomComponent { Type = Model, Ref = "model:" + name, Name = name, Purl = BomNames.PackageUrl(name) };

    private static BomComponent Dataset(LineageDataset dataset) => new()
    {
        Type = "data",
        Ref = DatasetReference(dataset),
        Name = dataset.Name!,
        Hashes = Hashes(dataset.Digest),
        Data = [new BomData("dataset", dataset.Name!, dataset.Uri is { } uri ? new BomContents(uri) : null)],
    };

    private static string Reference(ModelVersion version) => "model:" + VersionReference.Of(version);

    private static string DatasetReference(LineageDataset dataset) => "dataset:" + dataset.Name;

    private static IReadOnlyList<BomHash>? Hashes(string? digest) => digest is not null && digest.StartsWith("sha256:", StringComparison.Ordinal) ? [new BomHash("SHA-256", digest[7..])] : null;

    private static Guid Serial(ModelVersion version)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"{VersionReference.Of(version)}\n{version.Status?.Digest}")).AsSpan(0, 16);
        (bytes[6], bytes[8]) = ((byte)((bytes[6] & 0x0F) | 0x80), (byte)((bytes[8] & 0x3F) | 0x80));
        return new Guid(bytes, bigEndian: true);
    }
}
