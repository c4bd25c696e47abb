using System.Globalization;
using System.Text.RegularExpressions;

namespace Modelyard.Benchmarks;

/// <summary>Throughput as <c>wrk</c> measures it: one thread, so that most of the machine is left to what is measured.</summary>
internal static partial class Wrk
{
    public static async Task<double> RequestsPerSecondAsync(string folder, Target target, int connections, string body, TimeSpan duration)
    {
        var script = Path.Combine(folder, "post.lua");
        var headers = string.Concat(target.AllHeaders.Select(h => $"wrk.headers[\"{h.Name}\"] = \"{h.Value}\"\n"));
        await File.WriteAllTextAsync(
            script,
            $$"""
            wrk.method = "POST"
            wrk.body = [==[{{body}}]==]
            wrk.headers["Content-Type"] = "application/json"
            {{headers}}
            """);
        var output = await ChildProcess.RunAsync(
            "wrk", "-t1", $"-c{connections}", $"-d{Math.Max(1, (int)duration.TotalSeconds)}s", "-s", script, target.Url.ToString());
        if (output.Contains("Non-2xx", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{target.Url} refused calls:\n{output}");
        }

        return double.Parse(Rate().Match(output).Groups[1].ValueSpan, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"Requests/sec:\s+([0-9.]+)")]
    private static partial Regex Rate();
}
