namespace Modelyard.Api;

/// <summary>A file or folder of the machine.</summary>
public sealed class HostPathVolumeSource
{
    /// <summary>Path on the machine.</summary>
    [Required]
    public string? Path { get; set; }

    /// <summary>What must be there: empty (no check), <c>DirectoryOrCreate</c>, <c>Directory</c>, <c>FileOrCreate</c>, <c>File</c>, <c>Socket</c>, <c>CharDevice</c> or <c>BlockDevice</c>.</summary>
    public string? Type { get; set; }
}

/// <summary>An empty folder that lives as long as the pod.</summary>
public sealed class EmptyDirVolumeSource
{
    /// <summary>Empty for disk, <c>Memory</c> for a memory file system.</summary>
    public string? Medium { get; set; }

    /// <summary>The most it may hold.</summary>
    public Quantity? SizeLimit { get; set; }
}

/// <summary>The content of an OCI image or artifact.</summary>
public sealed class ImageVolumeSource
{
    /// <summary>The image.</summary>
    public string? Reference { get; set; }

    /// <summary><c>Always</c>, <c>Never</c> or <c>IfNotPresent</c>.</summary>
    public string? PullPolicy { get; set; }
}

/// <summary>A git checkout (deprecated).</summary>
public sealed class GitRepoVolumeSource
{
    /// <summary>URL of the repository.</summary>
    [Required]
    public string? Repository { get; set; }

    /// <summary>Commit to check out.</summary>
    public string? Revision { get; set; }

    /// <summary>Folder within the volume; no <c>..</c>.</summary>
    public string? Directory { get; set; }
}
