using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Modelyard.ApiServer;

/// <summary>
/// What the server shows to those who connect, and the administrator's kubeconfig: renewed while the server runs, long before they expire.
/// Connections that are open stay open.
/// </summary>
internal sealed partial class ServingCertificate(CertificateAuthority authority, ApiServerOptions options, TimeProvider time, ILogger<ServingCertificate> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(12);
    private static readonly string[] LoopbackNames = ["localhost", "127.0.0.1", "::1"];

    private volatile SslServerAuthenticationOptions? _current;
    private volatile Uri? _address;

    /// <summary>How the next connection is to be secured.</summary>
    public TlsHandshakeCallbackOptions Handshakes => new() { OnConnection = _ => ValueTask.FromResult(_current ??= Load()) };

    /// <summary>Writes the administrator's kubeconfig for a server that listens at <paramref name="address"/>.</summary>
    public void Announce(Uri address)
    {
        _address = address;
        AdminKubeconfig.Write(options.KubeconfigPath, address, authority);
    }

    /// <summary>Replaces what is about to expire.</summary>
    internal void Renew()
    {
        _current = Load();
        if (_address is { } address)
        {
            Announce(address);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
                Renew();
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                // Thirty days are left to put right whatever it is.
                Log.Failed(logger, Interval, error);
            }
        }
    }

    private SslServerAuthenticationOptions Load() => new()
    {
        ServerCertificateContext = SslStreamCertificateContext.Create(
            authority.ServerCertificate([.. LoopbackNames, Environment.MachineName.ToLowerInvariant()]), additionalCertificates: null, offline: true),
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,

        // Health and version are for anybody; whoever shows a certificate must show one of ours.
        ClientCertificateRequired = true,
        RemoteCertificateValidationCallback = (_, certificate, _, _) =>
            certificate is null || authority.Vouches(certificate as X509Certificate2 ?? X509CertificateLoader.LoadCertificate(certificate.GetRawCertData())),
    };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Certificates could not be renewed; it is tried again in {Interval}")]
        public static partial void Failed(ILogger logger, TimeSpan interval, Exception error);
    }
}
