namespace Modelyard.Tests;

public sealed class EndpointTests
{
    [Fact]
    public void Endpoint_WithLittle_GetsItsDefaults()
    {
        var stored = Admission.Stored(Endpoint("traffic: [ { deployment: atlas } ]"));

        stored["spec"]!["visibility"]!.ToString().ShouldBe("Internal");
        stored["spec"]!["sessionHeader"]!.ToString().ShouldBe("X-Session-Id");
        stored["spec"]!["traffic"]![0]!["weight"]!.GetValue<int>().ShouldBe(100);
    }

    [Theory]
    [InlineData("path: /chat", "spec.path", "should match")]
    [InlineData("host: https://chat.acme.example", "spec.host", "subdomain")]
    [InlineData("visibility: Public", "spec.visibility", "\"Internal\", \"External\"")]
    [InlineData("tls: { secretName: cert }", "spec.host", "name the host")]
    [InlineData("host: a.example\ntls: { secretName: Cert }", "spec.tls.secretName", "subdomain")]
    [InlineData("traffic: [ { deployment: a, weight: 101 } ]", "spec.traffic[0].weight", "less than or equal to 100")]
    [InlineData("traffic: [ { deployment: a, weight: 0 }, { deployment: b, weight: 0 } ]", "spec.traffic", "must not all be 0")]
    [InlineData("traffic: [ { deployment: a }, { deployment: a, weight: 5 } ]", "spec.traffic[1].deployment", "Duplicate")]
    [InlineData("traffic: [ { deployment: other/a } ]", "spec.traffic[0].deployment", "DNS-1035")]
    [InlineData("sessionHeader: 'X Session'", "spec.sessionHeader", "should match")]
    public void Endpoint_WithAWrongValue_IsRefusedWithWhatToDo(string field, string path, string message) =>
        Admission.Errors(Endpoint(field)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            e => e.ShouldStartWith(path + ": "), e => e.ShouldContain(message));

    [Fact]
    public void Path_ThatIsTooLong_IsRefused() =>
        Admission.Errors(Endpoint("path: " + new string('a', 64))).ShouldHaveSingleItem().ShouldContain("Too long");

    private static string Endpoint(string spec) => $"""
        apiVersion: modelyard.dev/v1alpha1
        kind: Endpoint
        metadata:
          name: chat
          namespace: acme
        spec:
          {spec.ReplaceLineEndings("\n  ")}
        """;
}
