using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Modelyard.Gateway.Tests.Testing;

namespace Modelyard.Gateway.Tests;

public sealed class ForwardingTests : IAsyncLifetime
{
    private const string Chat = "/v1/chat/completions";
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await TestGateway.StartAsync(o => o.FirstByteTimeout = TimeSpan.FromSeconds(20));

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Theory]
    [InlineData("""{"model":"atlas","messages":[{"role":"user","content":"é \u00e9 \n 1.0"}],"n":1.50}""", null)]
    [InlineData(""" { "n" : 1e3 , "model" : "demo/atlas" , "x" : [ ] } """, """ { "n" : 1e3 , "model" : "atlas" , "x" : [ ] } """)]
    [InlineData("""{"model":"demo\/atlas"}""", """{"model":"atlas"}""")]
    public async Task Body_Forwarded_IsTheClientsButForTheModelsName(string sent, string? received)
    {
        var replica = await _gateway.ServeAsync("demo", "atlas");

        (await _gateway.PostAsync(Chat, sent)).StatusCode.ShouldBe(HttpStatusCode.OK);

        replica.Received.Single().Text.ShouldBe(received ?? sent);
    }

    [Theory]
    [InlineData("{}", """{"model":"atlas"}""")]
    [InlineData("""{"input":"x"}""", """{"model":"atlas","input":"x"}""")]
    [InlineData("""{"model":"demo/atlas"}""", """{"model":"atlas"}""")]
    [InlineData("""{"model":"an-adapter"}""", """{"model":"an-adapter"}""")]
    public async Task Body_AtAServicesOwnUrl_NeedsNoModel(string sent, string received)
    {
        var replica = await _gateway.ServeAsync("demo", "atlas");

        (await _gateway.PostAsync("/serving/demo/atlas/v1/embeddings", sent)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var request = replica.Received.Single();
        request.Text.ShouldBe(received);
        request.Path.ShouldBe("/v1/embeddings");
    }

    [Fact]
    public async Task Headers_Forwarded_AreOnlyThoseThatConcernTheReplica()
    {
        var replica = await _gateway.ServeAsync("demo", "atlas");
        using var request = _gateway.Request(HttpMethod.Post, Chat, """{"model":"atlas"}""");
        request.Headers.Add("X-Request-Id", "mine");
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        request.Headers.Add("Cookie", "session=1");
        request.Headers.Add("X-Forwarded-For", "10.0.0.1");
        request.Headers.Add("Accept-Encoding", "gzip");

        await _gateway.Http.SendAsync(request);

        var headers = replica.Received.Single().Headers;
        headers.Keys.Select(k => k.ToLowerInvariant()).Order().ShouldBe(["content-length", "content-type", "host", "traceparent", "x-request-id"]);
        headers["X-Request-Id"].ShouldBe("mine");
    }

    [Fact]
    public async Task Answer_Forwarded_KeepsItsHeadersButThoseOfTheConnection()
    {
        var replica = await _gateway.ServeAsync("demo", "atlas");
        replica.Script = http =>
        {
            http.Response.Headers["X-Engine"] = "llama";
            http.Response.Headers["X-Request-Id"] = "the replica's";
            http.Response.Headers["Set-Cookie"] = "a=b";
            http.Response.Headers["Connection"] = "X-Hop";
            http.Response.Headers["X-Hop"] = "1";
            return ScriptedReplica.Answer("""{"é":1}""")(http);
        };

        using var response = await _gateway.ChatAsync("atlas");

        (await response.Content.ReadAsStringAsync()).ShouldBe("""{"é":1}""");
        response.Headers.GetValues("X-Engine").Single().ShouldBe("llama");
        response.Headers.GetValues("x-request-id").Single().ShouldStartWith("req_");
        response.Headers.Contains("Set-Cookie").ShouldBeFalse();
        response.Headers.Contains("X-Hop").ShouldBeFalse();
        response.Headers.Contains("Server").ShouldBeFalse();
    }

    [Theory]
    [InlineData(220_000)]
    [InlineData(20_000_000)]
    public async Task Body_Large_ArrivesWholeBothWays(int size)
    {
        var replica = await _gateway.ServeAsync("demo", "atlas");
        replica.Script = http => http.Response.Body.WriteAsync(replica.Received.Last().Body).AsTask();
        var text = new string('x', size);
        var body = $$"""{"text":"{{text}}","model":"atlas"}""";

        using var response = await _gateway.PostAsync(Chat, body);

        (await response.Content.ReadAsStringAsync() == body).ShouldBeTrue();
        (replica.Received.Single().Text == body).ShouldBeTrue();
    }

    [Fact]
    public async Task Replica_RefusesTheConnection_AnotherIsAsked()
    {
        _gateway.Board.Put(Resources.Service("demo", "atlas"));
        using var closed = new ClosedPort();
        await _gateway.PutPodAsync(Resources.Pod("demo", "atlas", "atlas-0", closed.Address.ToString()));
        var replica = await _gateway.AddReplicaAsync("demo", "atlas", "atlas-1");

        for (var i = 0; i < 20; i++)
        {
            (await _gateway.ChatAsync("atlas")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        replica.Received.Count.ShouldBe(20);
    }

    [Fact]
    public async Task Replica_AllRefuse_IsABadGatewayWorthRetrying()
    {
        _gateway.Board.Put(Resources.Service("demo", "atlas"));
        using var closed = new ClosedPort();
        await _gateway.PutPodAsync(Resources.Pod("demo", "atlas", "atlas-0", closed.Address.ToString()));

        using var response = await _gateway.ChatAsync("atlas");

        var error = await response.ErrorAsync(HttpStatusCode.BadGateway);
        ((string?)error["code"]).ShouldBe("replica_unreachable");
        response.Headers.RetryAfter.ShouldNotBeNull();
    }

    [Fact]
    public async Task AllReplicas_DieBeforeTheyAnswer_IsABadGateway_AndEachIsAskedOnce()
    {
        var replicas = new[] { await _gateway.ServeAsync("demo", "atlas"), await _gateway.AddReplicaAsync("demo", "atlas", "atlas-1") };
        foreach (var replica in replicas)
        {
            replica.Script = http =>
            {
                http.Abort();
                return Task.CompletedTask;
            };
        }

        using var response = await _gateway.ChatAsync("atlas");

        ((string?)(await response.ErrorAsync(HttpStatusCode.BadGateway))["code"]).ShouldBe("replica_failed");
        replicas.ShouldAllBe(r => r.Received.Count == 1);
    }

    [Fact]
    public async Task Answer_BreaksOffInTheMiddle_IsNotTakenForWhole()
    {
        var replica = await _gateway.ServeAsync("demo", "atlas");
        var half = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        replica.Script = async http =>
        {
            http.Response.ContentType = "application/json";
            http.Response.ContentLength = 1000;
            await http.Response.WriteAsync("{\"half\":");
            await http.Response.Body.FlushAsync();
            await half.Task;
            http.Abort();
        };

        using var response = await _gateway.ChatAsync("atlas");
        half.SetResult();

        await Should.ThrowAsync<HttpRequestException>(() => response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(400, """{"error":{"message":"too long","type":"invalid_request_error","param":null,"code":"context_length_exceeded"}}""", "too long", "context_length_exceeded")]
    [InlineData(400, """{"object":"error","message":"bad input","type":"BadRequestError","code":400}""", "bad input", null)]
    [InlineData(429, """{"error":"Model is overloaded","error_type":"overloaded"}""", "Model is overloaded", null)]
    [InlineData(422, """{"detail":"Unprocessable"}""", "Unprocessable", null)]
    [InlineData(404, "no such path", "no such path", null)]
    [InlineData(500, "<html>oops</html>", "The replica answered with status 500 and no explanation.", null)]
    [InlineData(503, "", "The replica answered with status 503 and no explanation.", null)]
    public async Task Replica_AnswersWithAnError_ItIsInOpenAIsShape(int status, string body, string message, string? code)
    {
        var replica = await _gateway.ServeAsync("demo", "atlas");
        replica.Script = http =>
        {
            http.Response.Headers.RetryAfter = "7";
            return ScriptedReplica.Answer(body, status, "text/plain")(http);
        };

        using var response = await _gateway.ChatAsync("atlas");

        response.StatusCode.ShouldBe((HttpStatusCode)status);
        var error = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"]!;
        ((string?)error["message"]).ShouldBe(message);
        ((string?)error["code"]).ShouldBe(code);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(7));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(302)]
    public async Task Replica_RefusesTheGateway_IsNotTheClientsFault(int status)
    {
        var replica = await _gateway.ServeAsync("demo", "atlas");
        replica.Script = ScriptedReplica.Answer("no", status);

        using var response = await _gateway.ChatAsync("atlas");

        await response.ErrorAsync(HttpStatusCode.BadGateway);
    }

    [Fact]
    public async Task Client_Leaves_TheReplicaIsToldAndTheReplicaIsFree()
    {
        var replica = await _gateway.ServeAsync("demo", "atlas");
        var aborted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        replica.Script = async http =>
        {
            http.RequestAborted.Register(() => aborted.SetResult());
            await aborted.Task;
        };
        using var leaving = new CancellationTokenSource();

        var call = _gateway.Http.SendAsync(_gateway.Request(HttpMethod.Post, Chat, """{"model":"atlas"}"""), leaving.Token);
        await Eventually.TrueAsync(() => replica.Received.Count == 1);
        await leaving.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => call);
        await aborted.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await _gateway.UntilAsync(s => s!.Models[0].Replicas[0].Outstanding == 0);
    }

    [Fact]
    public async Task Replicas_SomeBusy_TheLeastBusyIsAsked()
    {
        var busy = await _gateway.ServeAsync("demo", "atlas");
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        busy.Script = async http =>
        {
            await release.Task;
            await ScriptedReplica.Answer("{}")(http);
        };
        var held = _gateway.ChatAsync("atlas");
        await Eventually.TrueAsync(() => busy.Received.Count == 1);
        var idle = await _gateway.AddReplicaAsync("demo", "atlas", "atlas-1");

        for (var i = 0; i < 10; i++)
        {
            (await _gateway.ChatAsync("atlas")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        idle.Received.Count.ShouldBe(10);
        release.SetResult();
        (await held).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Gateway_SlowBody_IsReadToItsEndBeforeAnythingIsSent()
    {
        var replica = await _gateway.ServeAsync("demo", "atlas");
        using var socket = new TcpClient();
        await socket.ConnectAsync(_gateway.Url.Host, _gateway.Url.Port);
        var stream = socket.GetStream();
        const string Body = """{"model":"atlas"}""";

        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST {Chat} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {_gateway.Secret}\r\nContent-Length: {Body.Length}\r\nConnection: close\r\n\r\n{Body[..5]}"));
        await stream.FlushAsync();
        await _gateway.ChatAsync("atlas");
        replica.Received.Count.ShouldBe(1);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(Body[5..]));

        using var reader = new StreamReader(stream);
        (await reader.ReadToEndAsync()).ShouldStartWith("HTTP/1.1 200 OK");
        replica.Received.Last().Text.ShouldBe(Body);
    }

    /// <summary>A port that refuses connections, and that nobody else can get meanwhile.</summary>
    private sealed class ClosedPort : IDisposable
    {
        private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

        public ClosedPort() => _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        public IPEndPoint Address => (IPEndPoint)_socket.LocalEndPoint!;

        public void Dispose() => _socket.Dispose();
    }
}
