using System.Collections.Concurrent;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Modelyard.Api;

namespace Modelyard.WebConsole;

/// <summary>Discovery documents as they were read last: again after a while, and when a token has a key that is not among theirs.</summary>
internal sealed class ProviderBook(TimeProvider time)
{
    private static readonly TimeSpan Age = TimeSpan.FromMinutes(30);

    // Whoever sends tokens with made-up keys must not have the provider asked each time.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <exception cref="ProviderException">It is not known and cannot be read.</exception>
    public async Task<OpenIdConnectConfiguration> GetAsync(IdentityProvider provider, CancellationToken cancellationToken)
    {
        if (_entries.TryGetValue(provider.Metadata.Uid!, out var known) && known.Generation == provider.Metadata.Generation && time.GetUtcNow() - known.Read < Age)
        {
            return known.Configuration;
        }

        try
        {
            return await ReadAsync(provider, cancellationToken);
        }
        catch (ProviderException) when (known is not null && known.Generation == provider.Metadata.Generation)
        {
            // Better an old document than nobody able to sign in: its keys still have to fit.
            return known.Configuration;
        }
    }

    /// <summary>After a key was not found: the document as it is now, or null when that was looked up just before.</summary>
    public async Task<OpenIdConnectConfiguration?> RenewAsync(IdentityProvider provider, CancellationToken cancellationToken) =>
        _entries.TryGetValue(provider.Metadata.Uid!, out var known) && time.GetUtcNow() - known.Read < Pause ? null : await ReadAsync(provider, cancellationToken);

    private async Task<OpenIdConnectConfiguration> ReadAsync(IdentityProvider provider, CancellationToken cancellationToken)
    {
        var configuration = await ProviderMetadata.ReadAsync(provider.Spec, cancellationToken);
        _entries[provider.Metadata.Uid!] = new Entry(provider.Metadata.Generation, time.GetUtcNow(), configuration);
        return configuration;
    }

    private sealed record Entry(long? Generation, DateTimeOffset Read, OpenIdConnectConfiguration Configuration);
}
