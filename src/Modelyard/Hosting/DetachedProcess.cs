using System.Diagnostics;

namespace Modelyard;

/// <summary>Starts this program again in the background: a session of its own, output to a file, nothing shared with the terminal.</summary>
internal static class DetachedProcess
{
    // Everything variable is a positional parameter, so there is nothing to quote.
    private const string Script = """log=$1; shift; exec "$@" </dev/null >>"$log" 2>&1""";

    public static Process Start(string logFile, params IEnumerable<string> arguments)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(logFile)!);
        var start = new ProcessStartInfo("setsid", ["/bin/sh", "-c", Script, "modelyard", logFile, Environment.ProcessPath!, .. arguments]);
        return Process.Start(start)!;
    }
}
