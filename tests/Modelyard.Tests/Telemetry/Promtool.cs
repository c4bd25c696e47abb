using System.Diagnostics;

namespace Modelyard.Tests.Telemetry;

/// <summary>The checker that comes with Prometheus.</summary>
internal static class Promtool
{
    /// <summary>What it has against a text; empty when nothing. Skips the test where it is not installed; on a build server that is a failure.</summary>
    public static async Task<string> CheckAsync(string text)
    {
        if (!File.Exists("/usr/bin/promtool"))
        {
            Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") is not "true", "promtool is not installed: apt-get install prometheus");
            Assert.Fail("promtool is not installed");
        }

        using var process = Process.Start(new ProcessStartInfo("/usr/bin/promtool", ["check", "metrics"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(text);
        process.StandardInput.Close();
        var complaints = await output + await error;
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? "" : $"exit code {process.ExitCode}: {complaints}";
    }
}
