namespace Modelyard.Node;

/// <summary>Keeps a log file from growing without end although its writer holds it open and knows nothing of us.</summary>
/// <remarks>
/// The writer's descriptor was opened for appending, so after a truncation it goes on at the new end. What is written between the last copy
/// and the truncation is lost: usually nothing, on a busy machine some lines of the flood that made the rotation necessary.
/// </remarks>
internal static class LogRotation
{
    /// <summary>The file that holds what was rotated out of <paramref name="file"/>.</summary>
    public static string RotatedFile(string file) => file + ".1";

    /// <summary>Moves the content of <paramref name="file"/> aside once it is larger than <paramref name="maxBytes"/>. Says whether it did.</summary>
    public static bool RotateIfNeeded(string file, long maxBytes)
    {
        var info = new FileInfo(file);
        if (!info.Exists || info.Length <= maxBytes)
        {
            return false;
        }

        using var source = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        using (var target = new FileStream(RotatedFile(file), FileMode.Create, FileAccess.Write, FileShare.Read))
        {
            do
            {
                source.CopyTo(target);
            }
            while (source.Position < source.Length);
            source.SetLength(0);
        }

        var times = LogTimeline.FileOf(file);
        if (File.Exists(times))
        {
            File.Move(times, LogTimeline.FileOf(RotatedFile(file)), overwrite: true);
        }

        return true;
    }
}
