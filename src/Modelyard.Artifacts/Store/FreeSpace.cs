namespace Modelyard.Artifacts;

internal static class FreeSpace
{
    /// <summary>Finding out before a download of hours is better than at its end.</summary>
    /// <exception cref="FetchException">There is not enough room.</exception>
    internal static void Demand(string folder, long bytes, long reserve)
    {
        var free = new DriveInfo(folder).AvailableFreeSpace;
        if (bytes > 0 && bytes > free - reserve)
        {
            throw new FetchException(FetchFailure.NoSpace,
                $"the model needs {DiskFailure.Size(bytes)} more on the disk of {folder}, where {DiskFailure.Size(free)} are free"
                + (bytes <= free ? $" ({DiskFailure.Size(reserve)} are kept in reserve)" : "")
                + ". Free some space, collect models that are no longer used, or put the store on a larger disk.")
            {
                MissingBytes = bytes - (free - reserve),
            };
        }
    }
}
