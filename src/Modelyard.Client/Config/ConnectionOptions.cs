using System.Net;

namespace Modelyard.Client;

/// <summary>What it takes to reach one API as somebody, wherever it was configured.</summary>
public sealed record ConnectionOptions
{
    /// <summary>The base address.</summary>
    public required Uri Server { get; init; }

    /// <summary>The namespace used when none is named; null when the configuration names none.</summary>
    public string? Namespace { get; init; }

    /// <summary>The certificates, in PEM, that may vouch for the server; null for those the system trusts.</summary>
    public string? Authority { get; init; }

    /// <summary>The name to expect in the server's certificate, when it is not that of the address.</summary>
    public string? TlsServerName { get; init; }

    /// <summary>Do not check who answers. Anybody on the way can read and change everything.</summary>
    public bool SkipTlsVerify { get; init; }

    /// <summary>The proxy; null for the one the environment names, if any.</summary>
    public IWebProxy? Proxy { get; init; }

    /// <summary>Whether answers may be compressed.</summary>
    public bool Compression { get; init; } = true;

    /// <summary>Whom to act as.</summary>
    public Impersonation? Impersonate { get; init; }

    /// <summary>Proves who one is.</summary>
    public CredentialSource Credentials { get; init; } = CredentialSource.Anonymous;
}
