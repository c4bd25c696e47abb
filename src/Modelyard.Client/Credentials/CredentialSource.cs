namespace Modelyard.Client;

/// <summary>Where credentials come from, and come from again when they are used up.</summary>
public abstract class CredentialSource
{
    /// <summary>One who has none.</summary>
    public static readonly CredentialSource Anonymous = new FixedCredential(null, null);

    /// <summary>The credential to use now.</summary>
    /// <exception cref="CredentialException">There is none to be had.</exception>
    internal abstract ValueTask<Credential> GetAsync(TimeProvider time, CancellationToken cancellationToken);

    /// <summary>The server did not accept <paramref name="refused"/>: the next call of <see cref="GetAsync"/> must not answer from memory.</summary>
    internal virtual void Refused(Credential refused)
    {
    }
}

/// <summary>Credentials that could not be had, so that no request was sent.</summary>
public sealed class CredentialException(string message, Exception? inner = null) : HttpRequestException(message, inner);
