using System.Text;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.ApiServer;
using Modelyard.Library;
using Modelyard.Tests.ApiServer;
using Modelyard.Tests.Testing;
using static Modelyard.Tests.ApiServer.RbacObjects;

namespace Modelyard.Tests.Library.Records;

/// <summary>The card and the bill of materials of a version, as the API gives them.</summary>
public sealed class VersionDocumentTests
{
    private const string Path = $"/apis/modelyard.dev/v1alpha1/namespaces/{LibraryEnvironment.Project}/modelversions";
    private const string Card = "# Atlas\n\n<script>alert(1)</script>\n";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [ControllerFact]
    public async Task Documents_AreForThemWhoSeeTheVersion()
    {
        await using var library = await StartAsync();
        library.Offer("atlas/README.md", Encoding.UTF8.GetBytes(Card));
        await SubmitAsync(library, "atlas");
        using var viewer = await ViewerAsync(library);
        using var stranger = library.As("stranger");

        using var card = await viewer.GetAsync($"{Path}/atlas-1.2/card", Cancelled);
        (await card.Content.ReadAsStringAsync(Cancelled)).ShouldBe(Card);
        card.Content.Headers.ContentType!.ToString().ShouldBe("text/markdown; charset=utf-8");
        card.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        using var bom = await viewer.GetAsync($"{Path}/atlas-1.2/bom", Cancelled);
        bom.Content.Headers.ContentType!.ToString().ShouldBe("application/vnd.cyclonedx+json");
        (await ReadAsync(bom)).Text("metadata.component.name").ShouldBe("atlas");
        foreach (var document in (string[])["card", "bom"])
        {
            var refused = await Reply.ReadAsync(await stranger.GetAsync($"{Path}/atlas-1.2/{document}", Cancelled));
            (refused.Code, refused.Message).ShouldBe(
                (403, $"modelversions.modelyard.dev \"atlas-1.2\" is forbidden: User \"stranger\" cannot get resource \"modelversions/{document}\" in API group \"modelyard.dev\" in the namespace \"acme\""));
            (await Reply.ReadAsync(await viewer.GetAsync($"{Path}/other-1.2/{document}", Cancelled))).Message.ShouldBe("modelversions.modelyard.dev \"other-1.2\" not found");
            (await viewer.DeleteAsync($"{Path}/atlas-1.2/{document}", Cancelled)).StatusCode.ShouldBe(System.Net.HttpStatusCode.MethodNotAllowed);
        }
    }

    [ControllerFact]
    public async Task Version_WithoutACard_SaysSo()
    {
        await using var library = await StartAsync();
        await SubmitAsync(library, "atlas");
        using var viewer = await ViewerAsync(library);

        var reply = await Reply.ReadAsync(await viewer.GetAsync($"{Path}/atlas-1.2/card", Cancelled));

        (reply.Code, reply.Reason).ShouldBe((404, "NotFound"));
        reply.Message.ShouldBe("modelversions.modelyard.dev \"atlas-1.2\" has no card: no README.md of at most 1 MiB is among the files that are known of it");
    }

    [ControllerFact]
    public async Task Bom_OfAVersionThatNeverCame_SaysWhatIsMissing()
    {
        await using var library = await StartAsync();
        await library.SubmitFromAsync("atlas", "1.2", "file:///nowhere/at/all");
        using var viewer = await ViewerAsync(library);

        var reply = await Reply.ReadAsync(await viewer.GetAsync($"{Path}/atlas-1.2/bom", Cancelled));

        reply.Code.ShouldBe(422);
        reply.Message.ShouldContain("its files are not known yet, and a bill of materials lists them");
    }

    [ControllerFact]
    public async Task Bom_TellsOfABaseOnlyWhatItsReaderMaySee()
    {
        await using var library = await StartAsync();
        await library.Client.CreateAsync(new Namespace { Metadata = new ObjectMeta { Name = "beta" } }, Cancelled);
        await library.Client.CreateAsync(Version("beta", "base", "1.0", "file:///nowhere/at/all", null), Cancelled);
        var folder = library.Offer("atlas/model.safetensors", SafetensorsBytes.Of());
        await library.Client.CreateAsync(Version(LibraryEnvironment.Project, "atlas", "1.2", "file://" + folder, new VersionLineage { BaseModels = ["beta/base:1.0"] }), Cancelled);
        await library.UntilAsync("atlas-1.2", "PendingApproval");
        using var viewer = await ViewerAsync(library);
        using var administrator = library.As("root", UserIdentity.Masters);

        (await GroupsAsync(administrator)).ShouldBe(["beta"]);
        (await GroupsAsync(viewer)).ShouldBe([null]);
    }

    private static async Task<IEnumerable<string?>> GroupsAsync(HttpClient client) =>
        [.. (await ReadAsync(await client.GetAsync($"{Path}/atlas-1.2/bom", Cancelled)))["components"]!.AsArray().Select(c => c!.Text("group"))];

    private static async Task<LibraryEnvironment> StartAsync()
    {
        var library = await LibraryEnvironment.StartAsync();
        library.Server.Archives = new LibraryArchives(
            library.Part<LibraryExport>(), library.Part<LibraryImport>(), library.Part<VersionDocuments>(), library.Client, library.Server);
        return library;
    }

    private static async Task SubmitAsync(LibraryEnvironment library, string model)
    {
        await library.SubmitAsync(model, "1.2", library.Offer($"{model}/model.safetensors", SafetensorsBytes.Of()));
        await library.UntilAsync($"{model}-1.2", "PendingApproval");
    }

    /// <summary>Somebody who may see what is in the project, and nothing else.</summary>
    private static async Task<HttpClient> ViewerAsync(LibraryEnvironment library)
    {
        using var administrator = library.As("root", UserIdentity.Masters);
        await MustAsync(administrator, $"{Root}/namespaces/{LibraryEnvironment.Project}/rolebindings", Binding("readers", "ClusterRole", "view", "User", "vera"));
        return library.As("vera");
    }

    private static ModelVersion Version(string project, string model, string version, string uri, VersionLineage? lineage) => new()
    {
        Metadata = new ObjectMeta { Namespace = project, Name = $"{model}-{version}" },
        Spec = new ModelVersionSpec { Model = model, Version = version, Source = new VersionSource { Uri = uri }, Lineage = lineage },
    };

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage response) => JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancelled))!;
}
