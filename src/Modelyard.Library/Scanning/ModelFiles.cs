namespace Modelyard.Library;

/// <summary>What the files of a model have to do with each other.</summary>
internal sealed class ModelFiles(IReadOnlyList<ScannedFile> files)
{
    private readonly Dictionary<string, long> _sizes = files.GroupBy(f => f.Path, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().Size, StringComparer.Ordinal);
    private readonly HashSet<string> _weights = new(StringComparer.Ordinal);

    /// <summary>Null for a file that the model does not have.</summary>
    internal long? SizeOf(string path) => _sizes.TryGetValue(path, out var size) ? size : null;

    /// <summary>A graph keeps its numbers in this file: that it is of no known format is as it should be.</summary>
    internal void AddWeights(string path) => _weights.Add(path);

    internal bool AreWeights(string path) => _weights.Contains(path);
}
