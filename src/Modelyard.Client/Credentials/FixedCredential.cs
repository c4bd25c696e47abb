using System.Net.Http.Headers;
using System.Net.Security;

namespace Modelyard.Client;

/// <summary>The same for good.</summary>
internal sealed class FixedCredential(AuthenticationHeaderValue? authorization, SslStreamCertificateContext? certificate) : CredentialSource
{
    private readonly Credential _credential = new(authorization, certificate);

    internal override ValueTask<Credential> GetAsync(TimeProvider time, CancellationToken cancellationToken) => new(_credential);
}
