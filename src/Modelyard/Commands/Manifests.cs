using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.Commands;

/// <summary>Reads what <c>-f</c> names: files, folders (their *.yaml, *.yml, *.json in order), or standard input.</summary>
internal static class Manifests
{
    public static async Task<IReadOnlyList<JsonObject>> ReadAsync(string[]? paths, CancellationToken cancellationToken)
    {
        if (paths is null or [])
        {
            throw new CommandFailure(ExitCodes.Usage, "name a manifest with -f FILE, or -f - to read standard input.");
        }

        var documents = new List<JsonObject>();
        foreach (var path in paths.SelectMany(Expand))
        {
            var text = path == "-" ? await Console.In.ReadToEndAsync(cancellationToken) : await File.ReadAllTextAsync(path, cancellationToken);
            try
            {
                documents.AddRange(ManifestReader.ReadAll(text, path == "-" ? "standard input" : path).Select(m => m.Document));
            }
            catch (ManifestException e)
            {
                throw new CommandFailure(ExitCodes.Failed, e.Message, e);
            }
        }

        return documents.Count > 0
            ? documents
            : throw new CommandFailure(ExitCodes.Failed, $"{string.Join(", ", paths)}: no resources in it.");
    }

    private static IEnumerable<string> Expand(string path)
    {
        if (path == "-" || File.Exists(path))
        {
            return [path];
        }

        return Directory.Exists(path)
            ? Directory.EnumerateFiles(path).Where(f => Path.GetExtension(f) is ".yaml" or ".yml" or ".json").Order(StringComparer.Ordinal)
            : throw new CommandFailure(ExitCodes.Failed, $"{path}: no such file or folder.");
    }
}
