using System.Globalization;

namespace Modelyard.Node;

/// <summary>
/// When a log file had which length. The process writes its output straight into the file and knows of no timestamps, so this is what there
/// is to tell the age of a line: exact to the second or so between two marks.
/// </summary>
internal sealed class LogTimeline(string logFile)
{
    private readonly string _file = FileOf(logFile);
    private long _marked = -1;

    public static string FileOf(string logFile) => logFile + ".times";

    /// <summary>Notes the length the log has now, unless it has not grown.</summary>
    public void Mark(DateTimeOffset now)
    {
        var info = new FileInfo(logFile);
        if (!info.Exists || info.Length == 0 || info.Length == _marked)
        {
            return;
        }

        _marked = info.Length;
        File.AppendAllText(_file, string.Create(CultureInfo.InvariantCulture, $"{_marked} {now.ToUnixTimeMilliseconds()}\n"));
    }

    /// <summary>The marks of <paramref name="logFile"/>, oldest first.</summary>
    public static IReadOnlyList<LogMark> Read(string logFile)
    {
        try
        {
            return [.. File.ReadLines(FileOf(logFile)).Select(LogMark.Parse).OfType<LogMark>()];
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
    }
}
