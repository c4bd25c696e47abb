using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.ApiServer;
using static Modelyard.Tests.ApiServer.RbacObjects;

namespace Modelyard.Tests.ApiServer;

/// <summary>What the server can read of its own disk is read for those only who were given that, folder by folder.</summary>
public sealed class LocalFolderTests(LocalFolderTests.AskedServer server) : IClassFixture<LocalFolderTests.AskedServer>, IAsyncLifetime
{
    private const string Library = "/apis/modelyard.dev/v1alpha1";
    private const string Keys = "file:///home/modelyard/.ssh";

    private string _ns = "";
    private HttpClient _librarian = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _ns = await server.NewNamespaceAsync();
        _librarian = await LibrarianAsync("librarian");
    }

    public ValueTask DisposeAsync()
    {
        _librarian.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("modelrepositories", "")]
    [InlineData("modelrepositories", "?dryRun=All")]
    [InlineData("modelversions", "")]
    [InlineData("modelversions", "?dryRun=All")]
    [InlineData("modelrepositorypreviews", "")]
    [InlineData("modelrepositorypreviews", "?dryRun=All")]
    public async Task Source_OnTheServersDisk_IsForWhoMayUseTheFolder(string plural, string query)
    {
        using var trusted = await TrustedAsync("trusted", "/home/modelyard/.ssh");
        using var platform = server.As("petra", "modelyard:platform-admins");

        var refused = await PostAsync(_librarian, Of(plural) + query, New(plural, Keys));

        (refused.Code, refused.Reason).ShouldBe((403, "Forbidden"));
        refused.Message.ShouldBe(
            $"{plural}.modelyard.dev \"atlas-1.2\" is forbidden: /home/modelyard/.ssh is on the server's own disk, and user \"librarian-{_ns}\" may not have it read: "
                + "that takes the verb use on localfolders.modelyard.dev \"/home/modelyard/.ssh\". Somebody who looks after the installation can give it, with a ClusterRoleBinding to a "
                + "ClusterRole that has the rule {apiGroups: [modelyard.dev], resources: [localfolders], verbs: [use], resourceNames: [\"/home/modelyard/.ssh\"]}");
        (await PostAsync(trusted, Of(plural) + "?dryRun=All", New(plural, Keys))).Code.ShouldBe(201);
        (await PostAsync(platform, Of(plural) + query, New(plural, Keys))).Code.ShouldBe(201);
        (await PostAsync(_librarian, Of(plural) + query, New(plural, "oci://registry.example/acme/other", "atlas-9"))).Code.ShouldBe(201);
    }

    [Theory]
    [InlineData("file:///srv/models", 201)]
    [InlineData("file:///srv/models/", 201)]
    [InlineData("FILE://localhost/srv/models", 201)]
    [InlineData("/srv/models/atlas/1.2", 201)]
    [InlineData("file:///srv/models-of-others", 403)]
    [InlineData("file:///srv", 403)]
    [InlineData("file:///srv/models/../secrets", 403)]
    [InlineData("/srv/models/%2e%2e", 201)]
    [InlineData("file:///srv/models/%2e%2e/secrets", 403)]
    [InlineData("srv/models", 403)]
    [InlineData("./x://../../srv/models", 403)]
    public async Task Right_ToAFolder_IsOneToWhatIsInIt(string address, int code)
    {
        using var trusted = await TrustedAsync("trusted", "/srv/models");

        (await PostAsync(trusted, Of("modelversions"), New("modelversions", address))).Code.ShouldBe(code);
    }

    [Fact]
    public async Task Right_WithoutNames_IsOneToEveryFolder_AndOneOfAProjectIsNone()
    {
        using var trusted = await TrustedAsync("trusted", null);
        await MustAsync(server.Client, $"{Root}/namespaces/{_ns}/roles", Role("folders", "use", "localfolders", "modelyard.dev"));
        await MustAsync(server.Client, $"{Root}/namespaces/{_ns}/rolebindings", Binding("folders", "Role", "folders", "User", $"librarian-{_ns}"));

        (await PostAsync(trusted, Of("modelrepositories"), New("modelrepositories", Keys))).Code.ShouldBe(201);
        (await PostAsync(_librarian, Of("modelrepositories"), New("modelrepositories", Keys, "atlas-9"))).Code.ShouldBe(403);
    }

    [Fact]
    public async Task Repository_OfSomebodyElse_KeepsItsFolder_AndGetsNoOther()
    {
        await MustAsync(server.Client, Of("modelrepositories"), New("modelrepositories", "file:///srv/models"));
        var live = (await server.GetAsync(Of("modelrepositories") + "/atlas-1.2")).Body.AsObject();
        live["spec"]!["schedule"] = "0 3 * * *";

        (await SendAsync(HttpMethod.Put, "", live.ToJsonString(), "application/json")).Code.ShouldBe(200);
        (await SendAsync(HttpMethod.Patch, "", """{"spec":{"rules":[{"repository":"atlas"}]}}""", "application/merge-patch+json")).Code.ShouldBe(200);
        (await SendAsync(HttpMethod.Patch, "?dryRun=All", """{"spec":{"source":{"url":"file:///root"}}}""", "application/merge-patch+json")).Code.ShouldBe(403);
        (await SendAsync(HttpMethod.Patch, "", """[{"op":"replace","path":"/spec/source/url","value":"file:///root"}]""", "application/json-patch+json")).Code.ShouldBe(403);
        (await SendAsync(HttpMethod.Patch, "?fieldManager=t&force=true", New("modelrepositories", "file:///root").ToJsonString(), "application/apply-patch+yaml")).Code.ShouldBe(403);
        (await SendAsync(HttpMethod.Patch, "", """{"spec":{"source":{"url":"oci://registry.example"}}}""", "application/merge-patch+json")).Code.ShouldBe(200);
        (await SendAsync(HttpMethod.Patch, "", """{"spec":{"source":{"url":"file:///srv/models"}}}""", "application/merge-patch+json")).Code.ShouldBe(403);
    }

    [Fact]
    public async Task Repository_OfSomebodyElse_CanBePreviewed_AndWhatItOffersTaken()
    {
        await MustAsync(server.Client, Of("modelrepositories"), New("modelrepositories", "file:///srv/models"));
        (await server.MergeAsync(Of("modelrepositories") + "/atlas-1.2/status", Objects.Parse("""{"status":{"offered":[{"model":"atlas","version":"1.2","uri":"file:///srv/models/atlas/1.2"}]}}""")))
            .Code.ShouldBe(200);

        (await PostAsync(_librarian, Of("modelrepositorypreviews"), New("modelrepositorypreviews", "file:///srv/models"))).Code.ShouldBe(201);
        (await PostAsync(_librarian, Of("modelrepositorypreviews"), New("modelrepositorypreviews", "file:///srv"))).Code.ShouldBe(403);
        (await PostAsync(_librarian, Of("modelversions"), New("modelversions", "file:///srv/models/atlas/1.2"))).Code.ShouldBe(201);
        (await PostAsync(_librarian, Of("modelversions"), New("modelversions", "file:///srv/models/atlas/1.3", "atlas-1.3"))).Code.ShouldBe(403);
    }

    [Fact]
    public async Task Version_WhoseFilesCameInAnArchive_NeedsNoFolder()
    {
        using var importing = new HttpClient(server.Host.CreateHandler(UserIdentity.Of($"librarian-{_ns}") with { BringsFiles = true })) { BaseAddress = server.Host.Address };

        (await PostAsync(importing, Of("modelversions"), New("modelversions", "file:///at/the/other/site"))).Code.ShouldBe(201);
    }

    private static JsonObject New(string plural, string address, string name = "atlas-1.2")
    {
        var (kind, spec) = plural switch
        {
            "modelversions" => ("ModelVersion", $$$"""{"model":"atlas","version":"{{{name.Replace("atlas-", "", StringComparison.Ordinal)}}}","source":{"uri":"{{{address}}}"}}"""),
            "modelrepositories" => ("ModelRepository", $$$"""{"source":{"url":"{{{address}}}"},"rules":[{}]}"""),
            _ => ("ModelRepositoryPreview", $$$"""{"source":{"url":"{{{address}}}"},"rules":[{}]}"""),
        };
        return Objects.Parse($$$"""{"apiVersion":"modelyard.dev/v1alpha1","kind":"{{{kind}}}","metadata":{"name":"{{{name}}}"},"spec":{{{spec}}} }""");
    }

    private string Of(string plural) => $"{Library}/namespaces/{_ns}/{plural}";

    /// <summary>Somebody who looks after the library of the project.</summary>
    private async Task<HttpClient> LibrarianAsync(string name)
    {
        await MustAsync(server.Client, $"{Root}/namespaces/{_ns}/rolebindings", Binding(name, "ClusterRole", "library-admin", "User", $"{name}-{_ns}"));
        return server.As($"{name}-{_ns}");
    }

    /// <summary>The same, with the right to a folder; null for all of them.</summary>
    private async Task<HttpClient> TrustedAsync(string name, string? folder)
    {
        var role = ClusterRole($"folders-{_ns}", "use", "localfolders", "modelyard.dev");
        if (folder is not null)
        {
            role["rules"]![0]!["resourceNames"] = new JsonArray(folder);
        }

        await MustAsync(server.Client, $"{Root}/clusterroles", role);
        await MustAsync(server.Client, $"{Root}/clusterrolebindings", ClusterBinding($"folders-{_ns}", $"folders-{_ns}", "User", $"{name}-{_ns}"));
        return await LibrarianAsync(name);
    }

    private async Task<Reply> SendAsync(HttpMethod method, string query, string body, string contentType)
    {
        using var request = new HttpRequestMessage(method, Of("modelrepositories") + "/atlas-1.2" + query) { Content = new StringContent(body, MediaTypeHeaderValue.Parse(contentType)) };
        return await Reply.ReadAsync(await _librarian.SendAsync(request, Cancelled));
    }

    /// <summary>A server that answers previews, with nothing.</summary>
    public sealed class AskedServer : TestApiServer, IQuestionAnswerer
    {
        public Task<JsonObject> AnswerAsync(KindDescriptor kind, string @namespace, JsonObject question, AdmissionVerdict rights, CancellationToken cancellationToken) => Task.FromResult(question);

        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            Host.Questions = this;
        }

        protected override Task<ApiServerOptions> ConfigureAsync(ApiServerOptions options) => Task.FromResult(options with { Questions = [QuestionKinds.RepositoryPreviews] });
    }
}
