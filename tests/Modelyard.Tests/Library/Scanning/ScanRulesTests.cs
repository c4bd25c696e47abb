using System.Globalization;
using System.Security.Cryptography;
using System.Text;
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

    [Fact]
    public void Edition_IsRaised_WhenScansBecomeOthers()
    {
        var recorded = Path.Combine(RepositoryRoot.Path, "tests", "Modelyard.Tests", "Library", "Scanning", "scan-rules.edition");
        var current = string.Create(CultureInfo.InvariantCulture, $"{ScanRules.Edition} {SourcesOfScans()}");

        File.ReadAllText(recorded).Trim().ShouldBe(
            current,
            $"The sources of scans have changed. If a scan can now find something else in the same file than before, raise {nameof(ScanRules)}.{nameof(ScanRules.Edition)}, so that "
            + $"libraries are scanned again. Then record in {recorded} what this test computes.");
    }

    // Without comments and spaces: words and layout change no scan.
    private static string SourcesOfScans()
    {
        var scanning = Path.Combine(RepositoryRoot.Path, "src", "Modelyard.Library", "Scanning");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var folder in (string[])[scanning, Path.Combine(scanning, "Rules"), Path.Combine(scanning, "Inspectors"), .. FormatFolders()])
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*.cs").Order(StringComparer.Ordinal))
            {
                var lines = File.ReadLines(file).Select(l => Spaces().Replace(l, "")).Where(l => !l.StartsWith("//", StringComparison.Ordinal));
                hash.AppendData(Encoding.UTF8.GetBytes(string.Concat(lines)));
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // What the hub's own files say is not scanned, only shown.
    private static IEnumerable<string> FormatFolders()
    {
        var formats = Path.Combine(RepositoryRoot.Path, "src", "Modelyard.Artifacts", "Formats");
        return Directory.EnumerateDirectories(formats, "*", SearchOption.AllDirectories)
            .Where(folder => Path.GetFileName(folder) != "Hub")
            .Append(formats)
            .Order(StringComparer.Ordinal);
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("^MY-[A-Z]{3,4}-[0-9]{3}$")]
    private static partial Regex Id();

    [GeneratedRegex(@"^\| `(MY-[A-Z]+-[0-9]+)` \| (\w+) \| ([^|]+?) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
