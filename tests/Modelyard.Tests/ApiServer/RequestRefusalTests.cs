using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Modelyard.Tests.ApiServer;

/// <summary>Requests for what is not served, or not like this: each gets a Status that says so.</summary>
public sealed class RequestRefusalTests(TestApiServer server) : IClassFixture<TestApiServer>
{
    [Theory]
    [InlineData("GET", "/")]
    [InlineData("GET", "/foo")]
    [InlineData("GET", "/openapi/v1")]
    [InlineData("GET", "/api/v2/pods")]
    [InlineData("GET", "/api/v1/nothings")]
    [InlineData("GET", "/apis/apps/v1/deployments")]
    [InlineData("GET", "/apis/apps/v1")]
    [InlineData("GET", "/api/v1/namespaces/default/pods/a/exec")]
    [InlineData("GET", "/api/v1/namespaces/default/configmaps/a/status")]
    [InlineData("GET", "/api/v1/namespaces/default/namespaces/a")]
    [InlineData("GET", "/api/v1/configmaps/a")]
    [InlineData("GET", "/api/v1/namespaces/a/b/c/d/e/f")]
    public async Task PathThatIsNotServed_IsNotFound(string method, string path)
    {
        var reply = await server.SendAsync(new HttpMethod(method), path);
        (reply.Code, reply.Reason, reply.Message).ShouldBe((404, "NotFound", "the server could not find the requested resource"));
    }

    [Theory]
    [InlineData("PUT", "/api/v1/namespaces/default/configmaps")]
    [InlineData("POST", "/api/v1/namespaces/default/configmaps/a")]
    [InlineData("POST", "/api/v1")]
    [InlineData("DELETE", "/openapi/v3")]
    [InlineData("GET", "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews")]
    public async Task MethodThatDoesNotApply_IsNotAllowed(string method, string path)
    {
        var reply = await server.SendAsync(new HttpMethod(method), path);
        (reply.Code, reply.Reason, reply.Message).ShouldBe((405, "MethodNotAllowed", "the server does not allow this method on the requested resource"));
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/vnd.kubernetes.protobuf")]
    [InlineData("application/json;as=Table;v=v1beta1;g=meta.k8s.io")]
    public async Task FormNotOffered_IsNotAcceptable(string accept)
    {
        var reply = await server.GetAsync("/api/v1/namespaces", accept);
        (reply.Code, reply.Reason).ShouldBe((406, "NotAcceptable"));
    }

    [Fact]
    public async Task BodyOfAnUnknownType_IsUnsupported()
    {
        var reply = await server.SendAsync(HttpMethod.Post, "/api/v1/namespaces", Objects.Namespace("x"), "text/csv");
        (reply.Code, reply.Reason).ShouldBe((415, "UnsupportedMediaType"));
        reply.Message.ShouldContain("accepted media types include: application/json");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("""{"apiVersion":"v1","apiVersion":"v1","kind":"Namespace"}""")]
    public async Task BodyThatIsNoObject_IsABadRequest(string body)
    {
        using var content = new StringContent(body, null, "application/json");
        var reply = await Reply.ReadAsync(await server.Client.PostAsync("/api/v1/namespaces", content));
        (reply.Code, reply.Reason).ShouldBe((400, "BadRequest"));
    }

    [Fact]
    public async Task BodyNestedTooDeeply_IsABadRequest()
    {
        using var content = new StringContent(string.Concat(Enumerable.Repeat("[", 100_000)), null, "application/json");
        (await Reply.ReadAsync(await server.Client.PostAsync("/api/v1/namespaces", content))).Code.ShouldBe(400);
    }

    [Fact]
    public async Task YamlBody_IsRead()
    {
        using var content = new StringContent($"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  on: \"yes\"\n", null, "application/yaml");
        var reply = await Reply.ReadAsync(await server.Client.PostAsync($"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps", content));
        (reply.Code, reply.Body["data"]!.AsObject().Single().Value!.ToString()).ShouldBe((201, "yes"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TooLargeABody_IsRefusedWhetherOrNotItsLengthIsSaid(bool sayLength)
    {
        using var content = new ByteArrayContent(new byte[(3 * 1024 * 1024) + 1]);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json");
        if (!sayLength)
        {
            content.Headers.ContentLength = null;
        }

        var reply = await Reply.ReadAsync(await server.Client.PostAsync("/api/v1/namespaces", content));
        (reply.Code, reply.Reason).ShouldBe((413, "RequestEntityTooLarge"));
    }

    [Fact]
    public async Task LargeAnswer_IsCompressedWhenTheClientCan()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps";
        await server.PostAsync(path, Objects.ConfigMap("big", "text", new string('x', 200_000)));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{path}/big");
        request.Headers.AcceptEncoding.ParseAdd("gzip");
        using var response = await server.Client.SendAsync(request);
        response.Content.Headers.ContentEncoding.ShouldBe(["gzip"]);
        await using var plain = new GZipStream(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        (await JsonNode.ParseAsync(plain))!.Text("data.text")!.Length.ShouldBe(200_000);
        (await server.GetAsync($"{path}/big")).Response.Content.Headers.ContentEncoding.ShouldBeEmpty();
    }
}
