namespace Modelyard.Library;

internal static class SecretRules
{
    internal static readonly ScanRule PrivateKey = new("MY-SEC-001", FindingSeverity.High, "Private key in the model",
        "Revoke the key and remove the file, also from the repository's history.");

    internal static readonly ScanRule Token = new("MY-SEC-002", FindingSeverity.High, "Access token in the model",
        "Revoke the token and remove it, also from the repository's history. The report does not repeat it.");

    internal static readonly IReadOnlyList<ScanRule> All = [PrivateKey, Token];
}
