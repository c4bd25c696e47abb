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

    public bool IsMissing => Problem == Missing;
}
