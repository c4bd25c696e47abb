namespace Modelyard.Artifacts;

/// <param name="Busy">Nothing was done because a fetch is under way; try again later.</param>
/// <param name="Models">Models removed.</param>
/// <param name="Bytes">Bytes freed.</param>
public sealed record GarbageReport(bool Busy, int Models, int Blobs, long Bytes);
