namespace Modelyard.Node;

/// <summary>A process to start, with everything resolved.</summary>
/// <param name="Command">Program and arguments.</param>
/// <param name="Environment">Its whole environment; nothing is inherited.</param>
/// <param name="WorkingDirectory">Where it starts.</param>
/// <param name="LogFile">Where its output goes, appended.</param>
/// <param name="ProcessFile">Where the launcher writes who it is, before it starts the program.</param>
/// <param name="ExitFile">Where the launcher writes the exit code.</param>
/// <param name="Cgroup">The cgroup it starts in; null for ours.</param>
internal sealed record LaunchSpec(
    IReadOnlyList<string> Command,
    IReadOnlyDictionary<string, string> Environment,
    string WorkingDirectory,
    string LogFile,
    string ProcessFile,
    string ExitFile,
    string? Cgroup = null);
