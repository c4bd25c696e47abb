namespace Modelyard.Api;

/// <summary>
/// Takes the versions of an archive into the project's library. Created with the archive itself (<c>application/x-tar</c>) in place of a document;
/// the answer says what came in, and is not stored.
/// </summary>
[Kind("modelyard.dev", "v1alpha1", "ModelImport", "modelimports", ResourceScope.Namespaced)]
public sealed class ModelImport : Resource
{
    /// <summary>What came in.</summary>
    public ModelImportStatus? Status { get; set; }
}

/// <summary>What came in.</summary>
public sealed class ModelImportStatus
{
    /// <summary>When the archive was written.</summary>
    public DateTimeOffset? ExportedAt { get; set; }

    /// <summary>Fingerprint (SHA-256) of the key that signed it; absent when nobody had.</summary>
    public string? SignedBy { get; set; }

    /// <summary>Bytes that were not in the store before.</summary>
    public long? NewBytes { get; set; }

    /// <summary>The versions.</summary>
    public List<ImportedVersion>? Versions { get; set; }
}

/// <summary>A version that came in.</summary>
public sealed class ImportedVersion
{
    /// <summary>What it is called here, as project/model:version.</summary>
    public string? Version { get; set; }

    /// <summary>Digest of its content.</summary>
    public string? Digest { get; set; }

    /// <summary>Whether the library had it before.</summary>
    public bool? Known { get; set; }
}
