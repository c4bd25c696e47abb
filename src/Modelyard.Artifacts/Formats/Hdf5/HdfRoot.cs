namespace Modelyard.Artifacts;

/// <summary>The texts attached to the root of an HDF5 file: among them the configuration of a Keras model.</summary>
/// <param name="Problem">Why the root could not be followed to its end; null where it was.</param>
public sealed record HdfRoot(IReadOnlyList<HdfAttribute> Attributes, FormatProblem? Problem);
