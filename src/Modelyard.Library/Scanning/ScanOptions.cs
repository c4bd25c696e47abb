using Modelyard.Artifacts;

namespace Modelyard.Library;

/// <summary>What a scan may use, and what an operator has decided to trust.</summary>
public sealed record ScanOptions
{
    /// <summary>Imports of pickles that are allowed beside those that weights need, written <c>module:name</c>.</summary>
    public IReadOnlyCollection<string> AllowedImports { get; init; } = [];

    /// <summary>Domains of ONNX operators that the engines in use implement, beside the ones of ONNX and ONNX Runtime.</summary>
    public IReadOnlyCollection<string> AllowedOperatorDomains { get; init; } = [];

    /// <summary>What archives may unpack to before they are taken for bombs.</summary>
    public ExtractionLimits Extraction { get; init; } = new();

    /// <summary>How deep archives in archives are opened.</summary>
    public int MaxNesting { get; init; } = 4;

    /// <summary>Findings listed for one file; a file with more has enough of them to be refused.</summary>
    public int MaxFindingsPerFile { get; init; } = 500;

    /// <summary>Bytes that are left free where packed members are put: the disk is not the scan's alone.</summary>
    public long ScratchReserve { get; init; } = 512L << 20;

    /// <summary>Where packed members are put that have to be read out of order. They are gone when the scan ends, however it does.</summary>
    public string ScratchFolder { get; init; } = Path.GetTempPath();
}
