namespace Modelyard.Tests;

public sealed class OrganizationTests
{
    [Fact]
    public void Organization_WithEverything_IsStoredAsWritten_WithTheBudgetsPeriod()
    {
        var stored = Admission.Stored(Organization("""
            displayName: Acme Ltd.
            plan: gold
            limits: { requestsPerMinute: 6000, tokensPerMinute: 1000000, concurrentRequests: 50 }
            userLimits: { requestsPerMinute: 600 }
            keyLimits: { concurrentRequests: 5 }
            budget: { amount: "99.50", currency: EUR }
            keys: { maxLifetime: 90d }
            """));

        stored["spec"]!["budget"]!["period"]!.ToString().ShouldBe("Month");
        stored["spec"]!["budget"]!["amount"]!.ToString().ShouldBe("99.50");
        stored["spec"]!["limits"]!["tokensPerMinute"]!.GetValue<long>().ShouldBe(1_000_000);
    }

    [Theory]
    [InlineData("limits: { requestsPerMinute: 0 }", "spec.limits.requestsPerMinute", "greater than or equal to 1")]
    [InlineData("keyLimits: { concurrentRequests: -1 }", "spec.keyLimits.concurrentRequests", "greater than or equal to 1")]
    [InlineData("budget: { amount: 0, currency: EUR }", "spec.budget.amount", "must be greater than 0")]
    [InlineData("budget: { amount: -5, currency: EUR }", "spec.budget.amount", "must be greater than 0")]
    [InlineData("budget: { amount: 0.0000001, currency: EUR }", "spec.budget.amount", "at most 6 decimal places")]
    [InlineData("budget: { amount: 2000000000, currency: EUR }", "spec.budget.amount", "less than or equal to 1000000000")]
    [InlineData("budget: { amount: 5, currency: euro }", "spec.budget.currency", "should match")]
    [InlineData("budget: { amount: 5, currency: EUR, period: Week }", "spec.budget.period", "\"Month\", \"Day\"")]
    [InlineData("budget: { currency: EUR }", "spec.budget.amount", "Required")]
    [InlineData("keys: { maxLifetime: forever }", "spec.keys.maxLifetime", "such as 90d")]
    [InlineData("keys: { maxLifetime: 0s }", "spec.keys.maxLifetime", "longer than 0")]
    public void Organization_WithAWrongValue_IsRefusedWithWhatToDo(string field, string path, string message) =>
        Admission.Errors(Organization(field)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            e => e.ShouldStartWith(path + ": "), e => e.ShouldContain(message));

    [Theory]
    [InlineData("kube-system", "kube-")]
    [InlineData("Acme", "lower case")]
    [InlineData("acme.example", "label")]
    public void Organization_WithANameThatNoHomeProjectCanHave_IsRefused(string name, string message) =>
        Admission.Errors(Organization("plan: gold", name)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            e => e.ShouldStartWith("metadata.name: "), e => e.ShouldContain(message));

    [Fact]
    public void SeveralMistakes_AreAllTold() =>
        Admission.Errors(Organization("budget: { amount: 0, currency: EUR }\nkeys: { maxLifetime: x }", "kube-x")).Count.ShouldBe(3);

    private static string Organization(string spec, string name = "acme") => $"""
        apiVersion: modelyard.dev/v1alpha1
        kind: Organization
        metadata:
          name: {name}
        spec:
          {spec.ReplaceLineEndings("\n  ")}
        """;
}
