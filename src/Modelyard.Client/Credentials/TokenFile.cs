using System.Net.Http.Headers;
using System.Net.Security;

namespace Modelyard.Client;

/// <summary>A token that somebody else keeps fresh in a file. It is read again every minute, and at once when the server refuses it.</summary>
/// <param name="path">The file.</param>
/// <param name="fallback">The token to use while the file cannot be read.</param>
/// <param name="certificate">What else is shown.</param>
internal sealed class TokenFile(string path, string? fallback, SslStreamCertificateContext? certificate) : CredentialSource
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private Credential? _credential;
    private long? _read;

    internal override ValueTask<Credential> GetAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_credential is null || _read is not { } at || time.GetElapsedTime(at) >= Period)
            {
                Read();
                _read = time.GetTimestamp();
            }

            return new ValueTask<Credential>(_credential!);
        }
    }

    internal override void Refused(Credential refused)
    {
        lock (_gate)
        {
            if (ReferenceEquals(refused, _credential))
            {
                _read = null;
            }
        }
    }

    private void Read()
    {
        try
        {
            var token = File.ReadAllText(path).Trim();
            if (token.Length == 0)
            {
                throw new CredentialException($"the token file {path} is empty");
            }

            // The same token is the same credential: nobody needs to try it twice.
            if (_credential?.Authorization?.Parameter != token)
            {
                _credential = Bearer(token);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CredentialException)
        {
            // A file that is just being replaced is no reason to forget the token that was in it.
            _credential ??= string.IsNullOrEmpty(fallback)
                ? throw new CredentialException($"the token file {path} cannot be used: {e.Message}", e)
                : Bearer(fallback);
        }
    }

    private Credential Bearer(string token) => new(new AuthenticationHeaderValue("Bearer", token), certificate);
}
