using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Modelyard.ApiServer;
using Modelyard.Tests.ApiServer;
using Modelyard.WebConsole;

namespace Modelyard.Tests.WebConsole;

/// <summary>A console on a port of its own, before a real API server with a ledger and a stand-in for the gateway.</summary>
public sealed class ConsoleFixture : IAsyncLifetime
{
    internal LedgerApiServer Api { get; } = new();

    internal StandInGateway Gateway { get; } = new();

    internal ConsoleHost Console { get; private set; } = null!;

    internal string WebRoot { get; } = Directory.CreateTempSubdirectory("modelyard-web-").FullName;

    internal string FirstPassword => Path.Combine(WebRoot, "..", Path.GetFileName(WebRoot) + "-password");

    public async ValueTask InitializeAsync()
    {
        await Api.InitializeAsync();
        await Gateway.StartAsync();
        WriteFrontEnd();
        Console = await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Console.DisposeAsync();
        await Gateway.DisposeAsync();
        await Api.DisposeAsync();
        Directory.Delete(WebRoot, recursive: true);
        File.Delete(FirstPassword);
    }

    internal Task<ConsoleHost> StartAsync(PublishedConsole? published = null) => ConsoleHost.StartAsync(
        new ConsoleOptions
        {
            Listen = new IPEndPoint(IPAddress.Loopback, 0),
            Published = published,
            AlsoServe = page => page.Map("/metrics", metrics => metrics.Run(http => http.Response.WriteAsync("all that is measured"))),
            WebRoot = WebRoot,
            Version = "0.0.1-test",
            Gateway = Gateway.Address,
            Api = Api.Host.Address,
            FirstPasswordFile = FirstPassword,
        },
        Api.Host.CreateHandler(UserIdentity.Of(ConsoleOptions.UserName)),
        NullLoggerFactory.Instance,
        TimeProvider.System,
        CancellationToken.None);

    internal Browser NewBrowser(ConsoleHost? console = null) => new((console ?? Console).Address);

    /// <summary>A browser that somebody has signed in with.</summary>
    internal async Task<Browser> SignedInAsync(string groups = "[]")
    {
        var browser = NewBrowser();
        var user = await Api.NewAccountAsync(groups);
        await browser.SignInAsync(user, AccountApi.Password);
        await browser.ChangePasswordAsync(AccountApi.Password, Browser.Password);
        return browser;
    }

    private void WriteFrontEnd()
    {
        Directory.CreateDirectory(Path.Combine(WebRoot, "assets"));
        File.WriteAllText(
            Path.Combine(WebRoot, "index.html"),
            """<!doctype html><html><head><meta name="csp-nonce" content="__CSP_NONCE__"><script nonce="__CSP_NONCE__"></script></head><body>console</body></html>""");
        File.WriteAllText(Path.Combine(WebRoot, "assets", "app-1a2b3c.js"), "export const plain = 1;");
        File.WriteAllText(Path.Combine(WebRoot, "assets", "app-1a2b3c.js.br"), "as brotli");
        File.WriteAllText(Path.Combine(WebRoot, "assets", "app-1a2b3c.js.gz"), "as gzip");
        File.WriteAllText(Path.Combine(WebRoot, "favicon.svg"), "<svg/>");
    }
}
