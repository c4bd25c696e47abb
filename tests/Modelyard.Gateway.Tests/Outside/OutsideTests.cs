using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Gateway.Tests.Testing;

namespace Modelyard.Gateway.Tests.Outside;

/// <summary>What callers outside reach, and what they are shown.</summary>
public sealed class OutsideTests : IAsyncLifetime
{
    private const string Address = "models.acme.example";
    private const string Host = "chat.acme.example";

    private readonly TestAuthority _authority = new();
    private TestGateway _gateway = null!;
    private ScriptedReplica _open = null!;
    private ScriptedReplica _inner = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync(options => options.External = new ExternalListener(new IPEndPoint(IPAddress.Loopback, 0), Address, _authority.Issue));
        _open = await _gateway.ServeAsync("demo", "open");
        _inner = await _gateway.ServeAsync("demo", "inner");
        await _gateway.ExposeAsync("demo", "inside", ("inner", 1));
        await PublishAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        _authority.Dispose();
    }

    [Theory]
    [InlineData(Address, "/e/chat/v1/chat/completions", "1.1")]
    [InlineData(Address, "/e/chat/v1/chat/completions", "2.0")]
    [InlineData(Host, "/v1/chat/completions", "2.0")]
    [InlineData(Host, "/e/chat/v1/embeddings", "1.1")]
    public async Task PublishedEndpoint_AnswersByItsPathAndByItsHost(string host, string path, string version)
    {
        using var http = Caller();
        using var request = _gateway.Request(HttpMethod.Post, $"https://{host}:{_gateway.OutsideUrl.Port}{path}", """{"model":"chat"}""");
        (request.Version, request.VersionPolicy) = (Version.Parse(version), HttpVersionPolicy.RequestVersionExact);

        using var response = await http.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        _open.Received.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("POST", "/e/inside/v1/chat/completions")]
    [InlineData("GET", "/e/inside/v1/models")]
    [InlineData("POST", "/v1/chat/completions")]
    [InlineData("GET", "/v1/chat/completions")]
    [InlineData("POST", "/serving/demo/open/v1/chat/completions")]
    [InlineData("PUT", "/serving/demo/open/v1/chat/completions")]
    [InlineData("GET", "/serving/demo/open/v1/models")]
    [InlineData("GET", "/v2/models/open")]
    [InlineData("GET", "/health")]
    [InlineData("GET", "/metrics")]
    [InlineData("GET", "/api/v1/namespaces")]
    [InlineData("GET", "/")]
    public async Task Everything_Else_IsNotThere_WithAKeyOrWithout(string method, string path)
    {
        using var http = Caller();
        foreach (var secret in new[] { _gateway.Secret, "sk-unknown" })
        {
            using var request = _gateway.Request(new HttpMethod(method), $"https://{Address}:{_gateway.OutsideUrl.Port}{path}", method == "GET" ? null : """{"model":"open"}""", secret);
            var error = await (await http.SendAsync(request)).ErrorAsync(HttpStatusCode.NotFound);
            ((string?)error["code"]).ShouldBe("unknown_url");
        }

        _open.Received.ShouldBeEmpty();
        _inner.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task Models_AreThoseThatPublishedEndpointsReach()
    {
        using var http = Caller();

        (await IdsAsync(http, $"https://{Address}:{_gateway.OutsideUrl.Port}/v1/models")).ShouldBe(["open"]);
        (await IdsAsync(http, $"https://{Host}:{_gateway.OutsideUrl.Port}/v1/models")).ShouldBe(["open"]);
        (await IdsAsync(_gateway.Http, "/v1/models")).ShouldBe(["inner", "open"]);
        (await IdsAsync(_gateway.Http, "/e/inside/v1/models")).ShouldBe(["inner"]);
        using var hidden = await http.SendAsync(_gateway.Request(HttpMethod.Get, $"https://{Address}:{_gateway.OutsideUrl.Port}/v1/models/inner"));
        hidden.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var shown = await http.SendAsync(_gateway.Request(HttpMethod.Get, $"https://{Address}:{_gateway.OutsideUrl.Port}/v1/models/open"));
        shown.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Certificate_OfTheEndpoint_IsShownForItsHost_AndReplacedWithItsSecret()
    {
        var first = _authority.SecretOf("chat-tls", Host);
        _gateway.Board.Put(first);
        await PublishAsync("chat-tls");
        await UntilShownAsync(Host, Thumbprint(first));

        var second = _authority.SecretOf("chat-tls", Host);
        _gateway.Board.Put(second);

        await UntilShownAsync(Host, Thumbprint(second));
        (await ShownAsync(Address)).MatchesHostname(Address).ShouldBeTrue("others have the gateway's own");
    }

    [Fact]
    public async Task Secret_ThatIsNoCertificate_LeavesTheGatewaysOwn()
    {
        _gateway.Board.Put(new Secret { Metadata = new ObjectMeta { Namespace = "demo", Name = "chat-tls" }, Type = "Opaque", Data = new() { ["tls.crt"] = Encoding.UTF8.GetBytes("none") } });
        await PublishAsync("chat-tls");

        (await ShownAsync(Host)).MatchesHostname(Address).ShouldBeTrue();
    }

    [Fact]
    public async Task Address_SpeaksNothingButTls()
    {
        using var http = Caller();

        await Should.ThrowAsync<HttpRequestException>(() => http.GetAsync($"http://{Address}:{_gateway.OutsideUrl.Port}/v1/models"));
    }

    private async Task PublishAsync(string? certificate = null)
    {
        var endpoint = Resources.Endpoint("demo", "chat", ("open", 1));
        (endpoint.Spec.Host, endpoint.Spec.Visibility) = (Host, "External");
        endpoint.Spec.Tls = certificate is null ? null : new EndpointTls { SecretName = certificate };
        _gateway.Board.Put(endpoint);
        await _gateway.UntilAsync(s => s!.EndpointOf(Host) is { IsExternal: true, Shares.Length: 1 } found && found.Certificate is null == certificate is null);
    }

    private async Task<List<string?>> IdsAsync(HttpClient http, string url)
    {
        using var response = await http.SendAsync(_gateway.Request(HttpMethod.Get, url));
        return [.. (await response.Content.ReadFromJsonAsync<JsonNode>())!["data"]!.AsArray().Select(m => (string?)m!["id"])];
    }

    private Task UntilShownAsync(string host, string thumbprint) => Eventually.TrueAsync(async () => (await ShownAsync(host)).Thumbprint == thumbprint);

    private static string Thumbprint(Secret secret) => X509Certificate2.CreateFromPem(Encoding.UTF8.GetString(secret.Data!["tls.crt"])).Thumbprint;

    /// <summary>The certificate that somebody gets who asks for a host.</summary>
    private async Task<X509Certificate2> ShownAsync(string host)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, _gateway.OutsideUrl.Port);
        await using var tls = new System.Net.Security.SslStream(socket.GetStream(), false, (_, _, _, _) => true);
        await tls.AuthenticateAsClientAsync(host);
        tls.SslProtocol.ShouldBeOneOf(SslProtocols.Tls12, SslProtocols.Tls13);
        return X509CertificateLoader.LoadCertificate(tls.RemoteCertificate!.GetRawCertData());
    }

    /// <summary>Somebody who trusts the authority and finds every name here.</summary>
    private HttpClient Caller()
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(_authority.Certificate);
        return new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            SslOptions = { CertificateChainPolicy = policy },
            ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(IPAddress.Loopback, _gateway.OutsideUrl.Port, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });
    }
}
