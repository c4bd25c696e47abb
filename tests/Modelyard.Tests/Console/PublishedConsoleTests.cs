using System.Net;
using System.Net.Security;
using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using Modelyard.Tests.ApiServer;
using Modelyard.WebConsole;

namespace Modelyard.Tests.WebConsole;

/// <summary>The console as browsers on other machines have it: with HTTPS, under its name, and nothing that is for this machine only.</summary>
public sealed class PublishedConsoleTests(ConsoleFixture fixture) : IClassFixture<ConsoleFixture>, IAsyncLifetime
{
    private X509Certificate2 _certificate = null!;
    private ConsoleHost _console = null!;

    private Uri Address => new UriBuilder(_console.Published!) { Host = "localhost" }.Uri;

    public async ValueTask InitializeAsync()
    {
        _certificate = fixture.Api.Host.IssueCertificate("localhost");
        _console = await fixture.StartAsync(new PublishedConsole(
            new IPEndPoint(IPAddress.Loopback, 0), "localhost", () => SslStreamCertificateContext.Create(_certificate, null, offline: true)));
    }

    public async ValueTask DisposeAsync()
    {
        await _console.DisposeAsync();
        _certificate.Dispose();
    }

    [Fact]
    public async Task SignIn_CookieIsForThisHostAndHttpsOnly_AndTheBrowserStaysWithHttps()
    {
        using var browser = new Browser(Address, _certificate);
        var user = await fixture.Api.NewAccountAsync("[]");

        using var response = await browser.SendAsync(HttpMethod.Post, "/session", Json($$"""{"user": "{{user}}", "password": "{{AccountApi.Password}}"}"""));

        ((int)response.StatusCode).ShouldBe(200);
        var cookie = response.Headers.GetValues("Set-Cookie").Single();
        cookie.ShouldStartWith("__Host-modelyard_session=");
        cookie.ShouldContain("secure", Case.Insensitive);
        response.Headers.GetValues("Strict-Transport-Security").Single().ShouldStartWith("max-age=");
        (await browser.GetAsync("/session")).Code.ShouldBe(200);
    }

    [Fact]
    public async Task AnotherName_IsRefused_AndSaysWhereToOpenIt()
    {
        using var browser = new Browser(new UriBuilder(_console.Published!) { Host = "127.0.0.1" }.Uri, _certificate);

        using var response = await browser.SendAsync(HttpMethod.Get, "/session");

        ((int)response.StatusCode).ShouldBe(421);
        (await response.Content.ReadAsStringAsync()).ShouldContain("https://localhost");
    }

    [Fact]
    public async Task WhatIsForThisMachineOnly_IsNotThere()
    {
        using var here = new Browser(_console.Address);
        using var elsewhere = new Browser(Address, _certificate);

        (await (await here.SendAsync(HttpMethod.Get, "/metrics")).Content.ReadAsStringAsync()).ShouldBe("all that is measured");
        (await (await elsewhere.SendAsync(HttpMethod.Get, "/metrics")).Content.ReadAsStringAsync()).ShouldContain("<body>console</body>");
    }

    [Fact]
    public async Task FirstPassword_WhereItIs_IsToldOnThisMachineOnly()
    {
        await File.WriteAllTextAsync(fixture.FirstPassword, "secret");
        using var here = new Browser(_console.Address);
        using var elsewhere = new Browser(Address, _certificate);

        (await here.GetAsync("/session")).Body.Text("firstSteps")!.ShouldContain(fixture.FirstPassword);
        (await elsewhere.GetAsync("/session")).Body["firstSteps"].ShouldBeNull();
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Watches_OpenOverEitherHttp(string version)
    {
        using var browser = new Browser(Address, _certificate);
        var user = await fixture.Api.NewAccountAsync("[]");
        await browser.SignInAsync(user, AccountApi.Password);
        await browser.ChangePasswordAsync(AccountApi.Password, Browser.Password);
        using var socket = new ClientWebSocket();
        using var http = new HttpMessageInvoker(new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true } });
        socket.Options.HttpVersion = Version.Parse(version);
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        socket.Options.SetRequestHeader("Cookie", browser.Cookie);
        socket.Options.SetRequestHeader("Origin", browser.Origin);

        await socket.ConnectAsync(new UriBuilder(Address) { Scheme = "wss", Path = "/console/watch" }.Uri, http, TestContext.Current.CancellationToken);

        socket.State.ShouldBe(WebSocketState.Open);
    }

    private static StringContent Json(string body) => new(body, System.Text.Encoding.UTF8, "application/json");
}
