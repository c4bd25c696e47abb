namespace Modelyard.Artifacts;

/// <summary>An image in a registry, in the form in which another program can be told to pull it.</summary>
/// <param name="Registry">Address of the registry, without the path of its API.</param>
/// <param name="Digest">Of the image for one platform, not of an index.</param>
/// <param name="MediaType">Of its manifest.</param>
/// <param name="Authorization">What the registry is sent as <c>Authorization</c>; null for nothing.</param>
public sealed record OciImage(Uri Registry, string Repository, string Digest, string MediaType, string? Authorization)
{
    // The record's own would print the secret into logs.
    public override string ToString() => $"{Registry.Authority}/{Repository}@{Digest}";
}
