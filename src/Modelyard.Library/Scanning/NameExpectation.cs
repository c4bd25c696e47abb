using System.Collections.Frozen;
using Modelyard.Artifacts;

namespace Modelyard.Library;

/// <summary>What a name lets one expect. The content decides how a file is read; a name that says something else is a finding.</summary>
internal static class NameExpectation
{
    /// <summary>Names that loaders take for pickles, whatever the bytes say.</summary>
    private static readonly FrozenSet<string> PickleNames = new[]
    {
        ".pkl", ".pickle", ".p", ".pk", ".pt", ".pth", ".ckpt", ".joblib", ".dill",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, ContentFormat[]> Expected = Table();

    internal static bool IsPickle(Content content) => PickleNames.Contains(Path.GetExtension(content.Name));

    /// <summary>The one format that a name stands for: content that is not recognized is still read as that, to say what is wrong with it.</summary>
    internal static ContentFormat? Single(Content content) =>
        !content.IsTensorStorage && Expected.TryGetValue(Path.GetExtension(content.Name), out var expected) && expected is [var only] && only is not (ContentFormat.Image or ContentFormat.Json) ? only : null;

    internal static void Check(Content content, ContentFormat found, Inspection inspection)
    {
        var extension = Path.GetExtension(content.Name);
        if (!content.IsTensorStorage && found is not ContentFormat.Empty
            && Expected.TryGetValue(extension, out var expected) && !expected.Contains(found) && !(found is ContentFormat.Unknown && IsPickle(content)))
        {
            inspection.Report(FileRules.WrongName, content, "", $"it is named {extension}, but it is {FormatName.Of(found)}");
        }
    }

    private static FrozenDictionary<string, ContentFormat[]> Table()
    {
        var text = new[] { ContentFormat.Text, ContentFormat.Json };
        var pickle = new[] { ContentFormat.Pickle, ContentFormat.Zip, ContentFormat.Tar, ContentFormat.Zlib, ContentFormat.Gzip, ContentFormat.OtherContainer };
        var table = new Dictionary<string, ContentFormat[]>
        {
            [".safetensors"] = [ContentFormat.Safetensors],
            [".gguf"] = [ContentFormat.Gguf],
            [".onnx"] = [ContentFormat.Onnx],
            [".npy"] = [ContentFormat.Numpy],
            [".npz"] = [ContentFormat.Zip],
            [".keras"] = [ContentFormat.Zip],
            [".zip"] = [ContentFormat.Zip],
            [".tar"] = [ContentFormat.Tar],
            [".gz"] = [ContentFormat.Gzip],
            [".tgz"] = [ContentFormat.Gzip],
            [".h5"] = [ContentFormat.Hdf5],
            [".hdf5"] = [ContentFormat.Hdf5],
            [".json"] = [ContentFormat.Json],
        };
        foreach (var name in (string[])[".md", ".txt", ".yaml", ".yml", ".jinja", ".jinja2", ".j2", ".py", ".csv", ".toml", ".ini", ".html", ".svg", ".jsonl"])
        {
            table[name] = text;
        }

        foreach (var name in (string[])[".png", ".jpg", ".jpeg", ".gif", ".webp"])
        {
            table[name] = [ContentFormat.Image];
        }

        foreach (var name in PickleNames)
        {
            table[name] = pickle;
        }

        return table.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
