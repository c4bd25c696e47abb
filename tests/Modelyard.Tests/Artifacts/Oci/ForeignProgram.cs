using System.Diagnostics;

namespace Modelyard.Tests.Artifacts;

/// <summary>Programs of the machine that tests run.</summary>
internal static class ForeignProgram
{
    /// <summary>Skips the test where a program is not installed; on a build server that is a failure.</summary>
    internal static void Need(string program, string package)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        if (!folders.Any(folder => File.Exists(Path.Combine(folder, program))))
        {
            Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") is not "true", $"{program} is not installed: apt-get install {package}");
            Assert.Fail($"{program} is not installed");
        }
    }

    internal static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}: {await error}");
        return await output;
    }
}
