using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Modelyard.Tests.Artifacts;

/// <summary>The registry of Debian's package docker-registry, on a free port over a temporary folder.</summary>
internal sealed partial class DockerRegistry : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly Process _process;

    private DockerRegistry(TemporaryFolder folder, Process process, string address) =>
        (_folder, _process, Address) = (folder, process, address);

    /// <summary>Host and port.</summary>
    internal string Address { get; }

    internal string Folder => _folder.At("data");

    /// <param name="settings">More of its configuration: <c>auth</c>, and the like.</param>
    /// <param name="http">More of the part about its connections.</param>
    internal static async Task<DockerRegistry> StartAsync(string settings = "", string http = "")
    {
        ForeignProgram.Need("docker-registry", "docker-registry");
        var folder = new TemporaryFolder();
        var configuration = folder.Write("config.yml", System.Text.Encoding.UTF8.GetBytes($"""
            version: 0.1
            log: {"{"}level: info{"}"}
            storage: {"{"}filesystem: {"{"}rootdirectory: {folder.At("data")}{"}"}, delete: {"{"}enabled: true{"}"}{"}"}
            http: {"{"}addr: "127.0.0.1:0", secret: tests{http}{"}"}
            {settings}
            """));
        var process = Process.Start(new ProcessStartInfo("docker-registry", ["serve", configuration]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var address = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var said = new List<string>();
        process.OutputDataReceived += (_, line) => Listen(line.Data);
        process.ErrorDataReceived += (_, line) => Listen(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _ = process.WaitForExitAsync().ContinueWith(
            _ => address.TrySetException(new InvalidOperationException($"docker-registry ended: {string.Join('\n', said)}")), TaskScheduler.Default);
        return new DockerRegistry(folder, process, await address.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));

        void Listen(string? line)
        {
            lock (said)
            {
                said.Add(line ?? "");
            }

            if (Listening().Match(line ?? "") is { Success: true } match)
            {
                address.TrySetResult(match.Groups[1].Value);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Dispose();
    }

    [GeneratedRegex(@"listening on (127\.0\.0\.1:\d+)")]
    private static partial Regex Listening();
}
