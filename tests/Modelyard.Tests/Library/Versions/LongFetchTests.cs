using Modelyard.Api;
using Modelyard.Artifacts;
using Modelyard.Client;
using Modelyard.Library;
using Modelyard.Tests.Artifacts;
using Modelyard.Tests.Testing;

namespace Modelyard.Tests.Library;

/// <summary>What happens while versions take hours to arrive.</summary>
public sealed class LongFetchTests
{
    private const string Organization = "acme-group";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [ControllerFact]
    public async Task Decisions_AreNotKeptWaiting()
    {
        var source = new HeldSource();
        await using var library = await LibraryEnvironment.StartAsync(null, source);
        await library.SubmitAsync("atlas", "1.2", library.Offer("atlas/model.safetensors", SafetensorsBytes.Of()));
        await library.UntilAsync("atlas-1.2", "PendingApproval");
        var names = Enumerable.Range(1, LongWork.Workers + 1).Select(n => $"large-{n}").ToList();
        foreach (var name in names)
        {
            await library.SubmitFromAsync("large", name["large-".Length..], "held://" + name);
        }

        await Task.WhenAll(source.AskedAsync(LongWork.Places), library.UntilAsync(names[^1], "Pending"));
        await library.ApproveAsync("atlas-1.2");

        await library.UntilAsync("atlas-1.2", "Approved");
        source.Asked.Count.ShouldBe(LongWork.Places);
        source.Let();
        await Task.WhenAll(names.Select(n => library.UntilAsync(n, "PendingApproval")));
    }

    [ControllerFact]
    public async Task VersionDeletedMeanwhile_LeavesNothingReferenced()
    {
        var source = new HeldSource();
        await using var library = await LibraryEnvironment.StartAsync(null, source);
        var store = library.Part<ModelFetcher>().Store;
        await OwnAsync(library);
        var version = await library.SubmitFromAsync("large", "1", "held://large");
        await source.AskedAsync(1);

        await library.Client.DeleteAsync<ModelVersion>(LibraryEnvironment.Key("large-1"), DeleteOptions.Default, Cancelled);
        var informer = library.Part<Informer<ModelVersion>>();
        await TestFetcher.UntilAsync(() => informer.Get(LibraryEnvironment.Key("large-1")) is null);
        var other = await library.SubmitFromAsync("other", "1", "held://other");
        source.Let();

        var arrived = await library.UntilAsync("other-1", "PendingApproval");
        store.HasReference(arrived.Status!.Digest!, "library/" + other.Metadata.Uid).ShouldBeTrue();
        await library.Time.AdvanceUntilAsync(TestFetcher.UntilAsync(() => !store.HasReference(arrived.Status.Digest!, "library/" + version.Metadata.Uid)), TimeSpan.FromMinutes(1));
        await library.Client.DeleteAsync<ModelVersion>(LibraryEnvironment.Key("other-1"), DeleteOptions.Default, Cancelled);
        await TestFetcher.UntilAsync(() => store.UsageOf("organization/" + Organization) == 0);
    }

    [ControllerFact]
    public async Task VersionDeletedMeanwhile_GivesItsPlaceToTheNext()
    {
        var source = new HeldSource();
        await using var library = await LibraryEnvironment.StartAsync(null, source);
        foreach (var version in Enumerable.Range(1, LongWork.Places + 1))
        {
            await library.SubmitFromAsync("large", $"{version}", $"held://large-{version}");
        }

        await source.AskedAsync(LongWork.Places);
        var waiting = Enumerable.Range(1, LongWork.Places + 1).Single(n => !source.Asked.Contains($"held://large-{n}"));
        var first = Enumerable.Range(1, LongWork.Places + 1).First(n => n != waiting);
        await library.Client.DeleteAsync<ModelVersion>(LibraryEnvironment.Key($"large-{first}"), DeleteOptions.Default, Cancelled);

        await source.AskedAsync(LongWork.Places + 1);
        source.Asked.Last().ShouldBe($"held://large-{waiting}");
        source.Let();
        await library.UntilAsync($"large-{waiting}", "PendingApproval");
    }

    [ControllerFact]
    public async Task VersionMadeAnewMeanwhile_GetsNothingOfTheOldOne()
    {
        var source = new HeldSource();
        await using var library = await LibraryEnvironment.StartAsync(null, source);
        await library.SubmitFromAsync("atlas", "1.2", "held://atlas");
        await source.AskedAsync(1);

        await library.Client.DeleteAsync<ModelVersion>(LibraryEnvironment.Key("atlas-1.2"), DeleteOptions.Default, Cancelled);
        await library.SubmitAsync("atlas", "1.2", library.Offer("atlas/other.txt", "another model"u8.ToArray()));
        source.Let();

        var made = await library.Client.UntilAsync<ModelVersion>(LibraryEnvironment.Key("atlas-1.2"), v => v.Status?.Files is not null);
        made.Status!.Files!.Single().Path.ShouldBe("other.txt");
    }

    private static async Task OwnAsync(LibraryEnvironment library)
    {
        await library.Client.CreateAsync(new Organization { Metadata = new ObjectMeta { Name = Organization } }, Cancelled);
        await library.Client.PatchAsync<Namespace>(
            new NamespacedName("", LibraryEnvironment.Project),
            Patch.Merge(new() { ["metadata"] = new System.Text.Json.Nodes.JsonObject { ["labels"] = new System.Text.Json.Nodes.JsonObject { [TenancyNames.OrganizationLabel] = Organization } } }),
            Cancelled);
        var (organizations, projects) = (library.Part<Informer<Organization>>(), library.Part<Informer<Namespace>>());
        await TestFetcher.UntilAsync(() => organizations.Get(new NamespacedName("", Organization)) is not null
            && projects.Get(new NamespacedName("", LibraryEnvironment.Project))?.Metadata.Labels?.ContainsKey(TenancyNames.OrganizationLabel) == true);
    }
}
