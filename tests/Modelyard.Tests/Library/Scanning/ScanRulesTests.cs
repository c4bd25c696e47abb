using System.Text.RegularExpressions;
using Modelyard.Library;
using Modelyard.Tests.Repository;

namespace Modelyard.Tests.Library;

public sealed partial class ScanRulesTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "reference", "scan-rules.md"));

    [Fact]
    public void Rules_HaveIdsOfTheirOwn()
    {
        ScanRules.All.Select(r => r.Id).ShouldBeUnique();
        ScanRules.All.ShouldAllBe(r => Id().IsMatch(r.Id));
        ScanRules.All.ShouldAllBe(r => r.Title.Length > 0 && r.Advice.EndsWith('.'));
    }

    [Fact]
    public void Rules_AreAllDocumented_WithTheirSeverityAndTitle()
    {
        var documented = Row().Matches(Document).Select(m => (Id: m.Groups[1].Value, Severity: m.Groups[2].Value, Title: m.Groups[3].Value)).ToArray();

        documented.ShouldBe(ScanRules.All.Select(r => (r.Id, r.Severity.ToString(), r.Title)), ignoreOrder: true);
    }

    [Fact]
    public void Rule_IsFoundByItsId()
    {
        ScanRules.Find("MY-PKL-001")!.Severity.ShouldBe(FindingSeverity.Critical);
        ScanRules.Find("MY-XXX-001").ShouldBeNull();
    }

    [GeneratedRegex("^MY-[A-Z]{3,4}-[0-9]{3}$")]
    private static partial Regex Id();

    [GeneratedRegex(@"^\| `(MY-[A-Z]+-[0-9]+)` \| (\w+) \| ([^|]+?) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
