using Modelyard.Api;
using Modelyard.Artifacts;
using Modelyard.Client;
using Modelyard.Library;
using Modelyard.Tests.Testing;

namespace Modelyard.Tests.Library;

/// <summary>Versions that name content which others brought in.</summary>
public sealed class ForeignContentTests
{
    private const string Rival = "rival";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [ControllerFact]
    public async Task Version_ThatNamesTheDigestOfAnotherProjects_DoesNotGetItsContent()
    {
        await using var library = await LibraryEnvironment.StartAsync();
        await library.Client.CreateAsync(new Namespace { Metadata = new ObjectMeta { Name = Rival } }, Cancelled);
        await library.SubmitAsync("atlas", "1.2", library.Offer("atlas/model.safetensors", SafetensorsBytes.Of()));
        var digest = (await library.UntilAsync("atlas-1.2", "PendingApproval")).Status!.Digest;

        await library.Client.CreateAsync(
            new ModelVersion
            {
                Metadata = new ObjectMeta { Namespace = Rival, Name = "mine-1" },
                Spec = new ModelVersionSpec { Model = "mine", Version = "1", Source = new VersionSource { Uri = "file:///nowhere", Digest = digest } },
            },
            Cancelled);

        var refused = await library.Client.UntilAsync<ModelVersion>(new NamespacedName(Rival, "mine-1"), v => v.Status?.Phase == "Failed");
        refused.Status!.Message!.ShouldContain("Its digest alone gives nobody the content: have its source answer, or import an archive of it into this project.");
        refused.Status.Files.ShouldBeNull();
    }

    [ControllerFact]
    public async Task Project_KeepsWhatItBroughtIn_AndNobodyInheritsItByItsName()
    {
        await using var library = await LibraryEnvironment.StartAsync();
        var holders = library.Part<ModelFetcher>().Store.Holders;
        await library.SubmitAsync("atlas", "1.2", library.Offer("atlas/model.safetensors", SafetensorsBytes.Of()));
        var version = await library.UntilAsync("atlas-1.2", "PendingApproval");
        var digest = version.Status!.Digest!;
        holders.Has(digest, "project/acme").ShouldBeTrue();

        holders.Remove(_ => true);
        holders.Add(digest, "project/gone");
        (await library.Part<VersionFetch>().ReleaseAllButAsync([version], Cancelled)).ToList().ForEach(f => f.Dispose());
        (holders.Has(digest, "project/acme"), holders.Has(digest, "project/gone")).ShouldBe((true, false), "as after a start");

        await library.Client.PatchAsync<Namespace>(
            new NamespacedName("", LibraryEnvironment.Project),
            Patch.Merge(new() { ["metadata"] = new System.Text.Json.Nodes.JsonObject { ["labels"] = new System.Text.Json.Nodes.JsonObject { [TenancyNames.OrganizationLabel] = "acme-group" } } }),
            Cancelled);
        await Artifacts.TestFetcher.UntilAsync(() => holders.Has(digest, "organization/acme-group"));

        await library.Client.CreateAsync(new Namespace { Metadata = new ObjectMeta { Name = Rival } }, Cancelled);
        holders.Add(digest, "project/" + Rival);
        await library.Client.DeleteAsync<Namespace>(new NamespacedName("", Rival), DeleteOptions.Default, Cancelled);
        await Artifacts.TestFetcher.UntilAsync(() => !holders.Has(digest, "project/" + Rival));
    }
}
