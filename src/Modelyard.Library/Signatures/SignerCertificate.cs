using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Modelyard.Library;

/// <summary>Whom a certificate names: addresses of the subject, and the OpenID issuer that Fulcio notes.</summary>
internal sealed record SignerCertificate(IReadOnlyList<string> Subjects, string? Issuer)
{
    private const string SubjectNames = "2.5.29.17";
    private const string FulcioIssuer = "1.3.6.1.4.1.57264.1.8";
    private const string FirstFulcioIssuer = "1.3.6.1.4.1.57264.1.1";
    private const int Email = 1;
    private const int Dns = 2;
    private const int Address = 6;

    /// <exception cref="SignatureFormatException">It is malformed.</exception>
    public static SignerCertificate Read(X509Certificate2 certificate)
    {
        try
        {
            var subjects = certificate.Extensions.Where(e => e.Oid?.Value == SubjectNames).SelectMany(Names).ToList();
            var common = certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);
            return new SignerCertificate(subjects.Count > 0 || common.Length == 0 ? subjects : [common], IssuerOf(certificate));
        }
        catch (Exception e) when (e is AsnContentException or CryptographicException)
        {
            throw new SignatureFormatException("its certificate cannot be read", e);
        }
    }

    private static IEnumerable<string> Names(X509Extension extension)
    {
        var names = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence();
        while (names.HasData)
        {
            var tag = names.PeekTag();
            if (tag.TagClass == TagClass.ContextSpecific && tag.TagValue is Email or Dns or Address)
            {
                yield return names.ReadCharacterString(UniversalTagNumber.IA5String, tag);
            }
            else
            {
                names.ReadEncodedValue();
            }
        }
    }

    // The first form is the text itself, without a type before it.
    private static string? IssuerOf(X509Certificate2 certificate) =>
        Find(certificate, FulcioIssuer) is { } typed ? new AsnReader(typed.RawData, AsnEncodingRules.DER).ReadCharacterString(UniversalTagNumber.UTF8String)
        : Find(certificate, FirstFulcioIssuer) is { } plain ? Encoding.UTF8.GetString(plain.RawData)
        : null;

    private static X509Extension? Find(X509Certificate2 certificate, string oid) => certificate.Extensions.FirstOrDefault(e => e.Oid?.Value == oid);
}
