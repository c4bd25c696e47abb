using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Modelyard.Gateway;

/// <summary>Where the gateway listens, with HTTPS, for callers outside the installation. They reach endpoints of visibility External and nothing else.</summary>
/// <param name="Listen">Where to listen. Port 0 takes any free one.</param>
/// <param name="Host">The name or address that callers know it by.</param>
/// <param name="Issue">Makes a certificate, with its key, for a host that has none of its own.</param>
public sealed record ExternalListener(IPEndPoint Listen, string Host, Func<string, X509Certificate2> Issue);
