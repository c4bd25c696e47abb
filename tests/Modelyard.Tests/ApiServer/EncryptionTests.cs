using System.Text;
using Modelyard.ApiServer;

namespace Modelyard.Tests.ApiServer;

/// <summary>Secrets at rest, through the API.</summary>
public sealed class EncryptionTests(TestApiServer server) : IClassFixture<TestApiServer>
{
    [Fact]
    public async Task Secret_IsNotOnTheDisk_BeforeAndAfterARotation()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/secrets";
        var coded = Convert.ToBase64String(Encoding.UTF8.GetBytes($"hunter-{Guid.NewGuid():n}"));
        await server.PostAsync(path, Objects.Parse($$$"""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"s"},"data":{"password":"{{{coded}}}"} }"""));
        var name = Guid.NewGuid().ToString("n");
        await server.PostAsync(path.Replace("secrets", "configmaps"), Objects.ConfigMap("open", value: name));
        (Holds(name), Holds(coded)).ShouldBe((true, false));

        var before = (await server.GetAsync("/encryption")).Body;
        var after = await server.SendAsync(HttpMethod.Post, "/encryption/rotate");
        after.Code.ShouldBe(200, after.Message);
        after.Body.Text("keyFile").ShouldBe(Path.Combine(server.Folder, "encryption.key"));
        after.Body.At("resources")!.ToJsonString().ShouldBe("""["secrets"]""");
        after.Body.Text("keys.0").ShouldNotBe(before.Text("keys.0"));
        (await server.GetAsync($"{path}/s")).Body.Text("data.password").ShouldBe(coded);
        Holds(coded).ShouldBeFalse();

        await server.RestartAsync();
        (await server.GetAsync($"{path}/s")).Body.Text("data.password").ShouldBe(coded);
    }

    [Theory]
    [InlineData("GET", "/encryption")]
    [InlineData("POST", "/encryption/rotate")]
    public async Task Rotation_IsForThoseWhoMay(string method, string path)
    {
        using var nobody = server.As("nobody");
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        var reply = await Reply.ReadAsync(await nobody.SendAsync(request));
        (reply.Code, reply.Reason).ShouldBe((403, "Forbidden"));
    }

    [Fact]
    public async Task Rotation_WithAnotherMethod_IsRefused() => (await server.GetAsync("/encryption/rotate")).Code.ShouldBe(405);

    [Fact]
    public void Resources_AreNamedAsInMessages() =>
        new ApiServerOptions { DataDirectory = server.Folder, EncryptedResources = ["secrets", "widgets.example.com"] }
            .Encryption.Collections.ShouldBe(["secrets", "example.com/widgets"], ignoreOrder: true);

    private bool Holds(string text) => Directory.GetFiles(server.Folder, "resources.db*").Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)).Any(file =>
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
    });
}
