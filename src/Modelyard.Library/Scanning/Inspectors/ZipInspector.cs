using Modelyard.Artifacts;

namespace Modelyard.Library;

/// <summary>Zip archives: every member on its own, whatever is wrong with the others.</summary>
internal static class ZipInspector
{
    /// <summary>Stored members above this are weights; the digest of the whole file vouches for them.</summary>
    private const ulong LargestStoredToCheck = 4 << 20;

    internal static void Inspect(Content content, Inspection inspection)
    {
        using var archive = inspection.OpenSeekable(content);
        var directory = ZipDirectoryReader.Read(archive, inspection.Budget.MaxMembers, inspection.Cancellation);
        foreach (var problem in directory.Problems)
        {
            var rule = Rule(problem.Fault);
            if (rule == ArchiveRules.Damaged || rule == ArchiveRules.Encrypted)
            {
                inspection.Unfinished(rule, content, problem.Location, problem.Message);
            }
            else
            {
                inspection.Report(rule, content, problem.Location, problem.Message);
            }
        }

        if (!directory.IsComplete && directory.Problems.Count == 0)
        {
            inspection.Unfinished(ArchiveRules.Damaged, content, "", "the archive cannot be read to its end");
        }

        var storages = TorchStorages.Of(directory.Members);
        foreach (var member in directory.Members.Where(m => !m.IsFolder))
        {
            InspectMember(member, archive, content, storages.Contains(member), inspection);
        }
    }

    private static ScanRule Rule(FormatFault fault) => fault switch
    {
        FormatFault.Contradiction => ArchiveRules.Contradiction,
        FormatFault.Duplicate => ArchiveRules.DuplicateMember,
        FormatFault.Overlap => ArchiveRules.Overlap,
        FormatFault.Unclaimed => ArchiveRules.Unclaimed,
        FormatFault.Encrypted => ArchiveRules.Encrypted,
        FormatFault.Absurd => ArchiveRules.Bomb,
        _ => ArchiveRules.Damaged,
    };

    private static void InspectMember(ZipMember member, Stream archive, Content content, bool isStorage, Inspection inspection)
    {
        inspection.Budget.TakeMember();
        ArchivePaths.Check(member.Name, content, inspection);
        if (member.IsLink)
        {
            inspection.Report(ArchiveRules.Link, content, member.Name, $"\"{member.Name}\" is a link");
        }

        if (!member.IsReadable)
        {
            if (member.DataOffset >= 0)
            {
                inspection.Unfinished(ArchiveRules.NotOpened, content, member.Name, $"\"{member.Name}\" is packed with method {member.Method}, which is not opened here");
            }

            return;
        }

        var size = member.IsStored ? (long)member.CompressedSize : (long)Math.Min(member.Size, long.MaxValue);
        var inside = content.Inside(member.Name, size, () => member.IsStored ? member.Open(archive) : new MeteredStream(member.Open(archive), inspection.Budget), isStorage);
        inspection.Inspect(inside);
        if (!member.IsStored || member.CompressedSize <= LargestStoredToCheck)
        {
            Verify(member, inside, inspection);
        }
        else if (member.Size != member.CompressedSize)
        {
            inspection.Report(ArchiveRules.Contradiction, inside, "", "its two sizes differ, though it is not packed");
        }
    }

    private static void Verify(ZipMember member, Content inside, Inspection inspection)
    {
        try
        {
            var (size, crc) = inspection.Read(inside, Sum);
            if (size != member.Size)
            {
                inspection.Unfinished(ArchiveRules.Contradiction, inside, "", $"it has {size} bytes instead of {member.Size}");
            }
            else if (crc != member.Crc32 && member.Crc32 != 0)
            {
                // Zero is what PyTorch writes when it is told not to compute checksums.
                inspection.Report(ArchiveRules.Checksum, inside, "", $"its checksum is {crc:x8} instead of {member.Crc32:x8}");
            }
        }
        catch (InvalidDataException e)
        {
            inspection.Unfinished(ArchiveRules.Damaged, inside, "", $"it cannot be unpacked ({e.Message.TrimEnd('.')})");
        }
    }

    private static (ulong Size, uint Crc) Sum(ByteReader reader)
    {
        var crc = new Crc32();
        ulong size = 0;
        for (int available; (available = reader.Available(FormatDetector.HeadSize)) > 0; size += (ulong)available)
        {
            crc.Append(reader.Span(available, "content"));
        }

        return (size, crc.Value);
    }
}
