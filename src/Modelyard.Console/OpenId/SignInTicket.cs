using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Modelyard.WebConsole;

/// <summary>What the browser carries from leaving for a provider until it comes back.</summary>
/// <param name="Provider">The provider it left for.</param>
/// <param name="State">What it must come back with.</param>
/// <param name="Nonce">What its token must hold.</param>
/// <param name="Verifier">What the code must be redeemed with (PKCE).</param>
/// <param name="Return">Where it wanted to go.</param>
/// <param name="Expires">Until when.</param>
internal sealed record SignInTicket(string Provider, string State, string Nonce, string Verifier, string Return, DateTimeOffset Expires)
{
    public static SignInTicket Create(string provider, string returnTo, DateTimeOffset expires) => new(provider, Random(), Random(), Random(), returnTo, expires);

    /// <summary>The verifier as the provider is told (S256).</summary>
    public string Challenge => WebEncoders.Base64UrlEncode(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(Verifier)));

    private static string Random() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
}

/// <summary>Seals tickets with a key that only this process has: the browser can neither read nor change them.</summary>
internal sealed class TicketSeal : IDisposable
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    private readonly AesGcm _key = new(RandomNumberGenerator.GetBytes(32), TagSize);

    public string Seal(SignInTicket ticket)
    {
        var plain = JsonSerializer.SerializeToUtf8Bytes(ticket);
        var sealedTicket = new byte[NonceSize + plain.Length + TagSize];
        var nonce = sealedTicket.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        _key.Encrypt(nonce, plain, sealedTicket.AsSpan(NonceSize, plain.Length), sealedTicket.AsSpan(NonceSize + plain.Length));
        return WebEncoders.Base64UrlEncode(sealedTicket);
    }

    /// <summary>The ticket; null when it was not sealed here.</summary>
    public SignInTicket? Open(string text)
    {
        try
        {
            var sealedTicket = WebEncoders.Base64UrlDecode(text);
            if (sealedTicket.Length <= NonceSize + TagSize)
            {
                return null;
            }

            var plain = new byte[sealedTicket.Length - NonceSize - TagSize];
            _key.Decrypt(sealedTicket.AsSpan(0, NonceSize), sealedTicket.AsSpan(NonceSize, plain.Length), sealedTicket.AsSpan(NonceSize + plain.Length), plain);
            return JsonSerializer.Deserialize<SignInTicket>(plain);
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return null;
        }
    }

    public void Dispose() => _key.Dispose();
}
