using System.Text;
using System.Text.Json.Nodes;
using Modelyard.Client;

namespace Modelyard.Tests.Client;

/// <summary>The way to a server: whom it trusts, and through whom it goes.</summary>
public sealed class TransportTests : IDisposable
{
    private readonly KubeconfigFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("", false)]
    [InlineData("certificate-authority-data: OWN", false)]
    [InlineData("certificate-authority-data: OWN\ntls-server-name: factory", true)]
    [InlineData("certificate-authority-data: OTHER\ntls-server-name: factory", false)]
    [InlineData("insecure-skip-tls-verify: true", true)]
    public async Task Server_IsTrusted_OnlyAsConfigured(string cluster, bool trusted)
    {
        using var own = new TestCertificate("factory", forThisMachine: false);
        using var other = new TestCertificate("factory", forThisMachine: false);
        await using var api = await RecordingApi.StartAsync(own.Certificate);

        var call = CallAsync(api, cluster.Replace("OWN", Base64(own.Pem)).Replace("OTHER", Base64(other.Pem)));

        if (trusted)
        {
            await call;
        }
        else
        {
            await Should.ThrowAsync<HttpRequestException>(call);
            api.Requests.ShouldBeEmpty("nothing is told to somebody who is not trusted, least of all a token");
        }
    }

    [Fact]
    public async Task ClientCertificate_IsShown()
    {
        using var server = new TestCertificate("factory");
        using var ada = new TestCertificate("ada");
        await using var api = await RecordingApi.StartAsync(server.Certificate);
        _files.Write("ada.pem", ada.Pem);

        await CallAsync(api, $"certificate-authority-data: {Base64(server.Pem)}", $"client-certificate: ada.pem\nclient-key-data: {Base64(ada.KeyPem)}");

        api.Requests.Single().ClientCertificate.ShouldBe(ada.Thumbprint);
    }

    [Fact]
    public async Task ProxyUrl_IsGoneThrough()
    {
        using var server = new TestCertificate("factory");
        await using var api = await RecordingApi.StartAsync(server.Certificate);
        await using var proxy = new TcpProxy(null);

        await CallAsync(api, $"certificate-authority-data: {Base64(server.Pem)}\nproxy-url: http://127.0.0.1:{proxy.Port}");

        proxy.Asked.ShouldBe([$"127.0.0.1:{api.Address.Port}"]);
        api.Requests.Count.ShouldBe(1);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private async Task CallAsync(RecordingApi api, string cluster, string user = "token: t")
    {
        using var connection = ApiConnection.Open(Kubeconfig.Load(_files.WriteContext($"server: {api.Address}\n{cluster}".Trim(), user)).Resolve());
        await connection.GetAsync<JsonObject>("api", TestContext.Current.CancellationToken);
    }
}
