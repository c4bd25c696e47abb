namespace Modelyard.Artifacts;

/// <summary>What reading a model again found.</summary>
public sealed record VerifyReport(string Digest, IReadOnlyList<BrokenFile> Broken)
{
    public bool IsIntact => Broken.Count == 0;
}

/// <param name="Path">Inside the model.</param>
/// <param name="Problem">In plain words: missing, shortened, changed, or not part of the model.</param>
public sealed record BrokenFile(string Path, string Problem)
{
    internal const string Missing = "is missing";

    internal static string WrongSize(long actual, long expected) => $"has {actual} bytes instead of {expected}";

    internal static string Undecipherable(FetchException why) => $"cannot be decrypted: {why.Message.TrimEnd('.')}";

    /// <summary>Null when it is the right one.</summary>
    internal static string? WrongDigest(string actual, ModelFile file) => actual == file.Sha256 ? null : $"hashes to sha256:{actual} instead of sha256:{file.Sha256}";

    public bool IsMissing => Problem == Missing;
}
