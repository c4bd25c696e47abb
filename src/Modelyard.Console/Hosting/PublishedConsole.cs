using System.Net;
using System.Net.Security;

namespace Modelyard.WebConsole;

/// <summary>Where the console is served to browsers on other machines, with HTTPS only.</summary>
/// <param name="Listen">Where to listen. Port 0 takes any free one.</param>
/// <param name="Host">The name or address that browsers know it by; it is not served under others.</param>
/// <param name="Certificate">The certificate to show, with its key and issuers; asked for with each connection.</param>
public sealed record PublishedConsole(IPEndPoint Listen, string Host, Func<SslStreamCertificateContext> Certificate);
