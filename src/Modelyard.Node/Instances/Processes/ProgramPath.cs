namespace Modelyard.Node;

/// <summary>Finds a program as execvp would, so that a missing one is reported in plain words before anything is started.</summary>
internal static class ProgramPath
{
    /// <summary>The file of <paramref name="program"/>.</summary>
    /// <exception cref="LaunchException">There is no such program, or it is not executable.</exception>
    public static string Resolve(string program, string? path, string workingDirectory)
    {
        if (program.Contains('/'))
        {
            var file = Path.GetFullPath(program, workingDirectory);
            return !File.Exists(file) ? throw new LaunchException($"exec: \"{program}\": no such file")
                : !IsExecutable(file) ? throw new LaunchException($"exec: \"{program}\": permission denied (the file is not executable)")
                : file;
        }

        foreach (var folder in (path ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            var file = Path.Combine(folder, program);
            if (File.Exists(file) && IsExecutable(file))
            {
                return file;
            }
        }

        throw new LaunchException(
            $"exec: \"{program}\": executable file not found in $PATH ({path}). "
            + "Install it on this machine, or name another command with the annotation modelyard.dev/local-command.");
    }

    private static bool IsExecutable(string file) =>
        OperatingSystem.IsWindows()
        || (File.GetUnixFileMode(file) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0;
}
