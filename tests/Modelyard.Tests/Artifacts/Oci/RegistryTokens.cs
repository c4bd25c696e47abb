using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace Modelyard.Tests.Artifacts;

/// <summary>Gives out tokens for a registry, as the token servers of registries do: for user and password, one for each scope.</summary>
internal sealed class RegistryTokens : IAsyncDisposable
{
    private const string User = "Basic YWNtZTpzZWNyZXQ="; // acme:secret
    private readonly RSA _key = RSA.Create(2048);
    private readonly X509Certificate2 _certificate;
    private readonly TemporaryFolder _folder = new();

    private RegistryTokens(FileServer server)
    {
        Server = server;
        var request = new CertificateRequest("CN=tokens", _key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        _folder.Write("ca.pem", Encoding.ASCII.GetBytes(_certificate.ExportCertificatePem()));
    }

    internal FileServer Server { get; }

    /// <summary>For the configuration of the registry.</summary>
    internal string Settings =>
        $"auth: {{token: {{realm: \"{Server.Address}/token\", service: tests, issuer: tests, rootcertbundle: {_folder.At("ca.pem")}}}}}";

    internal static async Task<RegistryTokens> StartAsync()
    {
        var tokens = new RegistryTokens(await FileServer.StartAsync());
        tokens.Server.Intercept = async context =>
        {
            if (context.Request.Headers.Authorization != User)
            {
                context.Response.StatusCode = 401;
                return true;
            }

            var token = tokens.Sign(context.Request.Query["scope"].Where(s => s is not null).SelectMany(s => s!.Split(' ')));
            await context.Response.BodyWriter.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(new { token, expires_in = 300 }));
            return true;
        };
        return tokens;
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _certificate.Dispose();
        _key.Dispose();
        _folder.Dispose();
    }

    private string Sign(IEnumerable<string> scopes)
    {
        var access = scopes.Select(scope => scope.Split(':')).Select(s => new { type = s[0], name = string.Join(':', s[1..^1]), actions = s[^1].Split(',') });
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var head = Encode(new { typ = "JWT", alg = "RS256", x5c = new[] { Convert.ToBase64String(_certificate.RawData) } });
        var claims = Encode(new { iss = "tests", sub = "acme", aud = "tests", exp = now + 300, nbf = now - 300, iat = now, jti = Guid.NewGuid().ToString(), access });
        var signature = _key.SignData(Encoding.ASCII.GetBytes($"{head}.{claims}"), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{head}.{claims}.{System.Buffers.Text.Base64Url.EncodeToString(signature)}";
    }

    private static string Encode<T>(T value) => System.Buffers.Text.Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
}
