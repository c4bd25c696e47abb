using Modelyard.Artifacts;

namespace Modelyard.Library;

internal static class ArchivePaths
{
    internal static void Check(string path, Content content, Inspection inspection)
    {
        var plain = path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;
        if (RelativePath.Problem(plain.TrimEnd('/')) is { } problem)
        {
            inspection.Report(ArchiveRules.PathEscape, content, path, $"the archive contains \"{path}\", a path that {problem}");
        }
    }
}
