using System.Diagnostics;

namespace Modelyard;

/// <summary>Starts this program again in the background: a session of its own, output to a file, nothing shared with the terminal.</summary>
internal static class DetachedProcess
{
    // Everything variable is a positional parameter, so there is nothing to quote.
    private const string Script = """log=$1; shift; exec "$@" </dev/null >>"$log" 2>&1""";

    /// <param name="logFile">Where its output goes.</param>
    /// <param name="arguments">Its command line, which every user of the machine can see.</param>
    /// <param name="secret">A variable of its environment, which only its owner can see; null for none.</param>
    public static Process Start(string logFile, IEnumerable<string> arguments, (string Name, string Value)? secret)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(logFile)!);
        var start = new ProcessStartInfo("setsid", ["/bin/sh", "-c", Script, "modelyard", logFile, Environment.ProcessPath!, .. arguments]);
        if (secret is var (name, value))
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
