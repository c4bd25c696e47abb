namespace Modelyard.Node;

/// <summary>How full a disk is.</summary>
/// <param name="Total">Its size.</param>
/// <param name="Available">What is free for us.</param>
internal sealed record DiskSpace(long Total, long Available)
{
    public int UsedPercent => Total == 0 ? 0 : (int)Math.Ceiling(100m * (Total - Available) / Total);

    public static DiskSpace Of(string folder)
    {
        var disk = new DriveInfo(folder);
        return new DiskSpace(disk.TotalSize, disk.AvailableFreeSpace);
    }

    /// <summary>What must go for no more than <paramref name="percent"/> to be used.</summary>
    public long Above(int percent) => Math.Max(0, Total - Available - (long)(Total / 100m * percent));
}
