namespace Modelyard.Artifacts;

/// <summary>Files read once from beginning to end: the system reads ahead, and nothing is buffered twice.</summary>
internal static class SequentialFile
{
    internal static FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan);
}
