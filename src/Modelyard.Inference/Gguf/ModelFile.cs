using System.Globalization;

namespace Modelyard.Inference;

/// <summary>The GGUF file to load, found from the path a user gave and checked whole, its further parts included.</summary>
internal sealed record ModelFile(string Path, GgufHeader Header)
{
    /// <exception cref="ModelFileException">Missing, ambiguous, or damaged.</exception>
    internal static ModelFile Open(string path)
    {
        var file = Locate(System.IO.Path.GetFullPath(path));
        var header = GgufHeader.Read(file);
        if (header.SplitCount > 1)
        {
            CheckParts(file, header);
        }

        return new ModelFile(file, header);
    }

    private static string Locate(string path)
    {
        if (File.Exists(path))
        {
            return path;
        }

        if (!Directory.Exists(path))
        {
            throw new ModelFileException($"model file {path} does not exist");
        }

        var files = Directory.EnumerateFiles(path, "*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 2 })
            .Where(f => f.EndsWith(".gguf", StringComparison.OrdinalIgnoreCase) && !IsLaterPart(f))
            .Order(StringComparer.Ordinal)
            .ToArray();
        return files switch
        {
            [var only] => only,
            [] => throw new ModelFileException($"model folder {path} has no .gguf file"),
            _ => throw new ModelFileException(
                $"model folder {path} has {files.Length} .gguf files ({string.Join(", ", files.Take(5).Select(System.IO.Path.GetFileName))}): name one of them"),
        };
    }

    // A split model is NAME-00001-of-00003.gguf and so on; the engine opens the others from the first.
    private static bool IsLaterPart(string file) => Part(file) is { Index: > 1 };

    private static (string Prefix, int Index, int Count)? Part(string file)
    {
        var stem = System.IO.Path.GetFileNameWithoutExtension(file);
        return stem.Length > 15 && stem[^15] == '-' && stem.AsSpan()[^9..^5] is "-of-"
            && int.TryParse(stem.AsSpan()[^14..^9], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && int.TryParse(stem.AsSpan()[^5..], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? (stem[..^15], index, count)
            : null;
    }

    private static void CheckParts(string file, GgufHeader header)
    {
        if (header.SplitIndex != 0)
        {
            throw new ModelFileException($"model file {file} is part {header.SplitIndex + 1} of {header.SplitCount}: name the first part");
        }

        if (Part(file) is not { } part || part.Count != header.SplitCount)
        {
            throw new ModelFileException(
                $"model file {file} is the first of {header.SplitCount} parts and must be named like NAME-00001-of-{header.SplitCount:D5}.gguf");
        }

        for (var i = 2; i <= part.Count; i++)
        {
            var other = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(file)!, $"{part.Prefix}-{i:D5}-of-{part.Count:D5}.gguf");
            if (!File.Exists(other))
            {
                throw new ModelFileException($"model file {file} is split into {part.Count} parts and {System.IO.Path.GetFileName(other)} is missing");
            }

            GgufHeader.Read(other);
        }
    }
}
