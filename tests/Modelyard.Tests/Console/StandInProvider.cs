using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using Modelyard.Tests.Client;

namespace Modelyard.Tests.WebConsole;

/// <summary>A provider that only says what it offers: as tests want it, also over HTTPS with a certificate that nobody knows.</summary>
internal sealed class StandInProvider : IAsyncDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly WebApplication _app;

    private StandInProvider(TestCertificate? certificate)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
            {
                listen.UseHttps(certificate.Certificate);
            }
        }));
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public string Issuer { get; private set; } = "";

    /// <summary>What is different from a provider that can be used; a value of null leaves a field out.</summary>
    public Dictionary<string, object?> Differences { get; } = [];

    public int Status { get; set; } = 200;

    public static async Task<StandInProvider> StartAsync(TestCertificate? certificate = null)
    {
        var provider = new StandInProvider(certificate);
        await provider._app.StartAsync();
        provider.Issuer = provider._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
    }

    private Task AnswerAsync(HttpContext http)
    {
        http.Response.StatusCode = Status;
        return http.Request.Path.Value switch
        {
            "/.well-known/openid-configuration" => http.Response.WriteAsJsonAsync(Document()),
            "/keys" => http.Response.WriteAsJsonAsync(new { keys = (object[])[Jwk()] }),
            _ => NotFound(http),
        };
    }

    private Dictionary<string, object?> Document()
    {
        var document = new Dictionary<string, object?>
        {
            ["issuer"] = Issuer,
            ["authorization_endpoint"] = $"{Issuer}/auth",
            ["token_endpoint"] = $"{Issuer}/token",
            ["jwks_uri"] = $"{Issuer}/keys",
        };
        foreach (var (name, value) in Differences)
        {
            document[name] = value;
        }

        return document.Where(p => p.Value is not null).ToDictionary();
    }

    private object Jwk()
    {
        var jwk = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey(_key) { KeyId = "one" });
        return new { kty = jwk.Kty, kid = jwk.Kid, crv = jwk.Crv, x = jwk.X, y = jwk.Y };
    }

    private static Task NotFound(HttpContext http)
    {
        http.Response.StatusCode = 404;
        return Task.CompletedTask;
    }
}
