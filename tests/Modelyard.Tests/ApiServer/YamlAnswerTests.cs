using Modelyard.Api;

namespace Modelyard.Tests.ApiServer;

public sealed class YamlAnswerTests(TestApiServer server) : IClassFixture<TestApiServer>
{
    private const string Yaml = "application/yaml";

    [Theory]
    [InlineData("/api/v1/namespaces/default")]
    [InlineData("/api/v1/namespaces")]
    [InlineData("/api/v1/namespaces/none-such")]
    [InlineData("/apis")]
    public async Task Answer_ForWhoPrefersYaml_SaysTheSame(string path)
    {
        var json = await server.GetAsync(path);
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept", $"{Yaml}, application/json" } } };
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        response.Content.Headers.ContentType!.MediaType.ShouldBe(Yaml);
        ((int)response.StatusCode).ShouldBe(json.Code);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        text.ShouldBe(YamlWriter.Write(json.Body));
    }

    [Fact]
    public async Task Answer_ForWhoPrefersJson_IsJson() => (await server.GetAsync("/api/v1/namespaces/default", $"application/json, {Yaml}")).Body.Text("kind").ShouldBe("Namespace");

    [Fact]
    public async Task Watch_InYaml_IsRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/namespaces?watch=true") { Headers = { { "Accept", Yaml } } };
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        ((int)response.StatusCode).ShouldBe(406);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("only the following media types are accepted: application/json");
    }
}
