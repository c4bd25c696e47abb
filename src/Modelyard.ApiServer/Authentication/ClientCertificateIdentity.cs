using System.Security.Cryptography.X509Certificates;

namespace Modelyard.ApiServer;

/// <summary>Who a client certificate names. The TLS handshake has already checked that our authority signed it.</summary>
internal static class ClientCertificateIdentity
{
    private const string CommonName = "2.5.4.3";
    private const string Organization = "2.5.4.10";

    public static UserIdentity? Of(X509Certificate2? certificate)
    {
        if (certificate is null)
        {
            return null;
        }

        string? name = null;
        var groups = new List<string>();
        foreach (var part in certificate.SubjectName.EnumerateRelativeDistinguishedNames())
        {
            if (part.HasMultipleElements)
            {
                continue;
            }

            switch (part.GetSingleElementType().Value)
            {
                case CommonName:
                    name = part.GetSingleElementValue();
                    break;
                case Organization when part.GetSingleElementValue() is { } group:
                    groups.Add(group);
                    break;
            }
        }

        return string.IsNullOrEmpty(name) ? null : UserIdentity.Of(name, groups);
    }
}
