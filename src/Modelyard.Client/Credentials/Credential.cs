using System.Net.Http.Headers;
using System.Net.Security;

namespace Modelyard.Client;

/// <summary>What proves who one is: something to say in each request, something to show when connecting, or both.</summary>
public sealed record Credential(AuthenticationHeaderValue? Authorization, SslStreamCertificateContext? Certificate)
{
    /// <summary>Nothing.</summary>
    public static readonly Credential None = new(null, null);
}
