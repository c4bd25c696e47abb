using Modelyard.Api;
using Modelyard.Client;
using Modelyard.Tests.Testing;

namespace Modelyard.Tests.Library;

/// <summary>Findings that are judged again: by waivers, their ends, and policies.</summary>
public sealed class WaiverStoryTests
{
    private static readonly NamespacedName Atlas = LibraryEnvironment.Key("atlas-1.2");

    [ControllerFact]
    public async Task Pickle_IsBlocked_UntilItIsWaived_AndAgainWhenTheWaiverEnds()
    {
        await using var library = await LibraryEnvironment.StartAsync();
        var blocked = await PickleAsync(library);
        blocked.Status!.Message!.ShouldEndWith("modelyard library waive acme/atlas:1.2 --rule MY-POL-001 --reason … --expires 30d.");

        var waiver = await WaiveAsync(library, lasts: TimeSpan.FromDays(30));
        await library.UntilAsync("atlas-1.2", "PendingApproval");
        await library.ApproveAsync("atlas-1.2");
        await library.UntilAsync("atlas-1.2", "Approved");
        var finding = (await library.ReportAsync("atlas-1.2")).Report.Findings!.ShouldHaveSingleItem();
        (finding.Action, finding.Waiver).ShouldBe(("Waived", "waiver"));

        library.Time.Advance(TimeSpan.FromDays(29));
        (await library.Client.GetAsync<ModelVersion>(Atlas, TestContext.Current.CancellationToken)).Status!.Phase.ShouldBe("Approved");
        await library.Time.AdvanceUntilAsync(library.UntilAsync("atlas-1.2", "Blocked"), TimeSpan.FromDays(1));
        var ended = await library.UntilAsync("atlas-1.2", "Blocked");
        ended.Status!.Message!.ShouldContain($"The waiver of jane for MY-POL-001 ended on {waiver.Spec.Expires!.Value.UtcDateTime:u}.");
        ended.Status.Conditions!.Single(c => c.Type == "Approved").Status.ShouldBe("False");
    }

    [ControllerFact]
    public async Task Waiver_ThatIsDeleted_HoldsNoLonger()
    {
        await using var library = await LibraryEnvironment.StartAsync();
        await PickleAsync(library);
        await WaiveAsync(library, lasts: TimeSpan.FromDays(30));
        await library.UntilAsync("atlas-1.2", "PendingApproval");

        await library.Client.DeleteAsync<ScanWaiver>(LibraryEnvironment.Key("waiver"), DeleteOptions.Default, TestContext.Current.CancellationToken);

        await library.UntilAsync("atlas-1.2", "Blocked");
    }

    [ControllerFact]
    public async Task Policy_ThatChanges_JudgesTheReportAgain_WithoutAnotherScan()
    {
        await using var library = await LibraryEnvironment.StartAsync();
        await PickleAsync(library);
        var scanned = (await library.ReportAsync("atlas-1.2")).Report.At;
        var policy = await library.Client.CreateAsync(
            new ScanPolicy { Metadata = new ObjectMeta { Name = "lax" }, Spec = new ScanPolicySpec { Formats = [] } }, TestContext.Current.CancellationToken);
        await library.UntilAsync("atlas-1.2", "PendingApproval");

        policy.Spec.Formats = [new FormatAction { Format = "Pickle", Action = "Block" }];
        await library.Client.UpdateAsync(policy, TestContext.Current.CancellationToken);

        await library.Client.UntilAsync<ModelScanReport>(Atlas, r => r.Report.Findings?.Exists(f => f.Action == "Block") == true && r.Report.At == scanned);
        await library.UntilAsync("atlas-1.2", "Blocked");
    }

    private static async Task<ModelVersion> PickleAsync(LibraryEnvironment library)
    {
        await library.SubmitAsync("atlas", "1.2", library.Offer("atlas/model.pt", ZipBytes.Torch(PickleBytes.StateDict())));
        return await library.UntilAsync("atlas-1.2", "Blocked");
    }

    private static Task<ScanWaiver> WaiveAsync(LibraryEnvironment library, TimeSpan lasts) => library.Client.CreateAsync(
        new ScanWaiver
        {
            Metadata = new ObjectMeta { Namespace = LibraryEnvironment.Project, Name = "waiver" },
            Spec = new ScanWaiverSpec { Version = "atlas-1.2", Rules = ["MY-POL-001"], Reason = "No other format.", Owner = "jane", Expires = library.Time.GetUtcNow() + lasts },
        },
        TestContext.Current.CancellationToken);
}
