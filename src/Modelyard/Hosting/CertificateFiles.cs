using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Modelyard.Commands;

namespace Modelyard;

/// <summary>A certificate, those of its issuers after it, and its key, in files that whoever renews them replaces while they are in use.</summary>
internal sealed partial class CertificateFiles
{
    private readonly string _certificate;
    private readonly string _key;
    private readonly ILogger<CertificateFiles> _logger;
    private readonly Lock _gate = new();
    private (DateTime, DateTime) _seen;
    private SslStreamCertificateContext _current;

    private CertificateFiles(string certificate, string key, ILogger<CertificateFiles> logger)
    {
        (_certificate, _key, _logger) = (certificate, key, logger);
        _seen = Written();
        _current = Read();
    }

    /// <summary>Reads the files.</summary>
    /// <exception cref="CommandFailure">They cannot be used; what it says is for whoever starts the program.</exception>
    public static CertificateFiles Open(string certificate, string key, ILogger<CertificateFiles> logger)
    {
        try
        {
            return new CertificateFiles(certificate, key, logger);
        }
        catch (Exception e) when (IsUnusable(e))
        {
            throw new CommandFailure(
                ExitCodes.Failed,
                $"the certificate {certificate} with the key {key} cannot be used: {e.Message} Both have to be in PEM format, the key unencrypted and that of the first certificate.",
                e);
        }
    }

    /// <summary>What the files say now; what they said last as long as they cannot be used.</summary>
    public SslStreamCertificateContext Current()
    {
        lock (_gate)
        {
            var written = Written();
            if (written != _seen)
            {
                _seen = written;
                Renew();
            }

            return _current;
        }
    }

    private static bool IsUnusable(Exception e) => e is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException;

    private void Renew()
    {
        try
        {
            _current = Read();
            Log.Renewed(_logger, _certificate, _current.TargetCertificate.NotAfter);
        }
        catch (Exception e) when (IsUnusable(e))
        {
            // Half of the pair may be there: the other half changes the time of writing again.
            Log.Unusable(_logger, _certificate, e.Message);
        }
    }

    private (DateTime, DateTime) Written() => (File.GetLastWriteTimeUtc(_certificate), File.GetLastWriteTimeUtc(_key));

    private SslStreamCertificateContext Read()
    {
        var leaf = X509Certificate2.CreateFromPemFile(_certificate, _key);
        var issuers = new X509Certificate2Collection();
        issuers.ImportFromPemFile(_certificate);
        issuers.RemoveAt(0);
        return SslStreamCertificateContext.Create(leaf, issuers, offline: true);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Certificate} was renewed, and is valid until {NotAfter:u}")]
        public static partial void Renewed(ILogger logger, string certificate, DateTime notAfter);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Certificate} was replaced by one that cannot be used, the one before stays: {Reason}")]
        public static partial void Unusable(ILogger logger, string certificate, string reason);
    }
}
