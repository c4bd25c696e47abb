using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Modelyard.Api;
using Modelyard.Tests.Testing;
using Modelyard.WebConsole;

namespace Modelyard.Tests.WebConsole;

/// <summary>Tokens that an honest provider would not give.</summary>
public sealed class IdTokenVerifierTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private readonly ECDsaSecurityKey _key = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "one" };
    private WebApplication _provider = null!;
    private string _issuer = "";
    private int _documents;
    private IReadOnlyList<SecurityKey> _published = [];

    public async ValueTask InitializeAsync()
    {
        _published = [_key];
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _provider = builder.Build();
        _provider.Run(http => http.Request.Path.Value == "/keys" ? http.Response.WriteAsJsonAsync(new { keys = _published.Select(Jwk) }) : DocumentAsync(http));
        await _provider.StartAsync();
        _issuer = _provider.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
    }

    public ValueTask DisposeAsync() => _provider.DisposeAsync();

    [Fact]
    public async Task HonestToken_Counts()
    {
        var claims = await VerifyAsync(Token());
        claims.GetProperty("sub").GetString().ShouldBe("ada");
    }

    [Theory]
    [InlineData("iss", "http://elsewhere.example")]
    [InlineData("aud", "another-client")]
    [InlineData("nonce", "of another attempt")]
    [InlineData("sub", "")]
    public async Task TokenForAnother_DoesNotCount(string claim, string value) => await RefusedAsync(Token(change: c => c[claim] = value));

    [Fact]
    public async Task TokenWithoutANonce_DoesNotCount() => await RefusedAsync(Token(change: c => c.Remove("nonce")));

    [Fact]
    public async Task TokenForSeveral_CountsOnlyForWhomItWasGivenTo()
    {
        await RefusedAsync(Token(change: c => c["aud"] = new[] { "console", "other" }));
        await RefusedAsync(Token(change: c => (c["aud"], c["azp"]) = (new[] { "console", "other" }, "other")));
        await VerifyAsync(Token(change: c => (c["aud"], c["azp"]) = (new[] { "console", "other" }, "console")));
    }

    [Fact]
    public async Task ClocksMayDiffer_ByTwoMinutes()
    {
        var now = _time.GetUtcNow().ToUnixTimeSeconds();
        await VerifyAsync(Token(change: c => c["exp"] = now - 60));
        await VerifyAsync(Token(change: c => (c["iat"], c["nbf"]) = (now + 60, now + 60)));
        await RefusedAsync(Token(change: c => c["exp"] = now - 180));
        await RefusedAsync(Token(change: c => c["nbf"] = now + 180));
        await RefusedAsync(Token(change: c => c["iat"] = now + 180));
        await RefusedAsync(Token(change: c => c.Remove("exp")));
    }

    [Fact]
    public async Task SignaturesOfOthers_DoNotCount()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await RefusedAsync(Token(new SigningCredentials(new ECDsaSecurityKey(other) { KeyId = "one" }, SecurityAlgorithms.EcdsaSha256)));
        await RefusedAsync(Token(new SigningCredentials(new ECDsaSecurityKey(other) { KeyId = "unknown" }, SecurityAlgorithms.EcdsaSha256)));
        var parts = Token().Split('.');
        await RefusedAsync($"{parts[0]}.{parts[1]}.");
        await RefusedAsync($"{Base64UrlEncoder.Encode("""{"alg":"none"}""")}.{parts[1]}.");
        await RefusedAsync("no token at all");

        // What only the client and the provider know must not be a key: who has the client's password would be everybody.
        await RefusedAsync(Token(new SigningCredentials(new SymmetricSecurityKey(new byte[32]), SecurityAlgorithms.HmacSha256)));
    }

    [Fact]
    public async Task RsaSignatures_Count()
    {
        using var rsa = RSA.Create(2048);
        var key = new RsaSecurityKey(rsa) { KeyId = "rsa" };
        _published = [_key, key];
        await VerifyAsync(Token(new SigningCredentials(key, SecurityAlgorithms.RsaSha256)));
        await VerifyAsync(Token(new SigningCredentials(key, SecurityAlgorithms.RsaSsaPssSha256)));
    }

    [Fact]
    public async Task NewKey_IsLookedFor_ButNotForEveryTokenThatNamesOne()
    {
        var verifier = NewVerifier();
        await verifier.VerifyAsync(Provider(), Token(), "nonce", CancellationToken.None);
        using var next = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = new ECDsaSecurityKey(next) { KeyId = "two" };
        _published = [key];
        _time.Advance(TimeSpan.FromSeconds(10));
        var token = Token(new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256));
        await verifier.VerifyAsync(Provider(), token, "nonce", CancellationToken.None);
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var asked = _documents;
        for (var i = 0; i < 5; i++)
        {
            await Should.ThrowAsync<ProviderException>(() => verifier.VerifyAsync(
                Provider(), Token(new SigningCredentials(new ECDsaSecurityKey(stranger) { KeyId = $"made-up-{i}" }, SecurityAlgorithms.EcdsaSha256)), "nonce", CancellationToken.None));
        }

        _documents.ShouldBe(asked);
    }

    private IdTokenVerifier NewVerifier() => new(new ProviderBook(_time), _time);

    private Task<JsonElement> VerifyAsync(string token) => NewVerifier().VerifyAsync(Provider(), token, "nonce", CancellationToken.None);

    private async Task RefusedAsync(string token) => (await Should.ThrowAsync<ProviderException>(() => VerifyAsync(token))).Reason.ShouldBe("TokenInvalid");

    private IdentityProvider Provider() => new() { Metadata = { Name = "test", Uid = "1", Generation = 1 }, Spec = { Issuer = _issuer, ClientId = "console" } };

    private string Token(SigningCredentials? credentials = null, Action<Dictionary<string, object>>? change = null)
    {
        var now = _time.GetUtcNow().ToUnixTimeSeconds();
        var claims = new Dictionary<string, object>
        {
            ["iss"] = _issuer,
            ["aud"] = "console",
            ["sub"] = "ada",
            ["nonce"] = "nonce",
            ["iat"] = now,
            ["exp"] = now + 300,
        };
        change?.Invoke(claims);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            JsonSerializer.Serialize(claims), credentials ?? new SigningCredentials(_key, SecurityAlgorithms.EcdsaSha256));
    }

    private Task DocumentAsync(HttpContext http)
    {
        Interlocked.Increment(ref _documents);
        return http.Response.WriteAsJsonAsync(new { issuer = _issuer, authorization_endpoint = $"{_issuer}/auth", token_endpoint = $"{_issuer}/token", jwks_uri = $"{_issuer}/keys" });
    }

    private static object Jwk(SecurityKey key)
    {
        var jwk = JsonWebKeyConverter.ConvertFromSecurityKey(key);
        return jwk.Kty == "EC" ? new { kty = jwk.Kty, kid = key.KeyId, crv = jwk.Crv, x = jwk.X, y = jwk.Y } : new { kty = jwk.Kty, kid = key.KeyId, n = jwk.N, e = jwk.E };
    }
}
