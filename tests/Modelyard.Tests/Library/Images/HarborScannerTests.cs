using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Modelyard.Artifacts;
using Modelyard.Library;
using Modelyard.Tests.Testing;

namespace Modelyard.Tests.Library;

public sealed class HarborScannerTests : IAsyncLifetime
{
    private static readonly OciImage Image = new(
        new Uri("https://registry.example:5000/"), "acme/atlas", "sha256:aa", "application/vnd.oci.image.manifest.v1+json", "Basic cmVhZGVyOnNlY3JldA==");

    private readonly ManualTime _time = new();
    private ScriptedHarbor _harbor = null!;
    private HarborScanner _scanner = null!;

    public async ValueTask InitializeAsync()
    {
        _harbor = await ScriptedHarbor.StartAsync();
        _scanner = new HarborScanner(
            new HttpMessageInvoker(new SocketsHttpHandler { AllowAutoRedirect = false }), new Uri(_harbor.Address + "/api/v1/"), h => h.Authorization = new AuthenticationHeaderValue("Bearer", "key"), _time);
    }

    public async ValueTask DisposeAsync()
    {
        _scanner.Dispose();
        await _harbor.DisposeAsync();
    }

    [Fact]
    public async Task Scan_IsAskedFor_AsTheSpecificationSays()
    {
        (await RequestAsync()).ShouldBe("scan-1");

        var (type, body) = _harbor.Scans.ShouldHaveSingleItem();
        type.ShouldBe("application/vnd.scanner.adapter.scan.request+json; version=1.1");
        JsonNode.DeepEquals(body, JsonNode.Parse(
            """
            {"registry":{"url":"https://registry.example:5000","authorization":"Basic cmVhZGVyOnNlY3JldA=="},
             "artifact":{"repository":"acme/atlas","digest":"sha256:aa","mime_type":"application/vnd.oci.image.manifest.v1+json"},
             "enabled_capabilities":[{"type":"vulnerability","produces_mime_types":["application/vnd.security.vulnerability.report; version=1.1"]}]}
            """)).ShouldBeTrue(body.ToJsonString());
        _harbor.Requests.ShouldAllBe(r => r.Authorization == "Bearer key");
    }

    [Fact]
    public async Task Scanner_OfTheFirstVersion_IsAskedAsThatKnowsIt()
    {
        _harbor.Metadata = ScriptedHarbor.MetadataOf(null, ScriptedHarbor.Report10);

        var id = await RequestAsync();
        await ReportAsync(id);

        _harbor.Scans[0].ContentType.ShouldEndWith("version=1.0");
        _harbor.Scans[0].Body["enabled_capabilities"].ShouldBeNull();
        _harbor.Accepted.ShouldBe([ScriptedHarbor.Report10]);
    }

    [Fact]
    public async Task Report_IsRead()
    {
        _harbor.Vulnerabilities = [ScriptedHarbor.Vulnerability("CVE-2024-1", "High")];

        var report = (await ReportAsync(await RequestAsync())).ShouldBeOfType<ImageScanAnswer.Finished>().Report;

        report.Scanner!.ToString().ShouldBe("Trivy 0.50.1");
        report.Vulnerabilities!.ShouldHaveSingleItem().FixVersion.ShouldBe("3.0.15");
        _harbor.Accepted.ShouldBe([ScriptedHarbor.Report11]);
    }

    [Fact]
    public async Task Report_ThatIsNotThereYet_IsToBeAskedForAgain_WhenTheScannerSays()
    {
        _harbor.OnReport = context => AnswerAsync(context, 302, "", ("Refresh-After", "15"), ("Location", "/api/v1/scan/scan-1/report"));
        (await ReportAsync("scan-1")).ShouldBe(new ImageScanAnswer.Unfinished(TimeSpan.FromSeconds(15)));

        _harbor.OnReport = context => AnswerAsync(context, 302, "", ("Retry-After", "7"));
        (await ReportAsync("scan-1")).ShouldBe(new ImageScanAnswer.Unfinished(TimeSpan.FromSeconds(7)));

        _harbor.OnReport = context => AnswerAsync(context, 302, "");
        (await ReportAsync("scan-1")).ShouldBe(new ImageScanAnswer.Unfinished(null));
    }

    [Fact]
    public async Task Report_ThatTheScannerHasForgotten_IsNotARefusal()
    {
        _harbor.OnReport = context => AnswerAsync(context, 404, "");

        (await ReportAsync("scan-1")).ShouldBeOfType<ImageScanAnswer.Forgotten>();
    }

    [Theory]
    [InlineData(500, """{"error":{"message":"running trivy: exit status 1"}}""", "could not scan it (HTTP 500: running trivy: exit status 1)")]
    [InlineData(502, "<html>Bad Gateway</html>", "could not scan it (HTTP 502)")]
    [InlineData(200, "{\"vulnerabilities\":[{\"id\":1}]}", "its report cannot be read")]
    [InlineData(200, "{\"vulner", "its report cannot be read")]
    [InlineData(200, "", "its report cannot be read")]
    [InlineData(200, "null", "its report is empty")]
    [InlineData(200, """{"error":{"message":"no"}}""", "what it sent is no report")]
    [InlineData(401, "", "HTTP 401")]
    public async Task Report_ThatIsNone_IsNeverAReportWithoutVulnerabilities(int status, string body, string told)
    {
        _harbor.OnReport = context => AnswerAsync(context, status, body);

        (await Should.ThrowAsync<ImageScannerException>(() => ReportAsync("scan-1"))).Message.ShouldContain(told);
    }

    [Fact]
    public async Task Image_OfATypeThatTheScannerDoesNotTake_IsNotSent()
    {
        var other = Image with { MediaType = "application/vnd.example+json" };

        (await Should.ThrowAsync<ImageScannerException>(() => _scanner.RequestAsync(other, Stop))).Message.ShouldStartWith("it does not scan application/vnd.example+json");
        _harbor.Scans.ShouldBeEmpty();
    }

    [Fact]
    public async Task Scanner_OfSomethingElse_IsNotUsed()
    {
        _harbor.Metadata = ScriptedHarbor.MetadataOf("sbom", "application/vnd.security.sbom.report+json; version=1.0");

        (await Should.ThrowAsync<ImageScannerException>(RequestAsync)).Message.ShouldContain("makes no reports of vulnerabilities");
    }

    [Fact]
    public async Task Scanner_ThatDoesNotAnswer_IsGivenUpAfterAMinute()
    {
        _harbor.OnAny = context => Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
        var asking = RequestAsync();

        await Should.ThrowAsync<ImageScannerException>(() => _time.AdvanceUntilAsync(asking, TimeSpan.FromSeconds(10)));

        (await Should.ThrowAsync<ImageScannerException>(() => asking)).Message.ShouldEndWith("did not answer within 60 s");
    }

    [Fact]
    public async Task Scanner_ThatIsNotThere_SaysSo()
    {
        await _harbor.DisposeAsync();

        (await Should.ThrowAsync<ImageScannerException>(RequestAsync)).Message.ShouldContain("cannot be reached");
    }

    [Fact]
    public void Vulnerability_IsAFinding_UnderItsOwnId()
    {
        var report = new HarborReport
        {
            Vulnerabilities =
            [
                new() { Id = "CVE-2024-1", Package = "zlib", Version = "1.2", Severity = "Low", Links = ["https://avd.example/1"] },
                new() { Id = "CVE-2024-2", Package = "openssl", Version = "3.0.1", FixVersion = "3.0.15", Severity = "Critical", Description = "A\nlong\u001b[31m story" },
                new() { Id = "MY-PKL-001", Package = "x", Severity = "Unknown" },
            ],
        };

        var findings = VulnerabilityFindings.Of(report, "trivy");

        findings.Select(f => (f.RuleId, f.Severity, f.Location, f.Scanner)).ShouldBe(
        [
            ("CVE-2024-2", FindingSeverity.Critical, "openssl 3.0.1", "trivy"),
            ("MY-IMG-001", FindingSeverity.Medium, "x", "trivy"),
            ("CVE-2024-1", FindingSeverity.Low, "zlib 1.2", "trivy"),
        ]);
        findings[0].Message.ShouldBe("openssl 3.0.1 is vulnerable: A long\uFFFD[31m story");
        findings[0].Advice.ShouldBe("Rebuild the image with openssl 3.0.15 or later.");
        findings[2].Advice.ShouldBe("No fix is known yet; see https://avd.example/1.");
    }

    [Fact]
    public void Vulnerabilities_InMasses_AreCountedBySeverity()
    {
        var report = new HarborReport { Vulnerabilities = [.. Enumerable.Range(0, 1500).Select(i => new HarborVulnerability { Id = $"CVE-{i}", Severity = i < 1200 ? "High" : "Low" })] };

        var findings = VulnerabilityFindings.Of(report, "trivy");

        findings.Count.ShouldBe(1002);
        findings.Where(f => f.RuleId == "MY-IMG-002").Select(f => (f.Severity, f.Message)).ShouldBe(
            [(FindingSeverity.High, "200 more vulnerabilities of this severity are not listed."), (FindingSeverity.Low, "300 more vulnerabilities of this severity are not listed.")]);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private Task<string> RequestAsync() => _scanner.RequestAsync(Image, Stop);

    private Task<ImageScanAnswer> ReportAsync(string id) => _scanner.ReportAsync(id, Stop);

    private static Task AnswerAsync(HttpContext context, int status, string body, params (string Name, string Value)[] headers)
    {
        context.Response.StatusCode = status;
        foreach (var (name, value) in headers)
        {
            context.Response.Headers[name] = value;
        }

        return context.Response.WriteAsync(body);
    }
}
