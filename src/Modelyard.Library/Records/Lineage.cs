using Modelyard.Api;

namespace Modelyard.Library;

/// <summary>What versions were made from, and what was made from them, over all versions one may see.</summary>
public sealed class Lineage(IReadOnlyCollection<ModelVersion> versions, IReadOnlyCollection<ModelDeployment> deployments)
{
    private readonly ILookup<string, ModelVersion> _byName = Index(versions, v => [VersionReference.Of(v).ToString()]);
    private readonly ILookup<string, ModelVersion> _byAddress = Index(versions, v => LineageNames.OfAddress(v.Spec.Source?.Uri));
    private readonly ILookup<string, ModelVersion> _byDigest = Index(versions, v => v.Status?.Digest is { } digest ? [digest] : []);

    /// <summary>Models it was made from, as they are named: by its submitter, and where that says nothing by its card.</summary>
    public static IReadOnlyList<string> BasesOf(ModelVersion version) =>
        version.Spec.Lineage?.BaseModels is { Count: > 0 } stated ? stated : Split(version.Status?.Metadata?.BaseModel);

    /// <summary>Data it was trained on, likewise.</summary>
    public static IReadOnlyList<LineageDataset> DatasetsOf(ModelVersion version) => version.Spec.Lineage?.Datasets is { Count: > 0 } stated
        ? stated
        : [.. (version.Status?.Metadata?.Datasets ?? []).Select(d => new LineageDataset { Name = d })];

    /// <summary>All that the version was made from, the nearest first.</summary>
    public IReadOnlyList<LineageNode> AncestorsOf(ModelVersion version)
    {
        var (found, seen) = (new List<LineageNode>(), new HashSet<string>(StringComparer.Ordinal) { KeyOf(version) });
        var level = new List<ModelVersion> { version };
        for (var distance = 1; level.Count > 0; distance++)
        {
            var next = new List<ModelVersion>();
            foreach (var child in level)
            {
                found.AddRange(Making(child, distance));
                foreach (var name in BasesOf(child))
                {
                    var known = Resolve(name, child).ToList();
                    if (known.Count == 0 && seen.Add(name))
                    {
                        found.Add(new LineageNode(LineageKind.Model, name, distance));
                    }

                    foreach (var parent in known.Where(p => seen.Add(KeyOf(p))))
                    {
                        found.Add(new LineageNode(LineageKind.Model, VersionReference.Of(parent).ToString(), distance, parent, known.Count > 1 ? $"one of what {name} may be" : null));
                        next.Add(parent);
                    }
                }
            }

            level = next;
        }

        return found;
    }

    /// <summary>All that was made from the version, and the deployments of it and of those, the nearest first.</summary>
    public IReadOnlyList<LineageNode> DescendantsOf(ModelVersion version) => Spread([], [version], 1);

    /// <summary>
    /// All that was made from something that need not be in the library, and the deployments of it: the versions that name it, and what was made from those.
    /// </summary>
    /// <param name="name">A name, address, digest or commit of a model, of data, code, a training run or an evaluation.</param>
    public IReadOnlyList<LineageNode> MadeFrom(string name)
    {
        string[] names = [name, .. LineageNames.OfAddress(name)];
        var naming = versions.Where(v => NamesOf(v).Intersect(names, StringComparer.Ordinal).Any()).ToList();
        return Spread([.. naming.Select(v => new LineageNode(LineageKind.Model, VersionReference.Of(v).ToString(), 1, v))], naming, 2);
    }

    /// <summary>The versions that a base model may be: named as in the library, by address, or by digest.</summary>
    internal IEnumerable<ModelVersion> Resolve(string name, ModelVersion by)
    {
        if (name.StartsWith("sha256:", StringComparison.Ordinal))
        {
            return _byDigest[name];
        }

        // Who names a revision means that one; who names none may mean any.
        return VersionReference.Parse(name) is { } reference
            ? _byName[(reference with { Project = reference.Project ?? by.Metadata.Namespace }).ToString()]
            : LineageNames.OfAddress(name).Take(1).SelectMany(n => _byAddress[n]);
    }

    /// <summary>All that a version was made from itself, under each name that is known of it.</summary>
    private static IEnumerable<string?> NamesOf(ModelVersion version)
    {
        var stated = version.Spec.Lineage;
        return
        [
            .. BasesOf(version), .. BasesOf(version).SelectMany(LineageNames.OfAddress),
            .. DatasetsOf(version).SelectMany(d => new[] { d.Name, d.Uri, d.Digest }),
            stated?.Code?.Repository, stated?.Code?.Commit, stated?.Training?.Name, stated?.Training?.Uri,
            .. (stated?.Evaluations ?? []).SelectMany(e => new[] { e.Name, e.Uri }),
        ];
    }

    private static IEnumerable<LineageNode> Making(ModelVersion version, int distance)
    {
        var stated = version.Spec.Lineage;
        foreach (var dataset in DatasetsOf(version))
        {
            yield return new LineageNode(LineageKind.Dataset, dataset.Name!, distance, null, dataset.Uri ?? dataset.Digest);
        }

        if (stated?.Code is { } code)
        {
            yield return new LineageNode(LineageKind.Code, code.Repository!, distance, null, code.Commit);
        }

        if (stated?.Training is { } run)
        {
            yield return new LineageNode(LineageKind.Training, run.Name!, distance, null, run.Uri);
        }

        foreach (var evaluation in stated?.Evaluations ?? [])
        {
            var metrics = string.Join(", ", (evaluation.Metrics ?? []).OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => $"{m.Key} {m.Value}"));
            yield return new LineageNode(LineageKind.Evaluation, evaluation.Name!, distance, null, metrics.Length > 0 ? metrics : evaluation.Uri);
        }
    }

    /// <summary>Adds to what was found what was made from these versions, step by step, and their deployments.</summary>
    private List<LineageNode> Spread(List<LineageNode> found, List<ModelVersion> level, int distance)
    {
        var seen = level.Select(KeyOf).ToHashSet(StringComparer.Ordinal);
        var children = versions.SelectMany(c => BasesOf(c).SelectMany(b => Resolve(b, c)).Select(p => (Parent: KeyOf(p), Child: c))).ToLookup(e => e.Parent, e => e.Child, StringComparer.Ordinal);
        for (; level.Count > 0; distance++)
        {
            found.AddRange(level.SelectMany(DeploymentsOf).Select(d => new LineageNode(LineageKind.Deployment, $"{d.Metadata.Namespace}/{d.Metadata.Name}", distance, null, d.Spec.Model?.Version)));
            level = [.. level.SelectMany(p => children[KeyOf(p)]).Where(c => seen.Add(KeyOf(c)))];
            found.AddRange(level.Select(c => new LineageNode(LineageKind.Model, VersionReference.Of(c).ToString(), distance, c)));
        }

        return found;
    }

    private IEnumerable<ModelDeployment> DeploymentsOf(ModelVersion version)
    {
        var name = VersionReference.Of(version);
        return deployments.Where(d => d.Spec.Model?.Version is { } text && VersionReference.Parse(text) is { } used && (used with { Project = used.Project ?? d.Metadata.Namespace }) == name);
    }

    private static string KeyOf(ModelVersion version) => VersionReference.Of(version).ToString();

    private static string[] Split(string? names) => names?.Split(", ", StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static ILookup<string, ModelVersion> Index(IEnumerable<ModelVersion> versions, Func<ModelVersion, IEnumerable<string>> names) =>
        versions.SelectMany(v => names(v).Select(n => (Name: n, Version: v))).ToLookup(e => e.Name, e => e.Version, StringComparer.Ordinal);
}
