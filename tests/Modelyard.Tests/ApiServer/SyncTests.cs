using static Modelyard.Tests.ApiServer.RbacObjects;

namespace Modelyard.Tests.ApiServer;

/// <summary>What registries tell: that there is something new at the source of a repository.</summary>
public sealed class SyncTests(TestApiServer server) : IClassFixture<TestApiServer>, IAsyncLifetime
{
    private const string Library = "/apis/modelyard.dev/v1alpha1";

    private string _ns = "";
    private HttpClient _registry = null!;

    private string Repository => $"{Library}/namespaces/{_ns}/modelrepositories/company";

    public async ValueTask InitializeAsync()
    {
        _ns = await server.NewNamespaceAsync();
        _registry = server.As($"registry-{_ns}");
        await MustAsync(server.Client, $"{Root}/namespaces/{_ns}/rolebindings", Binding("notifier", "ClusterRole", "library-notifier", "User", $"registry-{_ns}"));
        await MustAsync(server.Client, $"{Library}/namespaces/{_ns}/modelrepositories", Objects.Parse(
            """{"apiVersion":"modelyard.dev/v1alpha1","kind":"ModelRepository","metadata":{"name":"company"},"spec":{"source":{"url":"oci://registry.example"},"rules":[{"repository":"**"}]}}"""));
    }

    public ValueTask DisposeAsync()
    {
        _registry.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("""{"events":[{"action":"pull"},{"action":"push","target":{"repository":"acme/atlas","tag":"1.3"}}]}""", true)]
    [InlineData("""{"events":[{"action":"delete"}]}""", true)]
    [InlineData("""{"type":"PUSH_ARTIFACT","event_data":{}}""", true)]
    [InlineData("""{"event":{"action":"update","scope":"repo.content"}}""", true)]
    [InlineData("", true)]
    [InlineData("not JSON", true)]
    [InlineData("""{"events":[{"action":"pull"},{"action":"pull"}]}""", false)]
    [InlineData("""{"type":"PULL_ARTIFACT"}""", false)]
    public async Task Notification_AsksForALook_UnlessSomebodyOnlyRead(string body, bool asks)
    {
        (await NotifyAsync(_registry, body)).Code.ShouldBe(200);

        (await RequestAsync() is not null).ShouldBe(asks);
    }

    [Fact]
    public async Task Notification_WhileAnotherIsTakenUp_IsNotLost()
    {
        await NotifyAsync(_registry, "");
        var first = await RequestAsync();
        await NotifyAsync(_registry, "");

        (await RequestAsync()).ShouldNotBe(first, "what the first one looks at may have been listed before this came");
    }

    [Fact]
    public async Task Notifier_MayDoNothingElse_AndNobodyElseNotify()
    {
        using var stranger = server.As("stranger");

        (await NotifyAsync(stranger, "")).Code.ShouldBe(403);
        (await Reply.ReadAsync(await _registry.GetAsync(Repository, TestContext.Current.CancellationToken))).Code.ShouldBe(403);
    }

    private static async Task<Reply> SendAsync(HttpClient client, string path, string body)
    {
        using var content = new StringContent(body, null, "application/vnd.docker.distribution.events.v1+json");
        return await Reply.ReadAsync(await client.PostAsync(path, content));
    }

    private Task<Reply> NotifyAsync(HttpClient client, string body) => SendAsync(client, Repository + "/sync", body);

    private async Task<string?> RequestAsync() => (string?)(await server.GetAsync(Repository)).Body["metadata"]!["annotations"]?["modelyard.dev/sync-requested-at"];
}
