namespace Modelyard.Artifacts;

/// <summary>Says of which archive something is wrong. A bad archive does not get better by keeping it.</summary>
internal static class ArchiveFailure
{
    internal static async Task<T> ExplainAsync<T>(SourceFile archive, HeldFile held, Func<Task<T>> unpack)
    {
        try
        {
            return await unpack();
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException)
        {
            held.GiveUp();
            throw new FetchException(FetchFailure.Corrupt,
                $"{archive.Display} is not a complete {Name(archive.Unpack)} archive ({e.Message.TrimEnd('.')}). "
                    + "Pack it again, or check that the link leads to the archive itself.", e);
        }
        catch (FetchException e)
        {
            held.GiveUp();
            throw new FetchException(e.Reason, $"{archive.Display}: {e.Message}", e);
        }
        catch (IOException e) when (DiskFailure.IsDiskFull(e))
        {
            held.GiveUp();
            throw;
        }
    }

    private static string Name(ArchiveFormat? format) => format switch
    {
        ArchiveFormat.Zip => ".zip",
        ArchiveFormat.Tar => ".tar",
        ArchiveFormat.TarGz => ".tar.gz",
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };
}
