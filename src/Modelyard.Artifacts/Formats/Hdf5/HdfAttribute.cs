namespace Modelyard.Artifacts;

/// <summary>A text attached to the root of an HDF5 file, by its place in the file.</summary>
public sealed record HdfAttribute(string Name, long Offset, long Length);
