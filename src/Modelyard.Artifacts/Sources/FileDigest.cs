namespace Modelyard.Artifacts;

public enum DigestKind
{
    Sha256,

    /// <summary>SHA-1 over git's blob header and the content: what the hub gives for files not in LFS.</summary>
    GitBlob,
}

/// <param name="Hex">Lower case.</param>
public sealed record FileDigest(DigestKind Kind, string Hex)
{
    public override string ToString() => (Kind == DigestKind.Sha256 ? "sha256:" : "git:") + Hex;
}
