using System.ComponentModel;
using System.Diagnostics;

namespace Modelyard.Client;

/// <summary>One run of a credential plugin.</summary>
/// <param name="plugin">Which.</param>
/// <param name="interactive">Whether it gets our standard input and standard error, so that it can talk to whoever sits there.</param>
internal sealed class ExecRun(ExecPlugin plugin, bool interactive)
{
    private const string InfoVariable = "KUBERNETES_EXEC_INFO";
    private const int LongestComplaint = 1000;

    /// <summary>Runs it and returns what it wrote.</summary>
    /// <exception cref="CredentialException">It is missing, or failed.</exception>
    public async Task<string> RunAsync(string info, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Find())
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardInput = !interactive,
            RedirectStandardError = !interactive,
        };
        plugin.Arguments.ToList().ForEach(start.ArgumentList.Add);
        foreach (var (name, value) in plugin.Variables)
        {
            start.Environment[name] = value;
        }

        start.Environment[InfoVariable] = info;
        using var process = Start(start);
        try
        {
            if (!interactive)
            {
                process.StandardInput.Close();
            }

            var complaint = interactive ? Task.FromResult("") : process.StandardError.ReadToEndAsync(cancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            var said = (await complaint).Trim();
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0
                ? output
                : throw new CredentialException(
                    $"{plugin.Place}: {plugin.Command} ended with code {process.ExitCode}{(said.Length == 0 ? "" : ": " + said[..Math.Min(said.Length, LongestComplaint)])}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw Missing($"cannot be started: {e.Message}", e);
        }
    }

    // The framework would look beside this program and in the current folder first, where anybody may have put something.
    private string Find()
    {
        if (Path.IsPathRooted(plugin.Command))
        {
            return File.Exists(plugin.Command) ? plugin.Command : throw Missing("does not exist");
        }

        var path = plugin.Variables.LastOrDefault(v => v.Key == "PATH").Value ?? Environment.GetEnvironmentVariable("PATH") ?? "";
        return path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathRooted)
            .Select(folder => Path.Combine(folder, plugin.Command))
            .FirstOrDefault(File.Exists) ?? throw Missing("is not in PATH");
    }

    private CredentialException Missing(string problem, Exception? inner = null) => new(
        $"{plugin.Place}: the program {plugin.Command} {problem}.{(string.IsNullOrWhiteSpace(plugin.InstallHint) ? "" : " " + plugin.InstallHint.Trim())}", inner);
}
