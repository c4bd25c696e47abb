namespace Modelyard.Artifacts;

/// <summary>Turns what the operating system says about the store's disk into what the user can do about it.</summary>
internal static class DiskFailure
{
    private const int NoSpaceLeft = 28;
    private const int QuotaLinux = 122;
    private const int QuotaMac = 69;
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    internal static bool IsDiskFull(Exception e) => e is IOException { HResult: NoSpaceLeft or QuotaLinux or QuotaMac or WindowsDiskFull };

    internal static FetchException Of(Exception e, string folder) => IsDiskFull(e)
        ? new(FetchFailure.NoSpace,
            $"the disk of the model store {folder} is full{Free(folder)}. Free some space, or collect models that are no longer used.", e)
        : new(FetchFailure.StoreUnavailable,
            $"the model store {folder} cannot be written or read: "
                + $"{e.Message} The user {Environment.UserName}, as which Modelyard runs, needs to own that folder.", e);

    internal static string Size(long bytes) => bytes switch
    {
        >= 1L << 30 => $"{bytes / (double)(1L << 30):0.0} GiB",
        >= 1L << 20 => $"{bytes / (double)(1L << 20):0.0} MiB",
        >= 1L << 10 => $"{bytes / (double)(1L << 10):0.0} KiB",
        _ => $"{bytes} bytes",
    };

    private static string Free(string folder)
    {
        try
        {
            return $" ({Size(new DriveInfo(folder).AvailableFreeSpace)} left)";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return "";
        }
    }
}
