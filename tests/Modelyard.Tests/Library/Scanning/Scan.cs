using Modelyard.Library;

namespace Modelyard.Tests.Library;

/// <summary>Scans bytes as files of a model.</summary>
internal static class Scan
{
    internal static Task<ScanResult> FileAsync(string name, byte[] content, ScanOptions? options = null) => FilesAsync(options, (name, content));

    internal static Task<ScanResult> FilesAsync(params (string Name, byte[] Content)[] files) => FilesAsync(null, files);

    internal static Task<ScanResult> FilesAsync(ScanOptions? options, params (string Name, byte[] Content)[] files) =>
        ModelScanner.ScanAsync([.. files.Select(f => File(f.Name, f.Content))], options ?? new ScanOptions(), TestContext.Current.CancellationToken);

    internal static ScannedFile File(string name, byte[] content) =>
        new(name, content.Length, _ => ValueTask.FromResult<Stream>(new MemoryStream(content, writable: false)));

    /// <summary>The rules of all findings, each once.</summary>
    internal static IEnumerable<string> Rules(this ScanResult result) => result.Findings.Select(f => f.RuleId).Distinct().Order(StringComparer.Ordinal);

    internal static void ShouldBeClean(this ScanResult result) =>
        result.Verdict.ShouldBe(ScanVerdict.Clean, string.Join('\n', result.Findings.Select(f => $"{f.RuleId} {f.Path} {f.Location}: {f.Message}")));

    internal static void ShouldHave(this ScanResult result, string rule)
    {
        result.Verdict.ShouldNotBe(ScanVerdict.Clean);
        result.Rules().ShouldContain(rule, string.Join('\n', result.Findings.Select(f => $"{f.RuleId} {f.Path} {f.Location}: {f.Message}")));
    }
}
