using System.Text;
using Modelyard.Api;

namespace Modelyard.Library;

/// <summary>What a repository of a source is called as a Model, and a version of it as a ModelVersion.</summary>
internal static class ModelNaming
{
    private const int LongestName = 63;

    /// <summary>The model and version as the library names them; null when nothing that may be a name is left.</summary>
    public static VersionReference? Of(string repository, string version, string? naming)
    {
        var name = naming == "FullPath" ? repository : repository[(repository.LastIndexOf('/') + 1)..];
        var built = new StringBuilder();
        foreach (var c in name)
        {
            built.Append(char.IsAsciiLetterUpper(c) ? char.ToLowerInvariant(c) : char.IsAsciiLetterOrDigit(c) || c == '.' ? c : '-');
        }

        var model = built.ToString().Trim('-', '.');
        return VersionReference.Parse($"{model[..Math.Min(model.Length, LongestName)].TrimEnd('-', '.')}:{version.Replace('/', '-')}");
    }
}
