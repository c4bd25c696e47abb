using System.Diagnostics;
using System.Net.Http.Json;
using Modelyard.Tests.Repository;

namespace Modelyard.Tests.WebConsole;

/// <summary>A provider of OpenID Connect that nobody here wrote, in a process of its own.</summary>
internal sealed class OidcProvider : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });

    private OidcProvider(Process process, string issuer) => (_process, Issuer) = (process, issuer);

    public const string Secret = "a+secret/with:signs&more";

    public string Issuer { get; }

    private static string Folder => Path.Combine(RepositoryRoot.Path, "tests", "Modelyard.Tests", "Console", "Provider");

    public static async Task<OidcProvider> StartAsync(string redirectUri)
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules", "oidc-provider")))
        {
            Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") is not "true", $"The provider is not installed: npm ci --prefix {Folder}");
        }

        var start = new ProcessStartInfo("node", ["provider.mjs", redirectUri]) { WorkingDirectory = Folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        string? issuer = null;
        while (issuer is null)
        {
            var line = await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
            issuer = (line ?? throw new InvalidOperationException("The provider did not start.")).StartsWith("http", StringComparison.Ordinal) ? line : null;
        }

        _ = process.StandardOutput.ReadToEndAsync();
        return new OidcProvider(process, issuer);
    }

    /// <summary>Says who signs in next, or what happens instead.</summary>
    public async Task ControlAsync(object wanted) => (await _http.PutAsJsonAsync($"{Issuer}/control", wanted)).EnsureSuccessStatusCode();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
