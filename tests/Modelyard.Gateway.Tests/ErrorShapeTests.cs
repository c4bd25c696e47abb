using System.Net;
using System.Text;
using Modelyard.Gateway.Tests.Testing;

namespace Modelyard.Gateway.Tests;

public sealed class ErrorShapeTests : IAsyncLifetime
{
    private const string Chat = "/v1/chat/completions";
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await TestGateway.StartAsync(o => o.MaxRequestBytes = 100_000);

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Theory]
    [InlineData("GET", "/")]
    [InlineData("POST", "/v1/chat/completion")]
    [InlineData("POST", "/v2/chat/completions")]
    [InlineData("GET", "/serving/demo/atlas")]
    [InlineData("POST", "/serving/demo/atlas/v1/nothing")]
    [InlineData("POST", "/health")]
    [InlineData("GET", "/v1/%ff<script>")]
    public async Task UnknownUrl_AnyMethod_IsNotFound(string method, string path)
    {
        using var response = await _gateway.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        var error = await response.ErrorAsync(HttpStatusCode.NotFound);
        ((string?)error["code"]).ShouldBe("unknown_url");
        ((string?)error["message"])!.ShouldStartWith($"Invalid URL ({method} /");
    }

    [Theory]
    [InlineData("GET", Chat, "POST")]
    [InlineData("PUT", "/v1/embeddings", "POST")]
    [InlineData("POST", "/v1/models", "GET")]
    [InlineData("DELETE", "/v1/models/atlas", "GET")]
    [InlineData("GET", "/serving/demo/atlas/v1/completions", "POST")]
    public async Task KnownUrl_OtherMethod_SaysWhichOneToUse(string method, string path, string allowed)
    {
        using var response = await _gateway.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        var error = await response.ErrorAsync(HttpStatusCode.MethodNotAllowed);
        ((string?)error["message"])!.ShouldContain($"use {allowed} instead");
        response.Content.Headers.Allow.ShouldBe([allowed]);
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("{", "JSON")]
    [InlineData("""{"model":"atlas",}""", "JSON")]
    [InlineData("""{"model":"atlas"} trailing""", "invalid")]
    [InlineData("""["model"]""", "expected an object, but got an array")]
    [InlineData("\"atlas\"", "expected an object, but got a string")]
    [InlineData("model=atlas", "invalid")]
    [InlineData("{\"model\":\"\u0001\"}", "invalid")]
    public async Task Body_NotAJsonObject_SaysWhatIsWrong(string body, string reason)
    {
        using var response = await _gateway.PostAsync(Chat, body);

        var error = await response.ErrorAsync(HttpStatusCode.BadRequest);
        ((string?)error["message"])!.ShouldStartWith("We could not parse the JSON body of your request");
        ((string?)error["message"])!.ShouldContain(reason);
    }

    [Theory]
    [InlineData("""{"messages":[]}""", "you must provide a model parameter", "model")]
    [InlineData("""{"model":""}""", "you must provide a model parameter", "model")]
    [InlineData("""{"model":7}""", "Invalid type for 'model': expected a string, but got a number instead.", "model")]
    [InlineData("""{"model":null}""", "Invalid type for 'model': expected a string, but got null instead.", "model")]
    [InlineData("""{"model":"a","stream":"yes"}""", "Invalid type for 'stream': expected a boolean, but got a string instead.", "stream")]
    [InlineData("""{"model":"a","model":"b"}""", "The request body has more than one 'model'.", "model")]
    [InlineData("""{"model":"a","mod\u0065l":"b"}""", "The request body has more than one 'model'.", "model")]
    public async Task Body_WrongField_NamesTheField(string body, string message, string param)
    {
        using var response = await _gateway.PostAsync(Chat, body);

        var error = await response.ErrorAsync(HttpStatusCode.BadRequest);
        ((string?)error["message"]).ShouldBe(message);
        ((string?)error["param"]).ShouldBe(param);
    }

    [Fact]
    public async Task Body_NotUtf8_IsRefused()
    {
        using var request = _gateway.Request(HttpMethod.Post, Chat);
        request.Content = new ByteArrayContent([.. "{\"model\":\""u8, 0xFF, 0xFE, .. "\"}"u8]);
        request.Content.Headers.ContentType = new("application/json");

        using var response = await _gateway.Http.SendAsync(request);

        await response.ErrorAsync(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Body_TooLarge_IsRefusedWithTheLimit(bool announced)
    {
        using var request = _gateway.Request(HttpMethod.Post, Chat);
        request.Content = new StringContent($$"""{"model":"atlas","x":"{{new string('x', 100_001)}}"}""", Encoding.UTF8, "application/json");
        request.Headers.TransferEncodingChunked = !announced;

        using var response = await _gateway.Http.SendAsync(request);

        var error = await response.ErrorAsync(HttpStatusCode.RequestEntityTooLarge);
        ((string?)error["code"]).ShouldBe("request_too_large");
        ((string?)error["message"])!.ShouldContain("100000 bytes");
    }

    [Theory]
    [InlineData("text/plain", null, "unsupported_content_type")]
    [InlineData("application/x-www-form-urlencoded", null, "unsupported_content_type")]
    [InlineData("multipart/form-data; boundary=x", null, "unsupported_content_type")]
    [InlineData("application/json", "gzip", "unsupported_content_encoding")]
    public async Task Body_OtherMediaType_IsRefused(string type, string? encoding, string code)
    {
        using var request = _gateway.Request(HttpMethod.Post, Chat);
        request.Content = new StringContent("{}");
        request.Content.Headers.Remove("Content-Type");
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (encoding is not null)
        {
            request.Content.Headers.ContentEncoding.Add(encoding);
        }

        using var response = await _gateway.Http.SendAsync(request);

        var error = await response.ErrorAsync(HttpStatusCode.UnsupportedMediaType);
        ((string?)error["code"]).ShouldBe(code);
    }

    [Theory]
    [InlineData("abc-123_X.y:z", true)]
    [InlineData("has space", false)]
    [InlineData("<b>", false)]
    public async Task RequestId_GivenByTheClient_IsKeptWhenItIsHarmless(string given, bool kept)
    {
        using var request = _gateway.Request(HttpMethod.Get, "/v1/models");
        request.Headers.TryAddWithoutValidation("X-Request-Id", given);

        using var response = await _gateway.Http.SendAsync(request);

        var id = response.Headers.GetValues("x-request-id").Single();
        id.ShouldMatch(kept ? "^" + System.Text.RegularExpressions.Regex.Escape(given) + "$" : "^req_[0-9a-f]{32}$");
        response.Headers.GetValues("openai-version").Single().ShouldBe("2020-10-01");
        long.Parse(response.Headers.GetValues("openai-processing-ms").Single()).ShouldBeInRange(0, 60_000);
    }

    [Fact]
    public async Task Key_Refused_IsNotRepeatedInFull()
    {
        const string Foreign = "sk-proj-abcdefghijklmnopqrstuvwxyz0123456789";
        using var response = await _gateway.PostAsync(Chat, "{}", Foreign);

        var message = (string?)(await response.ErrorAsync(HttpStatusCode.Unauthorized))["message"];
        message.ShouldStartWith("Incorrect API key provided: sk-pro****6789.");
    }

    [Fact]
    public async Task Health_Synced_IsOkWithoutAKey()
    {
        (await _gateway.Http.GetStringAsync("/health")).ShouldBe("""{"status":"ok"}""");
    }
}
