using Modelyard.Api;
using Modelyard.ApiServer;
using Modelyard.Artifacts;
using Modelyard.Client;
using Modelyard.Library;
using Modelyard.Tests.Artifacts;
using Modelyard.Tests.Testing;
using DeleteOptions = Modelyard.Client.DeleteOptions;

namespace Modelyard.Tests.Library;

public sealed class OrganizationStorageTests
{
    private const string Organization = "acme-group";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [ControllerFact]
    public async Task Version_BeyondWhatTheOrganizationMayKeep_IsNotFetched_UntilThereIsRoom()
    {
        await using var library = await LibraryEnvironment.StartAsync();
        var size = SafetensorsBytes.Of().Length;
        await OwnAsync(library, (2 * size) + 1);
        await library.SubmitAsync("one", "1", Offer(library, 1));
        await library.UntilAsync("one-1", "PendingApproval");
        await library.SubmitAsync("same", "1", Offer(library, 1));
        await library.UntilAsync("same-1", "PendingApproval");
        await library.SubmitAsync("two", "1", Offer(library, 2));
        await library.UntilAsync("two-1", "PendingApproval");

        await library.SubmitAsync("three", "1", Offer(library, 3));

        var refused = await library.UntilAsync("three-1", "Failed");
        refused.Status!.Message!.ShouldContain($"organization/{Organization} may keep");

        var store = library.Part<ModelFetcher>().Store;
        store.UsageOf("organization/" + Organization).ShouldBe(2 * size, "what two versions share counts once");
        var one = await library.UntilAsync("one-1", "PendingApproval");
        await library.Client.DeleteAsync<ModelVersion>(LibraryEnvironment.Key("one-1"), DeleteOptions.Default, Cancelled);
        await TestFetcher.UntilAsync(() => library.Part<VersionFetch>().HasUnwanted);
        store.UsageOf("organization/" + Organization).ShouldBe(2 * size, "another version has the same files");
        await library.Client.DeleteAsync<ModelVersion>(LibraryEnvironment.Key("same-1"), DeleteOptions.Default, Cancelled);
        await TestFetcher.UntilAsync(() => store.UsageOf("organization/" + Organization) == size);
        var phases = library.PhasesAsync(refused, "PendingApproval");
        await library.Time.AdvanceUntilAsync(phases, TimeSpan.FromSeconds(61));
        (await phases).Count(p => p == "Syncing").ShouldBe(1, "it was left alone for a minute, and then fetched");
    }

    [ControllerFact]
    public async Task Files_OfAVersionThatIsDeleted_CountOn_WhenAnotherHasThemWhoseStatusDoesNotSaySoYet()
    {
        await using var library = await LibraryEnvironment.StartAsync();
        var size = SafetensorsBytes.Of().Length;
        await OwnAsync(library, 10 * size);
        var folder = Offer(library, 1);
        await library.SubmitAsync("one", "1", folder);
        var one = await library.UntilAsync("one-1", "PendingApproval");
        await library.SubmitAsync("two", "1", folder + "-elsewhere");
        var two = await library.UntilAsync("two-1", "Failed");
        var (fetch, store) = (library.Part<VersionFetch>(), library.Part<ModelFetcher>().Store);

        two.Spec.Source!.Uri = one.Spec.Source!.Uri;
        await fetch.RunAsync(two, digest: null, Cancelled);
        fetch.Release(one);

        store.UsageOf("organization/" + Organization).ShouldBe(size);
        store.RemoveReference(one.Status!.Digest!, "organization/" + Organization);
        library.Part<OrganizationStorage>().Keep(two, one.Status.Digest!);
        store.UsageOf("organization/" + Organization).ShouldBe(size, "it went between the fetch and this");
        await library.Client.DeleteAsync<ModelVersion>(LibraryEnvironment.Key("one-1"), DeleteOptions.Default, Cancelled);
        await library.Client.DeleteAsync<ModelVersion>(LibraryEnvironment.Key("two-1"), DeleteOptions.Default, Cancelled);
        await TestFetcher.UntilAsync(() => store.UsageOf("organization/" + Organization) == 0);
    }

    [ControllerFact]
    public async Task Archive_BeyondWhatTheOrganizationMayKeep_IsNotTakenIn()
    {
        await using var here = await LibraryEnvironment.StartAsync();
        await using var there = await LibraryEnvironment.StartAsync();
        await here.SubmitAsync("one", "1", Offer(here, 1));
        await here.UntilAsync("one-1", "PendingApproval");
        using var archive = new MemoryStream();
        var write = await here.Part<LibraryExport>().PrepareAsync(LibraryEnvironment.Project, ["one-1"], "test", Cancelled);
        await write(archive, Cancelled);
        archive.Position = 0;
        await OwnAsync(there, 10);
        var key = (await here.Part<SigningKeys>().ListAsync(Cancelled))[0].PublicKey;

        var archives = new LibraryArchives(there.Part<LibraryExport>(), there.Part<LibraryImport>(), there.Part<VersionDocuments>(), there.Client, there.Server);

        var refused = await Should.ThrowAsync<StatusException>(
            () => archives.ImportAsync(LibraryEnvironment.Project, UserIdentity.Of("root", UserIdentity.Masters), archive, new ArchiveTrust([key], AllowUnsigned: false), Cancelled));

        refused.Status.Code.ShouldBe(507, "the console takes 422 for an archive whose head is fine");
        refused.Message.ShouldStartWith($"organization/{Organization} may keep 10 bytes of models");
        Directory.EnumerateFiles(Path.Combine(there.Part<ModelFetcher>().Store.Folder, "manifests")).ShouldBeEmpty();
        (await there.Client.ListAsync<ModelVersion>(new ListOptions { Namespace = LibraryEnvironment.Project }, Cancelled)).Items.ShouldBeEmpty();
    }

    private static async Task OwnAsync(LibraryEnvironment library, long bytes)
    {
        await library.Client.CreateAsync(new Organization { Metadata = new ObjectMeta { Name = Organization }, Spec = new OrganizationSpec { ModelStorage = new Quantity(bytes) } }, Cancelled);
        await library.Client.PatchAsync<Namespace>(
            new NamespacedName("", LibraryEnvironment.Project),
            Patch.Merge(new() { ["metadata"] = new System.Text.Json.Nodes.JsonObject { ["labels"] = new System.Text.Json.Nodes.JsonObject { [TenancyNames.OrganizationLabel] = Organization } } }),
            Cancelled);
        var informer = library.Part<Informer<Organization>>();
        var projects = library.Part<Informer<Namespace>>();
        await TestFetcher.UntilAsync(() => informer.Get(new NamespacedName("", Organization)) is not null
            && projects.Get(new NamespacedName("", LibraryEnvironment.Project))?.Metadata.Labels?.ContainsKey(TenancyNames.OrganizationLabel) == true);
    }

    private static string Offer(LibraryEnvironment library, byte content) => library.Offer($"{content}/model.safetensors", [.. SafetensorsBytes.Of()[..^1], content]);
}
