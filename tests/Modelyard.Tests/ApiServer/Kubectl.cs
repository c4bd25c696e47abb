using System.Diagnostics;

namespace Modelyard.Tests.ApiServer;

/// <summary>The real <c>kubectl</c>, against one server, with a home of its own. Absent: skipped, but a failure where the build is judged.</summary>
internal sealed class Kubectl(string kubeconfig, string home)
{
    public static void Require()
    {
        if (Find() is null)
        {
            Environment.GetEnvironmentVariable("CI").ShouldNotBe("true", "kubectl is not on the PATH.");
            Assert.Skip("kubectl is not on the PATH.");
        }
    }

    /// <summary>Runs a command that must succeed and returns what it printed.</summary>
    public async Task<string> RunAsync(string arguments, string? input = null)
    {
        var (code, output, error) = await TryAsync(arguments, input);
        code.ShouldBe(0, $"kubectl {arguments}\n{output}{error}");
        return output;
    }

    public async Task<(int Code, string Output, string Error)> TryAsync(string arguments, string? input = null, string? editor = null)
    {
        using var process = Start(arguments, editor);
        if (input is not null)
        {
            await process.StandardInput.WriteAsync(input);
        }

        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await error);
    }

    /// <summary>Starts a command that goes on, such as a watch.</summary>
    public Process Start(string arguments, string? editor = null)
    {
        var start = new ProcessStartInfo(Find()!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in Split(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["KUBECONFIG"] = kubeconfig;
        start.Environment["HOME"] = home;
        if (editor is not null)
        {
            start.Environment["KUBE_EDITOR"] = editor;
        }

        return Process.Start(start)!;
    }

    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "kubectl")).FirstOrDefault(File.Exists);

    /// <summary>Words, and text in single quotes as one.</summary>
    private static IEnumerable<string> Split(string arguments) =>
        arguments.Split('\'').SelectMany((part, i) => i % 2 == 1 ? [part] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
