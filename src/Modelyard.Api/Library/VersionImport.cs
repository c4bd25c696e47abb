namespace Modelyard.Api;

/// <summary>How a version stood where it was exported, as its archive says. A record of the other site: it counts for nothing here.</summary>
public sealed class VersionImport
{
    /// <summary>What it was called there, as project/model:version.</summary>
    public string? Version { get; set; }

    /// <summary>When it was exported.</summary>
    public DateTimeOffset? ExportedAt { get; set; }

    /// <summary>Fingerprint (SHA-256) of the key that signed the archive; absent when nobody had signed it.</summary>
    public string? SignedBy { get; set; }

    /// <summary>Its phase there.</summary>
    public string? Phase { get; set; }

    /// <summary>What the scan there found.</summary>
    public VersionScan? Scan { get; set; }

    /// <summary>What people there had decided.</summary>
    public List<RecordedDecision>? Decisions { get; set; }
}
