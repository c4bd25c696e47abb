using Modelyard.Tests.Client;

namespace Modelyard.Tests;

public sealed class IdentityProviderTests
{
    [Fact]
    public void Provider_WithLittle_GetsItsDefaults()
    {
        var stored = Admission.Stored(Provider(""))["spec"]!;

        (stored["usernameClaim"]!.ToString(), stored["groupsPrefix"]!.ToString()).ShouldBe(("email", "oidc:"));
        stored["signOutThere"].ShouldBeNull();
    }

    [Theory]
    [InlineData("http://sso.acme.example", "must be an https:// address")]
    [InlineData("sso.acme.example", "must be an https:// address")]
    [InlineData("ldap://sso.acme.example", "must be an https:// address")]
    [InlineData("https://me:secret@sso.acme.example", "without credentials")]
    [InlineData("https://sso.acme.example/?realm=acme", "without credentials, query and fragment")]
    [InlineData("https://sso.acme.example/#acme", "without credentials, query and fragment")]
    public void Issuer_ThatCannotBeOne_IsRefused_WithoutRepeatingSecrets(string issuer, string message) =>
        Admission.Errors(Provider("", issuer)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            e => e.ShouldStartWith("spec.issuer: "), e => e.ShouldContain(message), e => e.ShouldNotContain("secret@"));

    [Theory]
    [InlineData("https://sso.acme.example/realms/acme/")]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("http://localhost:8080/realms/acme")]
    public void Issuer_OverHttpsOrOnThisMachine_IsTaken(string issuer) => Admission.Errors(Provider("", issuer)).ShouldBeEmpty();

    [Theory]
    [InlineData("clientSecretRef: { name: Acme, namespace: default }", "spec.clientSecretRef.name", "subdomain")]
    [InlineData("clientSecretRef: { name: acme }", "spec.clientSecretRef.namespace", "")]
    [InlineData("displayName: ''", "spec.displayName", "1 to 200 characters")]
    [InlineData("scopes: [ 'a b' ]", "spec.scopes[0]", "without spaces")]
    [InlineData("usernameClaim: sub", "spec.usernamePrefix", "put something like \"acme:\" before it, or \"\" to trust it")]
    [InlineData("usernamePrefix: 'system:'", "spec.usernamePrefix", "must not begin with")]
    [InlineData("groupsPrefix: 'modelyard:'", "spec.groupsPrefix", "must not begin with")]
    [InlineData("caBundle: not a certificate", "spec.caBundle", "must be certificates as PEM")]
    public void Provider_WithAWrongValue_IsRefusedWithWhatToDo(string field, string path, string message) =>
        Admission.Errors(Provider(field)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            e => e.ShouldStartWith(path + ": "), e => e.ShouldContain(message));

    [Fact]
    public void CaBundle_WithoutACertificateInIt_IsRefused_AndNeverShown() =>
        Admission.Errors(Provider("caBundle: |\n    -----BEGIN CERTIFICATE-----\n    c2VjcmV0\n    -----END CERTIFICATE-----")).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            e => e.ShouldStartWith("spec.caBundle: "), e => e.ShouldNotContain("c2VjcmV0"));

    [Fact]
    public void CaBundle_OfSeveralAuthorities_IsTaken()
    {
        using var one = new TestCertificate("one");
        using var other = new TestCertificate("other");
        var bundle = $"{one.Pem}\n{other.Pem}".Replace("\n", "\n    ", StringComparison.Ordinal);

        Admission.Errors(Provider($"caBundle: |\n    {bundle}")).ShouldBeEmpty();
    }

    [Fact]
    public void Name_OfSessionsWithAPassword_IsTaken() =>
        Admission.Errors(Provider("", name: "local")).ShouldHaveSingleItem().ShouldContain("is what sessions with a password of this installation are called");

    private static string Provider(string field, string issuer = "https://sso.acme.example", string name = "acme") => $"""
        apiVersion: modelyard.dev/v1alpha1
        kind: IdentityProvider
        metadata:
          name: {name}
        spec:
          issuer: {issuer}
          clientId: console
          {field}
        """;
}
