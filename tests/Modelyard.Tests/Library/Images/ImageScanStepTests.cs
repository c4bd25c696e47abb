using System.Text;
using Microsoft.AspNetCore.Http;
using Modelyard.Api;
using Modelyard.Tests.Artifacts;
using Modelyard.Tests.Testing;

namespace Modelyard.Tests.Library;

/// <summary>Versions that come as images, and a scanner of images that is plugged in.</summary>
public sealed class ImageScanStepTests : IAsyncLifetime
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    private ScriptedRegistry _registry = null!;
    private ScriptedHarbor _harbor = null!;
    private LibraryEnvironment _library = null!;

    public async ValueTask InitializeAsync()
    {
        (_registry, _harbor) = (new ScriptedRegistry(await FileServer.StartAsync()), await ScriptedHarbor.StartAsync());
        _registry.Add("acme/atlas", "image", _registry.Manifest(
            "application/vnd.oci.image.config.v1+json", _registry.Descriptor("application/vnd.oci.image.layer.v1.tar+gzip", OciFolder.Layer(true, ("models/README.md", "# Atlas")))));
        _registry.Add("acme/atlas", "pack", _registry.ModelPack(("README.md", "# Atlas"u8.ToArray())));
    }

    public async ValueTask DisposeAsync()
    {
        await _library.DisposeAsync();
        await _harbor.DisposeAsync();
        await _registry.Server.DisposeAsync();
    }

    [ControllerFact]
    public async Task Image_WaitsForItsReport_WhichIsJudgedLikeEverythingElse()
    {
        _harbor.Vulnerabilities = [ScriptedHarbor.Vulnerability("CVE-2024-1", "High"), ScriptedHarbor.Vulnerability("CVE-2024-2", "Low")];
        var isReady = false;
        _harbor.OnReport = context => isReady ? Ready(context) : NotYet(context);
        await StartAsync();
        await SubmitAsync("image");

        await WaitingAsync("the scan is under way.");
        await _library.Time.AdvanceUntilAsync(Task.Run(() => RequestsReachAsync(6)), Step);
        (await PhaseAsync()).ShouldBe("Synced");

        isReady = true;
        await _library.Time.AdvanceUntilAsync(_library.UntilAsync("atlas-1.0", "Blocked"), Step);
        var report = (await _library.ReportAsync("atlas-1.0")).Report;
        report.Findings!.Select(f => (f.Rule, f.Action, f.Scanner)).ShouldBe([("CVE-2024-1", "Waiver", "trivy"), ("CVE-2024-2", "Warn", "trivy")]);
        report.Images!.ShouldHaveSingleItem().By.ShouldBe("Trivy 0.50.1");
        var (_, body) = _harbor.Scans.ShouldHaveSingleItem();
        ((string?)body["registry"]!["url"], (string?)body["artifact"]!["repository"]).ShouldBe(($"http://{_registry.Address}", "acme/atlas"));
        ((string?)body["artifact"]!["digest"]).ShouldBe(report.Images![0].Image);
        Encoding.UTF8.GetString(Convert.FromBase64String(_harbor.Requests.Last().Authorization!["Basic ".Length..])).ShouldBe("scanner:secret");

        await _library.Client.CreateAsync(
            new ScanWaiver
            {
                Metadata = new ObjectMeta { Namespace = LibraryEnvironment.Project, Name = "waiver" },
                Spec = new ScanWaiverSpec { Version = "atlas-1.0", Rules = ["CVE-2024-1"], Reason = "Not reachable.", Expires = _library.Time.GetUtcNow().AddDays(30) },
            },
            TestContext.Current.CancellationToken);
        await _library.UntilAsync("atlas-1.0", "PendingApproval");
    }

    [ControllerFact]
    public async Task Scanner_ThatIsDown_IsWaitedFor_AndNothingIsCleanMeanwhile()
    {
        _harbor.OnAny = Broken;
        await StartAsync();
        await SubmitAsync("image");
        await WaitingAsync("it does not describe itself (HTTP 500).");

        _harbor.OnAny = null;

        await _library.Time.AdvanceUntilAsync(_library.UntilAsync("atlas-1.0", "PendingApproval"), TimeSpan.FromSeconds(30));
        (await _library.Client.GetAsync<ModelVersion>(LibraryEnvironment.Key("atlas-1.0"), TestContext.Current.CancellationToken)).Status!.ImageScans.ShouldBeNull();
    }

    [ControllerFact]
    public async Task Scan_ThatIsForgotten_OrTakesTooLong_IsAskedForAgain()
    {
        _harbor.OnReport = context => (_harbor.Scans.Count == 1 ? Gone : _harbor.Scans.Count == 2 ? NotYet : (Func<HttpContext, Task>)Ready)(context);
        await StartAsync(timeout: "30m");
        await SubmitAsync("image");

        await _library.Time.AdvanceUntilAsync(_library.UntilAsync("atlas-1.0", "PendingApproval"), TimeSpan.FromMinutes(2));

        _harbor.Scans.Count.ShouldBeGreaterThanOrEqualTo(3, "one was forgotten, one took too long");
    }

    [ControllerFact]
    public async Task Report_AboutAnotherImage_IsNotTaken()
    {
        _harbor.OnReport = context => context.Response.WriteAsync("""{"artifact":{"digest":"sha256:other"},"vulnerabilities":[]}""");
        await StartAsync();
        await SubmitAsync("image");

        await _library.Time.AdvanceUntilAsync(WaitingAsync("its report is about sha256:other"), Step);
    }

    [ControllerFact]
    public async Task Artifact_ThatIsNoImage_IsNotSentToTheScanner()
    {
        await StartAsync();
        await SubmitAsync("pack");

        await _library.UntilAsync("atlas-1.0", "PendingApproval");

        _harbor.Scans.ShouldBeEmpty();
        (await _library.ReportAsync("atlas-1.0")).Report.Images!.ShouldHaveSingleItem().Image.ShouldBeNull();
    }

    [ControllerFact]
    public async Task Image_IsScannedAgain_AndWhatIsKnownByThenCounts()
    {
        await StartAsync();
        await SubmitAsync("image");
        await _library.Time.AdvanceUntilAsync(_library.UntilAsync("atlas-1.0", "PendingApproval"), Step);
        await _library.ApproveAsync("atlas-1.0");
        await _library.UntilAsync("atlas-1.0", "Approved");

        _harbor.Vulnerabilities = [ScriptedHarbor.Vulnerability("CVE-2026-9", "Critical")];
        _library.Time.Advance(TimeSpan.FromDays(6));
        (await PhaseAsync()).ShouldBe("Approved");
        await _library.Time.AdvanceUntilAsync(_library.UntilAsync("atlas-1.0", "Blocked"), TimeSpan.FromHours(1));
    }

    private async Task StartAsync(string timeout = "1000h")
    {
        _library = await LibraryEnvironment.StartAsync();
        await _library.Client.CreateAsync(
            new Secret
            {
                Metadata = new ObjectMeta { Namespace = LibraryEnvironment.Project, Name = "trivy" },
                Data = new() { ["username"] = "scanner"u8.ToArray(), ["password"] = "secret"u8.ToArray() },
            },
            TestContext.Current.CancellationToken);
        await _library.Client.CreateAsync(
            new ImageScanner
            {
                Metadata = new ObjectMeta { Name = "trivy" },
                Spec = new ImageScannerSpec { Url = _harbor.Address, Timeout = timeout, SecretRef = new SecretReference { Namespace = LibraryEnvironment.Project, Name = "trivy" } },
            },
            TestContext.Current.CancellationToken);
    }

    private Task SubmitAsync(string tag) => _library.SubmitFromAsync("atlas", "1.0", $"oci://{_registry.Address}/acme/atlas:{tag}");

    private Task<ModelVersion> WaitingAsync(string message) => _library.Client.UntilAsync<ModelVersion>(
        LibraryEnvironment.Key("atlas-1.0"), v => v.Status?.Phase == "Synced" && v.Status.Message?.StartsWith($"Waiting for the image scanner trivy: {message}", StringComparison.Ordinal) == true);

    private async Task<string?> PhaseAsync() =>
        (await _library.Client.GetAsync<ModelVersion>(LibraryEnvironment.Key("atlas-1.0"), TestContext.Current.CancellationToken)).Status!.Phase;

    private Task RequestsReachAsync(int count) => TestFetcher.UntilAsync(() => _harbor.Requests.Count() >= count);

    private Task Ready(HttpContext context) => _harbor.ReportAsync(context);

    private static Task NotYet(HttpContext context) => Status(context, 302);

    private static Task Gone(HttpContext context) => Status(context, 404);

    private static Task Broken(HttpContext context) => Status(context, 500);

    private static Task Status(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
