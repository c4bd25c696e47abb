using System.Collections.Concurrent;
using System.Net.Security;
using System.Runtime.CompilerServices;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Options;
using Modelyard.Api;

namespace Modelyard.Gateway;

/// <summary>Which certificate a caller from outside is shown: by the host name it asks for, and as the Secrets are at that moment.</summary>
internal sealed class OutsideCertificates(ModelDirectory directory, IOptions<GatewayOptions> options, TimeProvider time)
{
    private static readonly TimeSpan RenewBefore = TimeSpan.FromDays(30);

    // A Secret that changes is another object: what was read of the old one goes with it.
    private readonly ConditionalWeakTable<Secret, Shown> _ofSecrets = new();
    private readonly ConcurrentDictionary<string, Shown> _issued = new(StringComparer.OrdinalIgnoreCase);

    public TlsHandshakeCallbackOptions Handshakes => new() { OnConnection = context => ValueTask.FromResult(For(context.ClientHelloInfo.ServerName)) };

    /// <summary>How a connection of a caller is secured that asks for this host; empty when it does not say.</summary>
    public SslServerAuthenticationOptions For(string host)
    {
        var address = options.Value.External!.Host;
        if (host.Length == 0 || directory.Current?.EndpointOf(host) is not { IsExternal: true } endpoint)
        {
            return Issued(address);
        }

        return endpoint.Tls is null ? Issued(host) : OfSecret(endpoint) ?? Issued(address);
    }

    private SslServerAuthenticationOptions? OfSecret(EndpointModel endpoint) => endpoint.Certificate is { } secret
        ? _ofSecrets.GetValue(secret, s => EndpointCertificate.Read(s, endpoint.Tls!, out _) is { } read ? Shown.Of(read.Leaf, read.Issuers) : Shown.Nothing).Options
        : null;

    private SslServerAuthenticationOptions Issued(string host)
    {
        if (_issued.TryGetValue(host, out var known) && time.GetUtcNow() < known.Until - RenewBefore)
        {
            return known.Options!;
        }

        // Of two made at the same time either will do.
        var issued = _issued[host] = Shown.Of(options.Value.External!.Issue(host), null);
        return issued.Options!;
    }

    private sealed record Shown(SslServerAuthenticationOptions? Options, DateTimeOffset Until)
    {
        public static readonly Shown Nothing = new(null, DateTimeOffset.MinValue);

        public static Shown Of(X509Certificate2 certificate, X509Certificate2Collection? issuers) => new(
            new SslServerAuthenticationOptions
            {
                ServerCertificateContext = SslStreamCertificateContext.Create(certificate, issuers, offline: true),
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            },
            certificate.NotAfter);
    }
}
