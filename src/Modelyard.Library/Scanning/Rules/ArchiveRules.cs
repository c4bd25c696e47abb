namespace Modelyard.Library;

/// <summary>Rules about archives and compressed files.</summary>
internal static class ArchiveRules
{
    internal static readonly ScanRule NotOpened = new("MY-ARC-001", FindingSeverity.Critical, "Container that scanners do not open",
        "Unpack it and publish the files, or repack them as .zip or .tar.gz. 7z, rar and xz are a known way around scanners.");

    internal static readonly ScanRule PathEscape = new("MY-ARC-002", FindingSeverity.Critical, "Member's path leads outside the archive",
        "Do not unpack it: it would write files anywhere.");

    internal static readonly ScanRule Link = new("MY-ARC-003", FindingSeverity.High, "Link or device in an archive",
        "Repack the archive with files only.");

    internal static readonly ScanRule Bomb = new("MY-ARC-004", FindingSeverity.Critical, "Archive unpacks to far more than its size explains",
        "Do not unpack it. Weights hardly compress; an archive that grows this much is made to fill a disk.");

    internal static readonly ScanRule Encrypted = new("MY-ARC-005", FindingSeverity.Critical, "Member is marked as encrypted",
        "Ask for it without a password. Some loaders ignore the mark and read the member all the same.");

    internal static readonly ScanRule Contradiction = new("MY-ARC-006", FindingSeverity.Critical, "Archive says two different things about its members",
        "Do not use it: what it holds depends on who opens it.");

    internal static readonly ScanRule DuplicateMember = new("MY-ARC-007", FindingSeverity.High, "Two members of the same name",
        "Repack the archive. Readers differ in which of the two they take.");

    internal static readonly ScanRule Overlap = new("MY-ARC-008", FindingSeverity.Critical, "Members share bytes",
        "Do not unpack it: no tool writes this, and it is how archives grow without bound.");

    internal static readonly ScanRule Unclaimed = new("MY-ARC-009", FindingSeverity.Medium, "Bytes that belong to no member",
        "Repack the archive; ask the author what they are.");

    internal static readonly ScanRule Damaged = new("MY-ARC-010", FindingSeverity.High, "Archive or member cannot be read",
        "Fetch it again. Loaders take single members by name and do not mind the damaged ones.");

    internal static readonly ScanRule Checksum = new("MY-ARC-011", FindingSeverity.Medium, "Member does not have its checksum",
        "Fetch it again. If it stays so it was changed after it was packed; PyTorch does not compare checksums.");

    internal static readonly ScanRule TooDeep = new("MY-ARC-012", FindingSeverity.High, "Archives nested too deeply",
        "Unpack the inner archives and publish the files.");

    internal static readonly IReadOnlyList<ScanRule> All =
        [NotOpened, PathEscape, Link, Bomb, Encrypted, Contradiction, DuplicateMember, Overlap, Unclaimed, Damaged, Checksum, TooDeep];
}
