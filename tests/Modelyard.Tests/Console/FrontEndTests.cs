using System.Text.RegularExpressions;

namespace Modelyard.Tests.WebConsole;

/// <summary>The pages and files of the front end, and what browsers are told about them.</summary>
public sealed partial class FrontEndTests(ConsoleFixture fixture) : IClassFixture<ConsoleFixture>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/index.html")]
    [InlineData("/deployments/acme/atlas")]
    [InlineData("/sessions-of-mine")]
    public async Task PathsWithoutAFile_AreThePage(string path)
    {
        using var browser = fixture.NewBrowser();
        using var response = await browser.SendAsync(HttpMethod.Get, path);
        ((int)response.StatusCode).ShouldBe(200);
        response.Content.Headers.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
        response.Headers.CacheControl!.ToString().ShouldBe("no-cache");
        (await response.Content.ReadAsStringAsync()).ShouldContain("<body>console</body>");
    }

    [Theory]
    [InlineData("/library/acme/atlas-1.2", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8", 200)]
    [InlineData("/accounts/dev%40acme.example", "text/html", 200)]
    [InlineData("/library/acme/atlas-1.2", "*/*", 404)]
    [InlineData("/assets/gone-1a2b3c.js", "text/html", 404)]
    public async Task PathsWithADot_AreThePage_ForWhoAsksForAPage(string path, string accept, int code)
    {
        using var browser = fixture.NewBrowser();
        using var response = await browser.SendAsync(HttpMethod.Get, path, headers: ("Accept", accept));

        ((int)response.StatusCode).ShouldBe(code);
    }

    [Fact]
    public async Task ThePage_AllowsOnlyWhatCarriesItsNonce_AndEachAnswerHasItsOwn()
    {
        using var browser = fixture.NewBrowser();
        var nonces = new HashSet<string>();
        for (var i = 0; i < 3; i++)
        {
            using var response = await browser.SendAsync(HttpMethod.Get, "/");
            var policy = response.Headers.GetValues("Content-Security-Policy").Single();
            var nonce = NonceRegex().Match(policy).Groups[1].Value;
            nonces.Add(nonce).ShouldBeTrue();
            policy.ShouldNotContain("unsafe");
            policy.ShouldContain("frame-ancestors 'none'");
            policy.ShouldContain("object-src 'none'");
            policy.ShouldContain("base-uri 'none'");
            var page = await response.Content.ReadAsStringAsync();
            page.ShouldContain($"content=\"{nonce}\"");
            page.ShouldContain($"<script nonce=\"{nonce}\">");
            page.ShouldNotContain("__CSP_NONCE__");
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/session")]
    [InlineData("/k8s/api/v1/pods")]
    [InlineData("/favicon.svg")]
    [InlineData("/nothing.js")]
    public async Task EveryAnswer_ProtectsTheBrowser(string path)
    {
        using var browser = fixture.NewBrowser();
        using var response = await browser.SendAsync(HttpMethod.Get, path);
        response.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        response.Headers.GetValues("X-Frame-Options").Single().ShouldBe("DENY");
        response.Headers.GetValues("Referrer-Policy").Single().ShouldBe("no-referrer");
        response.Headers.GetValues("Cross-Origin-Resource-Policy").Single().ShouldBe("same-origin");
        response.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("frame-ancestors 'none'");
        response.Headers.Contains("Server").ShouldBeFalse();
        response.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
    }

    [Theory]
    [InlineData("", null, "export const plain = 1;")]
    [InlineData("gzip, deflate", "gzip", "as gzip")]
    [InlineData("gzip, deflate, br", "br", "as brotli")]
    [InlineData("br;q=0, gzip", "gzip", "as gzip")]
    public async Task AFile_IsSentAsItWasCompressed_WhenTheBrowserTakesThat(string accepted, string? coding, string content)
    {
        using var browser = fixture.NewBrowser();
        using var response = await browser.SendAsync(HttpMethod.Get, "/assets/app-1a2b3c.js", headers: [("Accept-Encoding", accepted)]);
        response.Content.Headers.ContentEncoding.SingleOrDefault().ShouldBe(coding);
        response.Content.Headers.ContentType!.ToString().ShouldBe("text/javascript; charset=utf-8");
        response.Headers.Vary.ShouldBe(["Accept-Encoding"]);
        response.Headers.CacheControl!.ToString().ShouldBe("public, max-age=31536000, immutable");
        (await response.Content.ReadAsStringAsync()).ShouldBe(content);
    }

    [Fact]
    public async Task AFileThatTheBrowserHas_IsNotSentAgain()
    {
        using var browser = fixture.NewBrowser();
        using var first = await browser.SendAsync(HttpMethod.Get, "/favicon.svg");
        first.Headers.CacheControl!.ToString().ShouldBe("no-cache");
        var tag = first.Headers.ETag!.ToString();
        using var again = await browser.SendAsync(HttpMethod.Get, "/favicon.svg", headers: [("If-None-Match", tag)]);
        ((int)again.StatusCode).ShouldBe(304);
        again.Headers.ETag!.ToString().ShouldBe(tag);
        using var other = await browser.SendAsync(HttpMethod.Get, "/favicon.svg", headers: [("If-None-Match", "\"other\"")]);
        ((int)other.StatusCode).ShouldBe(200);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/favicon.svg")]
    public async Task Head_IsAsGet_WithoutTheBody(string path)
    {
        using var browser = fixture.NewBrowser();
        using var response = await browser.SendAsync(HttpMethod.Head, path);
        ((int)response.StatusCode).ShouldBe(200);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/nothing.js", 404)]
    [InlineData("/assets/../../etc/passwd.txt", 404)]
    [InlineData("/assets/..%2f..%2fetc%2fpasswd.txt", 404)]
    [InlineData("/..%5c..%5csecret.txt", 404)]
    [InlineData("/assets/app-1a2b3c.js.br", 404)]
    public async Task WhatIsNoFileOfTheFrontEnd_IsNotThere(string target, int status)
    {
        var answer = await RawRequest.GetAsync(fixture.Console.Address, target, "");
        answer.ShouldStartWith($"HTTP/1.1 {status} ");
    }

    [Fact]
    public async Task OtherMethods_AreRefused()
    {
        using var browser = fixture.NewBrowser();
        using var response = await browser.SendAsync(HttpMethod.Post, "/");
        ((int)response.StatusCode).ShouldBe(405);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("localhost.evil.example:8081")]
    public async Task AnotherName_IsNotTheConsole(string host)
    {
        foreach (var path in new[] { "/session", "/metrics", "/" })
        {
            (await RawRequest.GetAsync(fixture.Console.Address, path, "", host)).ShouldStartWith("HTTP/1.1 421 ", customMessage: path);
        }
    }

    [Fact]
    public async Task WithoutAFrontEnd_ThePageSaysWhatToDo()
    {
        var empty = Directory.CreateTempSubdirectory("modelyard-web-").FullName;
        try
        {
            var assets = new Modelyard.WebConsole.AssetSurface(Modelyard.WebConsole.WebAssets.Load(empty));
            var refused = await Should.ThrowAsync<Modelyard.WebConsole.RefusedException>(() => assets.HandleAsync(new Microsoft.AspNetCore.Http.DefaultHttpContext { Request = { Method = "GET", Path = "/" } }, null));
            refused.Refusal.Status.ShouldBe(404);
            refused.Refusal.Message.ShouldContain("npm");
        }
        finally
        {
            Directory.Delete(empty);
        }
    }

    [GeneratedRegex("script-src 'self' 'nonce-([^']+)'")]
    private static partial Regex NonceRegex();
}
