using System.Net;

namespace Modelyard.Tests.ApiServer;

/// <summary>What only a real connection can show.</summary>
public sealed class HttpsTests(TestApiServer server) : IClassFixture<TestApiServer>
{
    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Watch_WithNothingToShow_AnswersAtOnce(string version)
    {
        using var client = Connect(version);
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps";

        // A client that gets no headers waits, and in the end takes the server for dead.
        await using var watch = await WatchReader.OpenAsync(client, $"{path}?watch=true");
        await server.PostAsync(path, Objects.ConfigMap("a"));
        (await watch.NextAsync()).Text("object.metadata.name").ShouldBe("a");
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Requests_WorkOverBothVersionsOfHttp(string version)
    {
        using var client = Connect(version);
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps";
        using var content = new StringContent(Objects.ConfigMap("a").ToJsonString(), null, "application/json");
        var response = await client.PostAsync(path, content);
        (response.StatusCode, response.Version).ShouldBe((HttpStatusCode.Created, Version.Parse(version)));
        (await Reply.ReadAsync(await client.GetAsync($"{path}/a"))).Body.Text("data.color").ShouldBe("blue");
        (await Reply.ReadAsync(await client.DeleteAsync($"{path}/a"))).Code.ShouldBe(200);
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task TooLargeABody_GetsAStatusNotABrokenConnection(string version)
    {
        using var client = Connect(version);
        client.DefaultRequestHeaders.ExpectContinue = true;
        using var content = new ByteArrayContent(new byte[4 * 1024 * 1024]);
        content.Headers.ContentType = new("application/json");
        var reply = await Reply.ReadAsync(await client.PostAsync("/api/v1/namespaces", content));
        (reply.Code, reply.Reason).ShouldBe((413, "RequestEntityTooLarge"));
    }

    private HttpClient Connect(string version)
    {
        var client = TlsClient.Connect(server.Host);
        client.DefaultRequestVersion = Version.Parse(version);
        client.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        return client;
    }
}
