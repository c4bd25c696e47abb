using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Modelyard.EndToEnd.Tests;

/// <summary>A real Prometheus with the sample's configuration, on a folder of its own.</summary>
internal sealed partial class PrometheusServer : IAsyncDisposable
{
    private const string Program = "/usr/bin/prometheus";

    private readonly string _folder = Directory.CreateTempSubdirectory("modelyard-prometheus-").FullName;
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private Process? _process;
    private Task _rest = Task.CompletedTask;

    /// <summary>Starts it. Skips the test where it is not installed; on a build server that is a failure.</summary>
    /// <param name="target">What it reads instead of what the sample says, and once a second.</param>
    public static async Task<PrometheusServer> StartAsync(string target)
    {
        if (!File.Exists(Program))
        {
            Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") is not "true", "Prometheus is not installed: apt-get install prometheus");
            Assert.Fail("Prometheus is not installed");
        }

        var sample = await File.ReadAllTextAsync(Path.Combine(Installation.Root, "samples", "prometheus.yml"));
        sample.ShouldContain("127.0.0.1:7401");
        var server = new PrometheusServer();
        var configuration = Path.Combine(server._folder, "prometheus.yml");
        await File.WriteAllTextAsync(configuration, sample.Replace("127.0.0.1:7401", target, StringComparison.Ordinal).Replace("15s", "1s", StringComparison.Ordinal));
        server._process = Process.Start(new ProcessStartInfo(
            Program,
            [$"--config.file={configuration}", $"--storage.tsdb.path={server._folder}/data", "--web.listen-address=127.0.0.1:0"])
        {
            RedirectStandardError = true,
        })!;
        server._http.BaseAddress = new Uri(await server.AddressAsync());
        return server;
    }

    /// <summary>The value of an expression; null while there is none.</summary>
    public async Task<double?> QueryAsync(string expression)
    {
        var answer = await GetAsync($"/api/v1/query?query={Uri.EscapeDataString(expression)}");
        return answer!["data"]!["result"]!.AsArray() is [var first, ..] ? double.Parse((string)first!["value"]![1]!, CultureInfo.InvariantCulture) : null;
    }

    /// <summary>Kind and help of a metric.</summary>
    public async Task<(string? Kind, string? Help)> MetadataAsync(string metric)
    {
        var known = (await GetAsync($"/api/v1/metadata?metric={metric}"))!["data"]![metric]?[0];
        return ((string?)known?["type"], (string?)known?["help"]);
    }

    /// <summary>What went wrong with the last reading; empty when nothing did.</summary>
    public async Task<string> LastErrorAsync() => (string)(await GetAsync("/api/v1/targets"))!["data"]!["activeTargets"]![0]!["lastError"]!;

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_process is not null)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
            await _rest;
            _process.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private async Task<JsonNode?> GetAsync(string path) => JsonNode.Parse(await _http.GetStringAsync(path, TestContext.Current.CancellationToken));

    // It says where it listens, and then when it answers.
    private async Task<string> AddressAsync()
    {
        string? address = null;
        var log = new List<string>();
        while (await _process!.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            log.Add(line);
            address ??= Listening().Match(line) is { Success: true } match ? match.Groups[1].Value : null;
            if (address is not null && line.Contains("ready to receive", StringComparison.Ordinal))
            {
                // Nobody may stop reading, or it would wait for that.
                _rest = _process.StandardError.ReadToEndAsync(CancellationToken.None);
                return $"http://{address}";
            }
        }

        throw new InvalidOperationException($"Prometheus ended: {string.Join('\n', log)}");
    }

    [GeneratedRegex("msg=\"Listening on\" address=([0-9.:]+)")]
    private static partial Regex Listening();
}
