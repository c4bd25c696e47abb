using Modelyard.Artifacts;

namespace Modelyard.Library;

/// <summary>
/// Members of a PyTorch archive that are raw numbers: <c>NAME/data/0</c> and so on beside <c>NAME/data.pkl</c>. They are searched for
/// pickles like everything else; they are only not expected to be of a known format.
/// </summary>
internal static class TorchStorages
{
    private static readonly string[] Folders = ["data", "constants", "tensors", "xl_model_weights"];

    internal static HashSet<ZipMember> Of(IReadOnlyList<ZipMember> members)
    {
        var roots = members
            .Where(m => m.Name.EndsWith("/data.pkl", StringComparison.Ordinal) || m.Name.EndsWith("/constants.pkl", StringComparison.Ordinal))
            .Select(m => m.Name[..m.Name.LastIndexOf('/')])
            .ToHashSet(StringComparer.Ordinal);
        return [.. members.Where(m => IsStorage(m.Name, roots))];
    }

    private static bool IsStorage(string name, HashSet<string> roots) =>
        name.Split('/') is [.. var root, var folder, var number]
            && Folders.Contains(folder, StringComparer.Ordinal) && number.Length > 0 && number.All(char.IsAsciiDigit) && roots.Contains(string.Join('/', root));
}
