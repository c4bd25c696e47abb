using System.Security.Cryptography.X509Certificates;
using System.Text;
using Modelyard.Artifacts;

namespace Modelyard.Tests.Artifacts;

/// <summary>Registries that want to know who asks, and how they are reached.</summary>
public sealed class OciAccessTests : IDisposable
{
    private static readonly SourceAccess Acme = new() { Username = "acme", Password = "secret" };
    private readonly TestFetcher _test = new();
    private readonly OciFolder _folder = new();
    private readonly TemporaryFolder _files = new();

    public void Dispose()
    {
        _test.Dispose();
        _folder.Dispose();
        _files.Dispose();
    }

    [Fact]
    public async Task Password_Wanted_IsGiven()
    {
        await using var registry = await DockerRegistry.StartAsync(Passwords());
        await _folder.PushAsync(registry, "acme/atlas:1.0", _folder.ModelPack(), "--dest-creds=acme:secret");
        var uri = $"oci://{registry.Address}/acme/atlas:1.0";

        (await _test.FetchAsync(uri, new FetchOptions { Access = Acme })).Files.Count.ShouldBe(2);

        (await _test.FailAsync(uri)).Message.ShouldContain("wants credentials for acme/atlas:1.0 (HTTP 401)");
        var wrong = await _test.FailAsync(uri, new FetchOptions { Access = Acme with { Password = "wrong" } });
        wrong.Reason.ShouldBe(FetchFailure.Unauthorized);
        wrong.Message.ShouldContain("does not let these credentials read acme/atlas:1.0");
        var catalog = _test.Fetcher.Catalogs.Open($"oci://{registry.Address}", Acme with { Password = "wrong" });
        (await Should.ThrowAsync<FetchException>(() => catalog.CheckAsync(TestContext.Current.CancellationToken))).Reason.ShouldBe(FetchFailure.Unauthorized);
        await _test.Fetcher.Catalogs.Open($"oci://{registry.Address}", Acme).CheckAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Token_Wanted_IsFetchedForEachScope()
    {
        await using var tokens = await RegistryTokens.StartAsync();
        await using var registry = await DockerRegistry.StartAsync(tokens.Settings);
        await _folder.PushAsync(registry, "acme/atlas:1.0", _folder.ModelPack(), "--dest-creds=acme:secret");
        var catalog = _test.Fetcher.Catalogs.Open($"oci://{registry.Address}", Acme);
        var asked = tokens.Server.Requests.Count;

        var found = await catalog.DiscoverAsync([], TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        (await catalog.DescribeAsync(found.Single(), TestContext.Current.CancellationToken)).Formats.ShouldBe(["gguf"]);

        (tokens.Server.Requests.Count - asked).ShouldBe(2, "one token for the list, one for the repository");
        (await _test.FetchAsync($"oci://{registry.Address}/acme/atlas:1.0", new FetchOptions { Access = Acme })).Files.Count.ShouldBe(2);
        (await _test.FailAsync($"oci://{registry.Address}/acme/atlas:1.0")).Reason.ShouldBe(FetchFailure.Unauthorized);
        await catalog.CheckAsync(TestContext.Current.CancellationToken);
        var wrong = _test.Fetcher.Catalogs.Open($"oci://{registry.Address}", Acme with { Password = "wrong" });
        (await Should.ThrowAsync<FetchException>(() => wrong.CheckAsync(TestContext.Current.CancellationToken))).Reason.ShouldBe(FetchFailure.Unauthorized);
    }

    [Fact]
    public async Task Certificate_OfAPrivateAuthority_IsTrustedWhereTheSourceSaysSo()
    {
        var (authority, leaf) = TestCertificates.Create();
        var ca = authority.ExportCertificatePem();
        _files.Write("ca/ca.crt", Encoding.ASCII.GetBytes(ca));
        var certificate = _files.Write("leaf.pem", Encoding.ASCII.GetBytes(leaf.ExportCertificatePem()));
        var key = _files.Write("leaf.key", Encoding.ASCII.GetBytes(leaf.GetECDsaPrivateKey()!.ExportECPrivateKeyPem()));
        await using var registry = await DockerRegistry.StartAsync(http: $", tls: {{certificate: {certificate}, key: {key}}}");
        await _folder.PushAsync(registry, "acme/atlas:1.0", _folder.ModelPack(), $"--dest-cert-dir={_files.At("ca")}");
        var uri = $"oci://{registry.Address}/acme/atlas:1.0";

        (await _test.FailAsync(uri)).Message.ShouldContain("its certificate is not accepted");
        (await _test.FetchAsync(uri, new FetchOptions { Access = new SourceAccess { CaPem = ca } })).Files.Count.ShouldBe(2);
        (await _test.FailAsync(uri, new FetchOptions { Access = new SourceAccess { CaPem = "none" } })).Message
            .ShouldContain("the trusted authority of the source has no certificate in it");
    }

    [Fact]
    public async Task Proxy_OfTheSource_IsUsed()
    {
        await using var proxy = await FileServer.StartAsync();
        var registry = new ScriptedRegistry(proxy);
        registry.Add("acme/atlas", "1.0", registry.ModelPack(("atlas.gguf", OciFolder.Weights)));
        var access = new SourceAccess { Proxy = new Uri(proxy.Address), PlainHttp = true };

        var model = await _test.FetchAsync("oci://models.invalid/acme/atlas:1.0", new FetchOptions { Access = access });

        model.File.ShouldNotBeNull();
        proxy.Requests.ShouldAllBe(r => r.Headers["Host"] == "models.invalid");
    }

    [Fact]
    public async Task Login_OfContainerTools_IsUsedWhereNothingElseIsGiven()
    {
        await using var registry = await DockerRegistry.StartAsync(Passwords());
        await _folder.PushAsync(registry, "acme/atlas:1.0", _folder.ModelPack(), "--dest-creds=acme:secret");
        var logins = _files.At("auth.json");
        await ForeignProgram.RunAsync("skopeo", "login", "--authfile", logins, "--tls-verify=false", "-u", "acme", "-p", "secret", registry.Address);
        using var loggedIn = new TestFetcher(o => o with { RegistryLoginFile = RegistryLogins.FileOf(v => v == "REGISTRY_AUTH_FILE" ? logins : null) });

        (await loggedIn.FetchAsync($"oci://{registry.Address}/acme/atlas:1.0")).Files.Count.ShouldBe(2);

        var failure = await loggedIn.FailAsync($"oci://{registry.Address}/acme/atlas:1.0", new FetchOptions { Access = Acme with { Username = "other" } });
        failure.Reason.ShouldBe(FetchFailure.Unauthorized, "what is given wins");

        failure = await loggedIn.FailAsync($"oci://{registry.Address}/acme/atlas:1.0", new FetchOptions { Access = new SourceAccess { PlainHttp = true } });
        failure.Reason.ShouldBe(FetchFailure.Unauthorized, "a source that says how the registry is reached brings its own");
    }

    private string Passwords()
    {
        var file = _files.Write("htpasswd", "acme:$2b$04$t482Fmq9vnKcxPsUkVOwOu0pSissbkT1saQ3LOLpQUKObXwYt9VqC\n"u8.ToArray());
        return $"auth: {{htpasswd: {{realm: tests, path: {file}}}}}";
    }
}
