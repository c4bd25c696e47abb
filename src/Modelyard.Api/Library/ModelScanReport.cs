namespace Modelyard.Api;

/// <summary>What a scan of a version found, in full. Has the name of the ModelVersion, which owns it.</summary>
[Kind("modelyard.dev", "v1alpha1", "ModelScanReport", "modelscanreports", ResourceScope.Namespaced, ShortNames = ["mscan"], Categories = ["modelyard"])]
public sealed class ModelScanReport : Resource
{
    /// <summary>The report.</summary>
    [Required]
    public ScanReport Report { get; set; } = new();
}

/// <summary>A scan report.</summary>
public sealed class ScanReport
{
    /// <summary>Digest of the version that was scanned.</summary>
    public string? Digest { get; set; }

    /// <summary>Scanner and its version.</summary>
    public string? Scanner { get; set; }

    /// <summary>Edition of the scan rules. What was scanned by an older one is scanned again.</summary>
    public int? Rules { get; set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? At { get; set; }

    /// <summary><c>Clean</c>, <c>Findings</c>, <c>Blocked</c> or <c>Unfinished</c>.</summary>
    public string? Verdict { get; set; }

    /// <summary>The findings, the worst first.</summary>
    public List<ReportedFinding>? Findings { get; set; }

    /// <summary>Number of findings that are not listed one by one because there are too many.</summary>
    public int? Omitted { get; set; }

    /// <summary>What was made of each file.</summary>
    public List<ReportedFile>? Files { get; set; }

    /// <summary>What scanners of images have scanned.</summary>
    [MapList("scanner")]
    public List<ReportedImageScan>? Images { get; set; }
}

/// <summary>A finding.</summary>
public sealed class ReportedFinding
{
    /// <summary>The ImageScanner that found it; absent for what was found in the files.</summary>
    public string? Scanner { get; set; }

    /// <summary>Rule it comes from, as in the reference of scan rules; for a vulnerability of an image its id, such as <c>CVE-2024-3094</c>.</summary>
    public string? Rule { get; set; }

    /// <summary><c>Critical</c>, <c>High</c>, <c>Medium</c>, <c>Low</c> or <c>Info</c>.</summary>
    public string? Severity { get; set; }

    /// <summary>What the policy does about it: <c>Block</c>, <c>Waiver</c> (needs one), <c>Waived</c>, <c>Warn</c> or <c>Ignore</c>.</summary>
    public string? Action { get; set; }

    /// <summary>The ScanWaiver for it, also when it has ended.</summary>
    public string? Waiver { get; set; }

    /// <summary>When that waiver ends, or has ended.</summary>
    public DateTimeOffset? WaivedUntil { get; set; }

    /// <summary>File of the model.</summary>
    public string? Path { get; set; }

    /// <summary>Where in the file.</summary>
    public string? Location { get; set; }

    /// <summary>What was found.</summary>
    public string? Message { get; set; }

    /// <summary>What to do about it.</summary>
    public string? Advice { get; set; }
}

/// <summary>What was made of a file.</summary>
public sealed class ReportedFile
{
    /// <summary>Path in the model's folder.</summary>
    public string? Path { get; set; }

    /// <summary><c>Scanned</c>, <c>Unfinished</c> or <c>Skipped</c>.</summary>
    public string? Outcome { get; set; }

    /// <summary>Formats it contains.</summary>
    public List<string>? Formats { get; set; }

    /// <summary>Why it was not scanned to its end.</summary>
    public string? Reason { get; set; }
}

/// <summary>What a scanner of images has scanned.</summary>
public sealed class ReportedImageScan
{
    /// <summary>Name of the ImageScanner.</summary>
    [Required]
    public string? Scanner { get; set; }

    /// <summary>What the scanner calls itself.</summary>
    public string? By { get; set; }

    /// <summary>Digest of the image; absent when the version does not come as one.</summary>
    public string? Image { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset? At { get; set; }
}
