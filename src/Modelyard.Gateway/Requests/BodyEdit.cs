namespace Modelyard.Gateway;

/// <summary>A change of a body that leaves all else as it came, byte for byte.</summary>
/// <param name="At">Where in the original.</param>
/// <param name="Removes">How many bytes of the original go.</param>
/// <param name="Inserts">What comes instead.</param>
internal readonly record struct BodyEdit(int At, int Removes, ReadOnlyMemory<byte> Inserts);
