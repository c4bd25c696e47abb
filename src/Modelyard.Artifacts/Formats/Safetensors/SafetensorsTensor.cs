namespace Modelyard.Artifacts;

/// <param name="Begin">From the end of the header.</param>
internal readonly record struct SafetensorsTensor(string Name, string Type, UInt128 Elements, ulong Begin, ulong End);
