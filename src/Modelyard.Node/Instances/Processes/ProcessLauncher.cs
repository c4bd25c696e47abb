using System.ComponentModel;
using System.Diagnostics;

namespace Modelyard.Node;

/// <summary>
/// Starts processes that live on when the control plane stops or dies: a session of their own, output straight into a file, no pipe and
/// no terminal shared with us.
/// </summary>
/// <remarks>
/// Between us and the program stands a shell of about one megabyte, for one reason: it is the program's parent and stays so when we die,
/// so the exit code is on disk even if nobody was there to see the end. It also writes down who it is before it starts the program, so
/// that there is no moment in which a program runs that no file names. The script is a constant and everything variable reaches it as a
/// positional parameter, so there is nothing to quote and nothing to inject. A caught signal (unlike an ignored one) is back at its default
/// in the program, so a SIGTERM to the group ends the program while the shell stays to write down how.
/// </remarks>
internal static class ProcessLauncher
{
    private const string Script = """
        exec </dev/null >>"$1" 2>&1 || exit 125
        read -r stat </proc/$$/stat && read -r boot </proc/sys/kernel/random/boot_id
        echo "$boot $stat" >"$2.new" && mv "$2.new" "$2" || exit 125
        exit_file=$3
        [ -z "$4" ] || echo $$ >"$4/cgroup.procs" || { echo 125 >"$exit_file"; exit 125; }
        shift 4
        trap : TERM INT HUP
        "$@" &
        child=$!
        wait "$child"
        code=$?
        while kill -0 "$child" 2>/dev/null; do
            wait "$child"
            code=$?
        done
        echo "$code" >"$exit_file.new" && mv "$exit_file.new" "$exit_file"
        """;

    /// <summary>Starts it. The returned process leads its own session and process group.</summary>
    /// <exception cref="LaunchException">The program cannot be started; the message says why.</exception>
    public static ProcessIdentity Start(LaunchSpec spec)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(spec.LogFile)!);
        File.Delete(spec.ProcessFile);
        File.Delete(spec.ExitFile);
        var start = new ProcessStartInfo("setsid")
        {
            UseShellExecute = false,
            WorkingDirectory = spec.WorkingDirectory,
        };
        start.ArgumentList.Add("/bin/sh");
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(Script);
        start.ArgumentList.Add("modelyard-instance");
        start.ArgumentList.Add(spec.LogFile);
        start.ArgumentList.Add(spec.ProcessFile);
        start.ArgumentList.Add(spec.ExitFile);
        start.ArgumentList.Add(spec.Cgroup ?? "");
        AddUnusualVariables(start, spec.Environment);
        start.ArgumentList.Add(ProgramPath.Resolve(spec.Command[0], spec.Environment.GetValueOrDefault("PATH"), spec.WorkingDirectory));
        foreach (var argument in spec.Command.Skip(1))
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment.Clear();
        foreach (var (name, value) in spec.Environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            using var process = Process.Start(start)!;
            // Gone already means it was very quick; its exit file tells the rest.
            return ProcessIdentity.Of(process.Id) ?? new ProcessIdentity(process.Id, 0, "");
        }
        catch (Win32Exception e)
        {
            throw new LaunchException($"cannot start \"setsid\" (package util-linux) in {spec.WorkingDirectory}: {e.Message}", e);
        }
    }

    // A shell may drop variables whose names it cannot spell, such as "my.setting", which Kubernetes allows: env passes them on.
    private static void AddUnusualVariables(ProcessStartInfo start, IReadOnlyDictionary<string, string> environment)
    {
        var unusual = environment.Where(v => !IsShellName(v.Key)).ToList();
        if (unusual.Count == 0)
        {
            return;
        }

        start.ArgumentList.Add("/usr/bin/env");
        foreach (var (name, value) in unusual)
        {
            start.ArgumentList.Add($"{name}={value}");
        }
    }

    private static bool IsShellName(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
