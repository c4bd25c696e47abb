namespace Modelyard;

/// <summary>Where the console is served to browsers on other machines.</summary>
/// <param name="Address">Where they find it.</param>
/// <param name="CertificateFile">The certificate that they are shown; null for one of the installation's own authority.</param>
/// <param name="KeyFile">Its key; null if there is no certificate.</param>
internal sealed record ConsoleAddress(ExternalAddress Address, string? CertificateFile, string? KeyFile);
