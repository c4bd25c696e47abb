namespace Modelyard.Artifacts;

/// <summary>A manifest as the registry sent it, checked against the digest.</summary>
internal sealed record OciDocument(string Digest, string MediaType, byte[] Bytes, OciManifest Content)
{
    internal bool IsIndex => MediaType is OciMediaTypes.Index or OciMediaTypes.DockerList;
}
