using Modelyard.Api;
using Modelyard.ApiServer;

namespace Modelyard.Tests.ApiServer;

/// <summary>What one rule allows.</summary>
public sealed class RuleMatchTests
{
    [Theory]
    [InlineData("get", "", "pods", "", "", true)]
    [InlineData("delete", "", "pods", "", "", false)]
    [InlineData("get", "apps", "pods", "", "", false)]
    [InlineData("get", "", "pods", "log", "", true)]
    [InlineData("get", "", "pods", "status", "", false)]
    [InlineData("get", "", "things", "scale", "", true)]
    [InlineData("get", "", "things", "", "", false)]
    public void Rule_AllowsVerbGroupAndResourceTogether(string verb, string group, string resource, string subresource, string name, bool allowed)
    {
        var rule = new PolicyRule { Verbs = ["get"], ApiGroups = [""], Resources = ["pods", "pods/log", "*/scale"] };
        rule.Allows(new AccessAttributes(verb, group, resource, subresource, "ns", name)).ShouldBe(allowed);
    }

    [Theory]
    [InlineData("/metrics", true)]
    [InlineData("/logs/a/b", true)]
    [InlineData("/logs", false)]
    [InlineData("/metrics/x", false)]
    public void Rule_OnPaths_AllowsThemAndBelowAStar(string path, bool allowed) =>
        new PolicyRule { Verbs = ["get"], NonResourceUrls = ["/metrics", "/logs/*"] }.Allows(AccessAttributes.OfPath("GET", path)).ShouldBe(allowed);

    [Fact]
    public void Missing_AddsUpRulesAndNamesTheRest()
    {
        PolicyRule[] held =
        [
            new() { Verbs = ["get"], ApiGroups = [""], Resources = ["pods"] },
            new() { Verbs = ["list"], ApiGroups = ["*"], Resources = ["*"] },
            new() { Verbs = ["get"], ApiGroups = [""], Resources = ["secrets"], ResourceNames = ["mine"] },
        ];
        RuleMatch.Missing(held, new PolicyRule { Verbs = ["get", "list"], ApiGroups = [""], Resources = ["pods"] }).ShouldBeEmpty();
        RuleMatch.Missing(held, new PolicyRule { Verbs = ["get"], ApiGroups = [""], Resources = ["secrets"], ResourceNames = ["mine"] }).ShouldBeEmpty();
        RuleMatch.Missing(held, new PolicyRule { Verbs = ["get"], ApiGroups = [""], Resources = ["secrets"] }).ShouldHaveSingleItem();
        RuleMatch.Missing(held, new PolicyRule { Verbs = ["get"], ApiGroups = [""], Resources = ["secrets"], ResourceNames = ["mine", "yours"] })
            .ShouldHaveSingleItem().ResourceNames.ShouldBe(["yours"]);
    }
}
