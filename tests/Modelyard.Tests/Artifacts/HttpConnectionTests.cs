using Microsoft.AspNetCore.Hosting;
using Modelyard.Artifacts;

namespace Modelyard.Tests.Artifacts;

/// <summary>Who gets to see a secret, and whom to trust.</summary>
public sealed class HttpConnectionTests : IAsyncLifetime
{
    private static readonly byte[] Content = TestFetcher.Bytes(1000);
    private static readonly FetchOptions WithHeaders = new()
    {
        Headers = new Dictionary<string, string> { ["Authorization"] = "Bearer t", ["X-Key"] = "k" },
    };

    private readonly TestFetcher _test = new();
    private FileServer _server = null!;
    private FileServer _other = null!;

    public async ValueTask InitializeAsync()
    {
        (_server, _other) = (await FileServer.StartAsync(), await FileServer.StartAsync());
        _server.Serve("/a.gguf", Content);
        _other.Serve("/a.gguf", Content);
    }

    public async ValueTask DisposeAsync()
    {
        _test.Dispose();
        await _server.DisposeAsync();
        await _other.DisposeAsync();
    }

    [Fact]
    public async Task Headers_GoToTheNamedHost()
    {
        await _test.FetchAsync(_server.Address + "/a.gguf", WithHeaders);

        _server.Requests.ShouldAllBe(r => r.Authorization == "Bearer t" && r.Headers["X-Key"] == "k");
    }

    [Fact]
    public async Task TokenOfTheHub_IsNotForWebServers()
    {
        await _test.FetchAsync(_server.Address + "/a.gguf", new FetchOptions { Token = "hf_secret" });

        _server.Requests.ShouldAllBe(r => r.Authorization == null);
    }

    [Fact]
    public async Task Headers_AfterARedirectElsewhere_StayBehind()
    {
        _server.Intercept = Redirect(_other.Address + "/a.gguf");

        await _test.FetchAsync(_server.Address + "/a.gguf", WithHeaders);

        _server.Requests.ShouldAllBe(r => r.Authorization == "Bearer t");
        _other.Requests.ShouldNotBeEmpty();
        _other.Requests.ShouldAllBe(r => r.Authorization == null && !r.Headers.ContainsKey("X-Key"));
    }

    [Fact]
    public async Task UserAndPassword_InTheUri_AreSentAndNeverShown()
    {
        var uri = _server.Address.Replace("http://", "http://me:secret@") + "/a.gguf?X-Signature=secret";

        var model = await _test.FetchAsync(uri);

        _server.Requests.ShouldAllBe(r => r.Authorization == "Basic bWU6c2VjcmV0");
        model.ResolvedUri.ShouldBe(_server.Address + "/a.gguf?…");
        var written = Directory.EnumerateFiles(_test.Store, "*.json", SearchOption.AllDirectories).Select(File.ReadAllText);
        written.ShouldAllBe(document => !document.Contains("secret"));
    }

    [Fact]
    public async Task CopyOfSomebodyElse_WithoutTheCredentials_IsNotServed()
    {
        await _test.FetchAsync(_server.Address + "/a.gguf", WithHeaders);
        _server.Intercept = context =>
        {
            context.Response.StatusCode = 401;
            return Task.FromResult(context.Request.Headers.Authorization.Count == 0);
        };

        (await _test.FailAsync(_server.Address + "/a.gguf")).Reason.ShouldBe(FetchFailure.Unauthorized);
    }

    [Fact]
    public async Task Redirects_WithoutEnd_AreGivenUp()
    {
        _server.Intercept = Redirect("/a.gguf");

        (await _test.FailAsync(_server.Address + "/a.gguf")).Message.ShouldContain("redirects more than 10 times");
    }

    [Fact]
    public async Task Server_ThatNeverAnswers_IsGivenUp()
    {
        using var test = new TestFetcher(o => o with { ResponseTimeout = TimeSpan.FromMilliseconds(100), MaxAttempts = 2 });
        _server.Intercept = async context =>
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
            return true;
        };

        var failure = await test.FailAsync(_server.Address + "/a.gguf");

        failure.Reason.ShouldBe(FetchFailure.Unreachable);
        failure.Message.ShouldContain("did not answer within");
    }

    [Fact]
    public async Task PrivateAuthority_Unknown_IsRefusedAndWhenConfiguredTrusted()
    {
        using var folder = new TemporaryFolder();
        var (authority, leaf) = TestCertificates.Create();
        await using var server = await FileServer.StartAsync(listen => listen.UseHttps(leaf));
        server.Serve("/a.gguf", Content);
        var ca = folder.Write("ca.pem", System.Text.Encoding.ASCII.GetBytes(authority.ExportCertificatePem()));
        using var trusting = new TestFetcher(o => o with { CaFile = ca });
        var otherCa = folder.Write("other.pem", System.Text.Encoding.ASCII.GetBytes(TestCertificates.Create().Authority.ExportCertificatePem()));
        using var trustingAnother = new TestFetcher(o => o with { CaFile = otherCa });

        (await trusting.FetchAsync(server.Address + "/a.gguf")).Size.ShouldBe(Content.Length);

        foreach (var test in new[] { _test, trustingAnother })
        {
            var failure = await test.FailAsync(server.Address + "/a.gguf");
            failure.Reason.ShouldBe(FetchFailure.Unreachable);
            failure.Message.ShouldContain("its certificate is not accepted");
            failure.Message.ShouldContain("set MODELYARD_CA_FILE to that authority's PEM file, or give a source of the library a caSecretRef");
        }
    }

    [Fact]
    public async Task Redirect_OutOfEncryption_IsNotFollowed()
    {
        using var folder = new TemporaryFolder();
        var (authority, leaf) = TestCertificates.Create();
        await using var server = await FileServer.StartAsync(listen => listen.UseHttps(leaf));
        server.Intercept = Redirect(_other.Address + "/a.gguf");
        var ca = folder.Write("ca.pem", System.Text.Encoding.ASCII.GetBytes(authority.ExportCertificatePem()));
        using var test = new TestFetcher(o => o with { CaFile = ca });

        (await test.FailAsync(server.Address + "/a.gguf")).Message.ShouldContain("which is not followed because it is not encrypted");

        _other.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null, null, null, ArtifactsOptions.PublicHub)]
    [InlineData("", " ", null, ArtifactsOptions.PublicHub)]
    [InlineData("https://mirror/hf", "hf_x", "hf_x", "https://mirror/hf")]
    public void Environment_OfTheHubsTools_IsUnderstood(string? endpoint, string? token, string? expectedToken, string expectedEndpoint)
    {
        var options = ArtifactsOptions.FromEnvironment("/store", name => name switch
        {
            "HF_ENDPOINT" => endpoint,
            "HF_TOKEN" => token,
            _ => null,
        });

        options.HubToken.ShouldBe(expectedToken);
        options.HubEndpoint.ShouldBe(new Uri(expectedEndpoint));
        options.ToString().ShouldNotContain("hf_x");
    }

    [Fact]
    public void Endpoint_ThatIsNoAddress_IsNamed() =>
        Should.Throw<FetchException>(() => ArtifactsOptions.FromEnvironment("/store", name => name == "HF_ENDPOINT" ? "mirror" : null))
            .Message.ShouldContain("HF_ENDPOINT is \"mirror\"");

    private static Func<Microsoft.AspNetCore.Http.HttpContext, Task<bool>> Redirect(string to) => context =>
    {
        context.Response.Redirect(to);
        return Task.FromResult(true);
    };
}
