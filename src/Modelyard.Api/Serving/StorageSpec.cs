namespace Modelyard.Api;

/// <summary>A place in a storage whose credentials are in the <c>storage-config</c> Secret.</summary>
public class StorageSpec
{
    /// <summary>Path within the storage.</summary>
    public string? Path { get; set; }

    /// <summary>Settings that override those of the Secret, e.g. <c>bucket</c>.</summary>
    public Dictionary<string, string>? Parameters { get; set; }

    /// <summary>Key of the Secret.</summary>
    public string? Key { get; set; }
}

/// <summary>Where a model is.</summary>
public sealed class ModelStorageSpec : StorageSpec
{
    /// <summary>Path of the model's schema file.</summary>
    public string? SchemaPath { get; set; }
}

/// <summary>Where logged payloads go.</summary>
public sealed class LoggerStorageSpec : StorageSpec
{
    /// <summary>ServiceAccount with the credentials.</summary>
    public string? ServiceAccountName { get; set; }
}

/// <summary>A place to fetch from.</summary>
public sealed class StorageUri
{
    /// <summary>Where from.</summary>
    [Required]
    public string? Uri { get; set; }

    /// <summary>Folder the content appears in.</summary>
    [Pattern("^/.*"), Default("/mnt/models")]
    public string? MountPath { get; set; }
}
