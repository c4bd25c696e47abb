using Modelyard.Api;
using Modelyard.Artifacts;
using Modelyard.Client;
using Modelyard.Library;
using Modelyard.Tests.Artifacts;
using Modelyard.Tests.Testing;

namespace Modelyard.Tests.Library;

public sealed class VersionControllerTests
{
    [ControllerFact]
    public async Task Version_GoesThroughEachPhase_UntilPeopleAreAsked()
    {
        await using var library = await LibraryEnvironment.StartAsync();
        var submitted = await library.SubmitAsync("atlas", "1.2", library.Offer("atlas/model.safetensors", SafetensorsBytes.Of()));

        (await library.PhasesAsync(submitted, "PendingApproval")).ShouldBe(["Syncing", "Synced", "Scanned", "PendingApproval"]);

        var version = await library.UntilAsync("atlas-1.2", "PendingApproval");
        version.Status!.Conditions!.Select(c => (c.Type, c.Status)).ShouldBe([("Approved", "False"), ("Scanned", "True"), ("Synced", "True"), ("Verified", "Unknown")]);
        var report = (await library.ReportAsync("atlas-1.2")).Report;
        (report.Verdict, report.Rules, report.Digest).ShouldBe(("Clean", ScanRules.Edition, version.Status.Digest));
    }

    [ControllerFact]
    public async Task Version_WithAPickle_IsBlocked_AndSaysWhatStandsAgainstIt()
    {
        await using var library = await LibraryEnvironment.StartAsync();
        await library.SubmitAsync("atlas", "1.2", library.Offer("atlas/model.pkl", PickleBytes.Call("posix", "system")));

        var blocked = await library.UntilAsync("atlas-1.2", "Blocked");

        blocked.Status!.Message!.ShouldStartWith("The scan stands against it: ");
        blocked.Status.Message.ShouldContain("(MY-PKL-001, model.pkl)");
        blocked.Status.Scan!.Verdict.ShouldBe("Blocked");
    }

    [ControllerFact]
    public async Task Source_ThatIsNotThere_IsTriedAgain()
    {
        await using var library = await LibraryEnvironment.StartAsync();
        var folder = library.Offer("atlas/model.safetensors", SafetensorsBytes.Of());
        Directory.Move(folder, folder + "-elsewhere");
        await library.SubmitAsync("atlas", "1.2", folder);
        (await library.UntilAsync("atlas-1.2", "Failed")).Status!.Conditions!.Single(c => c.Type == "Synced").Reason.ShouldBe("NotFound");

        Directory.Move(folder + "-elsewhere", folder);

        await library.Time.AdvanceUntilAsync(library.UntilAsync("atlas-1.2", "PendingApproval"), TimeSpan.FromSeconds(30));
    }

    [ControllerFact]
    public async Task Scan_ByOlderRules_IsMadeAgainFromTheStore_WhileWhatIsApprovedStaysApproved()
    {
        await using var library = await LibraryEnvironment.StartAsync();
        var folder = await ApprovedAsync(library);
        Directory.Delete(folder, recursive: true);
        await MakeOlderAsync(library);

        await library.TouchAsync("atlas-1.2", "look");
        var scanned = await library.Client.UntilAsync<ModelScanReport>(LibraryEnvironment.Key("atlas-1.2"), r => r.Report.Rules == ScanRules.Edition);

        scanned.Report.Verdict.ShouldBe("Clean");
        var version = await library.Client.GetAsync<ModelVersion>(LibraryEnvironment.Key("atlas-1.2"), TestContext.Current.CancellationToken);
        version.Status!.Phase.ShouldBe("Approved");
        version.Status.Conditions!.Single(c => c.Type == "Approved").Status.ShouldBe("True");
    }

    [ControllerFact]
    public async Task Scan_ByOlderRules_WhenTheContentIsGone_FetchesItAgain_AndWaitsForItsSource()
    {
        await using var library = await LibraryEnvironment.StartAsync();
        var folder = await ApprovedAsync(library);
        Directory.Move(folder, folder + "-elsewhere");
        await MakeOlderAsync(library);
        library.LoseContent();

        await library.TouchAsync("atlas-1.2", "look");
        var waiting = await library.Client.UntilAsync<ModelVersion>(LibraryEnvironment.Key("atlas-1.2"), v => v.Status!.Conditions!.Single(c => c.Type == "Synced").Status == "Unknown");
        waiting.Status!.Phase.ShouldBe("Approved");

        Directory.Move(folder + "-elsewhere", folder);
        var again = library.Client.UntilAsync<ModelScanReport>(LibraryEnvironment.Key("atlas-1.2"), r => r.Report.Rules == ScanRules.Edition);
        await library.Time.AdvanceUntilAsync(again, TimeSpan.FromSeconds(30));
        await library.Client.UntilAsync<ModelVersion>(LibraryEnvironment.Key("atlas-1.2"), v => v.Status!.Conditions!.Single(c => c.Type == "Synced").Status == "True");
    }

    [ControllerFact]
    public async Task Content_ThatIsNotWhatWasApproved_IsBlocked()
    {
        await using var library = await LibraryEnvironment.StartAsync();
        var folder = await ApprovedAsync(library);
        File.WriteAllBytes(Path.Combine(folder, "model.safetensors"), SafetensorsBytes.Of(SafetensorsBytes.OneTensor.Replace("pt", "tf", StringComparison.Ordinal)));
        await MakeOlderAsync(library);
        library.LoseContent();

        await library.TouchAsync("atlas-1.2", "look");

        var blocked = await library.UntilAsync("atlas-1.2", "Blocked");
        blocked.Status!.Message!.ShouldContain("A version never changes");
        blocked.Status.Conditions!.Single(c => c.Type == "Approved").Status.ShouldBe("False");
    }

    [ControllerFact]
    public async Task Files_OfAVersionThatIsDeleted_GoAfterAWhile_UnlessAnotherHasThem()
    {
        await using var library = await LibraryEnvironment.StartAsync();
        var (own, shared) = (SafetensorsBytes.Of(), "shared"u8.ToArray());
        library.Offer("one/notes.txt", shared);
        await library.SubmitAsync("one", "1", library.Offer("one/model.safetensors", own));
        var one = await library.UntilAsync("one-1", "PendingApproval");
        await library.SubmitAsync("two", "1", library.Offer("two/notes.txt", shared));
        var two = await library.UntilAsync("two-1", "PendingApproval");
        var store = library.Part<ModelFetcher>().Store;

        await library.Client.DeleteAsync<ModelVersion>(LibraryEnvironment.Key("one-1"), DeleteOptions.Default, TestContext.Current.CancellationToken);
        await TestFetcher.UntilAsync(() => library.Part<VersionFetch>().HasUnwanted);
        (store.HasBlob(TestFetcher.Sha256(own)), store.HasReference(one.Status!.Digest!, "library/" + one.Metadata.Uid)).ShouldBe((true, true), "it may have been deleted by mistake");
        MakeOld(store);

        await library.Time.AdvanceUntilAsync(TestFetcher.UntilAsync(() => !store.HasReference(one.Status!.Digest!, "library/" + one.Metadata.Uid)), TimeSpan.FromMinutes(1));
        store.HasBlob(TestFetcher.Sha256(own)).ShouldBeFalse();
        (await store.VerifyAsync(two.Status!.Digest!, TestContext.Current.CancellationToken)).IsIntact.ShouldBeTrue();
        await Should.ThrowAsync<FetchException>(() => store.VerifyAsync(one.Status!.Digest!, TestContext.Current.CancellationToken));
    }

    [ControllerFact]
    public async Task Files_OfAVersionThatWasDeletedBeforeTheStart_GoAfterAWhile_AndThoseOfEnginesStay()
    {
        using var folder = new TemporaryFolder();
        var (gone, kept) = ("gone"u8.ToArray(), "kept"u8.ToArray());
        await using var library = await LibraryEnvironment.StartOverAsync(async fetcher =>
        {
            await fetcher.StoreAsync(folder.Write("kept", kept), new FetchOptions { Copy = true });
            var model = await fetcher.StoreAsync(folder.Write("gone", gone), new FetchOptions { Copy = true });
            fetcher.Store.AddReference(model.Digest, "library/of-a-version-that-is-gone");
            MakeOld(fetcher.Store);
        });
        var store = library.Part<ModelFetcher>().Store;
        await TestFetcher.UntilAsync(() => library.Part<VersionFetch>().HasUnwanted);
        store.HasBlob(TestFetcher.Sha256(gone)).ShouldBeTrue();

        await library.Time.AdvanceUntilAsync(TestFetcher.UntilAsync(() => !store.HasBlob(TestFetcher.Sha256(gone))), TimeSpan.FromMinutes(1));

        store.HasBlob(TestFetcher.Sha256(kept)).ShouldBeTrue();
    }

    /// <summary>The store goes by the clock of the disk.</summary>
    private static void MakeOld(ContentStore store)
    {
        foreach (var manifest in Directory.EnumerateFiles(Path.Combine(store.Folder, "manifests")))
        {
            File.SetLastWriteTimeUtc(manifest, DateTime.UnixEpoch);
        }
    }

    private static async Task<string> ApprovedAsync(LibraryEnvironment library)
    {
        var folder = library.Offer("atlas/model.safetensors", SafetensorsBytes.Of());
        await library.SubmitAsync("atlas", "1.2", folder);
        await library.UntilAsync("atlas-1.2", "PendingApproval");
        await library.ApproveAsync("atlas-1.2");
        await library.UntilAsync("atlas-1.2", "Approved");
        return folder;
    }

    // As a program with the rules of an earlier edition left it.
    private static async Task MakeOlderAsync(LibraryEnvironment library)
    {
        var report = await library.ReportAsync("atlas-1.2");
        (report.Report.Rules, report.Report.Scanner) = (ScanRules.Edition - 1, "modelyard earlier");
        await library.Client.UpdateAsync(report, TestContext.Current.CancellationToken);
    }
}
