using System.Security.Cryptography;
using System.Text;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Library;

/// <summary>
/// The keys that Modelyard signs approved versions with: a Secret, because those are encrypted and bound to their place in the database, and because every control
/// plane of an installation has to see the same. The private half of a key is gone when another takes its place; the public half stays, and so do its signatures.
/// </summary>
public sealed class SigningKeys(IResourceClient client, TimeProvider time)
{
    private const string SecretType = "modelyard.dev/signing-keys";
    private const string Current = "current";
    private const string Private = ".key";
    private const string Public = ".pub";
    private const string Made = ".made";
    private const int NameDigits = 12;

    private static readonly NamespacedName Place = new("kube-system", "modelyard-signing-keys");

    /// <summary>All keys, the current one first; none before the first signature.</summary>
    public async Task<IReadOnlyList<SigningKey>> ListAsync(CancellationToken cancellationToken) =>
        await client.TryGetAsync<Secret>(Place, cancellationToken) is { } secret ? Read(secret) : [];

    /// <summary>Makes another key, which signs from now on. What was signed before stays good.</summary>
    public async Task<SigningKey> RotateAsync(CancellationToken cancellationToken)
    {
        var secret = await client.TryGetAsync<Secret>(Place, cancellationToken);
        if (secret is null)
        {
            return Read(await CreateAsync(cancellationToken))[0];
        }

        foreach (var name in secret.Data!.Keys.Where(k => k.EndsWith(Private, StringComparison.Ordinal)).ToList())
        {
            secret.Data.Remove(name);
        }

        AddKey(secret.Data);
        return Read(await client.UpdateAsync(secret, cancellationToken))[0];
    }

    /// <summary>Signs a statement with the current key, which is made when there is none.</summary>
    internal async Task<byte[]> SignAsync(byte[] statement, CancellationToken cancellationToken)
    {
        var secret = await client.TryGetAsync<Secret>(Place, cancellationToken) ?? await CreateAsync(cancellationToken);
        using var key = ECDsa.Create();
        key.ImportFromPem(Text(secret, CurrentOf(secret) + Private));
        var signature = key.SignData(SigstoreBundle.SignedBytes(ModelStatement.PayloadType, statement), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return SigstoreBundle.Write(ModelStatement.PayloadType, statement, signature, Fingerprint(key));
    }

    /// <summary>Signs bytes as they are, as <c>cosign sign-blob</c> and <c>openssl dgst -sha256 -sign</c> do.</summary>
    internal async Task<byte[]> SignBytesAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var secret = await client.TryGetAsync<Secret>(Place, cancellationToken) ?? await CreateAsync(cancellationToken);
        using var key = ECDsa.Create();
        key.ImportFromPem(Text(secret, CurrentOf(secret) + Private));
        return key.SignData(content.Span, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    private async Task<Secret> CreateAsync(CancellationToken cancellationToken)
    {
        var secret = new Secret { Metadata = new ObjectMeta { Namespace = Place.Namespace, Name = Place.Name }, Type = SecretType, Data = [] };
        AddKey(secret.Data);
        try
        {
            return await client.CreateAsync(secret, cancellationToken);
        }
        catch (StatusException e) when (e.IsAlreadyExists)
        {
            return await client.GetAsync<Secret>(Place, cancellationToken);
        }
    }

    private void AddKey(Dictionary<string, byte[]> data)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var name = $"key-{Fingerprint(key)[..NameDigits]}";
        data[name + Private] = Encoding.UTF8.GetBytes(key.ExportPkcs8PrivateKeyPem() + "\n");
        data[name + Public] = Encoding.UTF8.GetBytes(PublicPem(key));
        data[name + Made] = Encoding.UTF8.GetBytes(time.GetUtcNow().ToString("O"));
        data[Current] = Encoding.UTF8.GetBytes(name);
    }

    private static IReadOnlyList<SigningKey> Read(Secret secret)
    {
        var current = CurrentOf(secret);
        return
        [
            .. (secret.Data ?? []).Keys
                .Where(k => k.EndsWith(Public, StringComparison.Ordinal))
                .Select(k => k[..^Public.Length])
                .Select(name => new SigningKey(name, Text(secret, name + Public), DateTimeOffset.TryParse(Text(secret, name + Made), out var at) ? at : null, name == current))
                .OrderByDescending(k => k.IsCurrent)
                .ThenByDescending(k => k.MadeAt),
        ];
    }

    private static string CurrentOf(Secret secret) => Text(secret, Current);

    private static string Text(Secret secret, string key) => secret.Data?.GetValueOrDefault(key) is { } bytes ? Encoding.UTF8.GetString(bytes) : "";

    private static string PublicPem(ECDsa key) => key.ExportSubjectPublicKeyInfoPem() + "\n";

    // What tools of model signing compare a hint with.
    private static string Fingerprint(ECDsa key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(PublicPem(key))));
}

/// <summary>A key that Modelyard signs with, or did.</summary>
/// <param name="Name">What signatures name it by.</param>
/// <param name="PublicKey">The public half, as PEM.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="IsCurrent">Whether it signs.</param>
public sealed record SigningKey(string Name, string PublicKey, DateTimeOffset? MadeAt, bool IsCurrent);
