using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Modelyard.Gateway.Tests.Testing;

namespace Modelyard.Gateway.Tests;

public sealed class StreamingTests : IAsyncLifetime
{
    private const string First = "data: {\"n\":1}\n\n";
    private const string Done = "data: [DONE]\n\n";
    private TestGateway _gateway = null!;
    private ScriptedReplica _replica = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync(o => o.IdleTimeout = TimeSpan.FromSeconds(20));
        _replica = await _gateway.ServeAsync("demo", "atlas");
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Event_OneByOne_ReachesTheClientBeforeTheNextIsMade()
    {
        var next = new SemaphoreSlim(0);
        _replica.Script = async http =>
        {
            http.Response.ContentType = "text/event-stream";
            for (var i = 0; i < 50; i++)
            {
                await http.Response.WriteAsync($"data: {i}\n\n");
                await http.Response.Body.FlushAsync();
                await next.WaitAsync(TimeSpan.FromSeconds(30));
            }

            await http.Response.WriteAsync(Done);
        };

        using var response = await _gateway.ChatAsync("atlas", stream: true);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());

        for (var i = 0; i < 50; i++)
        {
            (await reader.ReadLineAsync()).ShouldBe($"data: {i}");
            (await reader.ReadLineAsync()).ShouldBe("");
            next.Release();
        }

        (await reader.ReadToEndAsync()).ShouldBe(Done);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        response.Headers.GetValues("X-Accel-Buffering").Single().ShouldBe("no");
    }

    [Theory]
    [InlineData(false, "data: {\"cut\":")]
    [InlineData(false, "")]
    [InlineData(true, "")]
    [InlineData(true, "data: {\"cut\":")]
    public async Task Replica_EndsInTheMiddle_ClientGetsWholeEventsAndAnErrorButNoDone(bool politely, string rest)
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _replica.Script = async http =>
        {
            await ScriptedReplica.Stream(First, First, rest)(http);
            await begun.Task;
            if (!politely)
            {
                http.Abort();
            }
        };

        using var response = await _gateway.ChatAsync("atlas", stream: true);
        begun.SetResult();
        var text = await response.TextUntilItBreaksAsync();

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        text.ShouldStartWith(First);
        text.ShouldNotContain("[DONE]");
        text.ShouldNotContain("cut");
        ErrorOf(text, "stream_interrupted");
    }

    [Fact]
    public async Task Replica_DiesBeforeTheFirstEvent_IsAPlainError()
    {
        _replica.Script = async http =>
        {
            await ScriptedReplica.Stream("data: {\"cut\":")(http);
            http.Abort();
        };

        using var response = await _gateway.ChatAsync("atlas", stream: true);

        ((string?)(await response.ErrorAsync(HttpStatusCode.BadGateway))["code"]).ShouldBe("replica_failed");
    }

    [Theory]
    [InlineData("data: {\"n\":1}\r\n\r\ndata: [DONE]\r\n\r\n")]
    [InlineData(": keepalive\n\ndata: {\"n\":1}\n\ndata: [DONE]\n\n")]
    [InlineData("data: {\"n\":1}\n\ndata:[DONE]\n\n")]
    [InlineData("data: {\"n\":1}\n\ndata: [DONE]")]
    [InlineData("data: {\"n\":1}\n\ndata: {\"error\":{\"message\":\"the replica's own\"}}\n\n")]
    public async Task Replica_EndsWell_TheStreamIsPassedOnByteForByte(string events)
    {
        // However it is cut into chunks.
        _replica.Script = ScriptedReplica.Stream([.. events.Chunk(3).Select(c => new string(c))]);

        (await TextAsync()).ShouldBe(events);
    }

    [Fact]
    public async Task Event_LargerThanTheBuffer_IsPassedOn()
    {
        var large = $"data: {{\"b64\":\"{new string('A', 300_000)}\"}}\n\n";
        _replica.Script = ScriptedReplica.Stream(First, large, Done);

        (await TextAsync() == First + large + Done).ShouldBeTrue();
    }

    [Fact]
    public async Task Event_LargerThanTheBufferAndCut_TheErrorIsAnEventOfItsOwn()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _replica.Script = async http =>
        {
            await ScriptedReplica.Stream($"data: {{\"b64\":\"{new string('A', 300_000)}")(http);
            await begun.Task;
            http.Abort();
        };

        using var response = await _gateway.ChatAsync("atlas", stream: true);
        begun.SetResult();

        ErrorOf(await response.TextUntilItBreaksAsync(), "stream_interrupted");
    }

    [Fact]
    public async Task Answer_NotAStreamAlthoughAskedFor_IsPassedOn()
    {
        _replica.Script = ScriptedReplica.Answer("""{"whole":true}""");

        (await TextAsync()).ShouldBe("""{"whole":true}""");
    }

    [Fact]
    public async Task Client_LeavesAStream_TheReplicaIsTold()
    {
        var aborted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _replica.Script = async http =>
        {
            http.RequestAborted.Register(() => aborted.SetResult());
            await ScriptedReplica.Stream(First)(http);
            await aborted.Task;
        };

        using (var response = await _gateway.ChatAsync("atlas", stream: true))
        {
            var first = new byte[First.Length];
            await (await response.Content.ReadAsStreamAsync()).ReadExactlyAsync(first);
        }

        await aborted.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await _gateway.UntilAsync(s => s!.Models[0].Replicas[0].Outstanding == 0);
    }

    [Fact]
    public async Task Client_ReadsSlowly_TheReplicaIsHeldBackAndNothingIsLost()
    {
        var sent = 0;
        var events = Enumerable.Range(0, 2000).Select(i => $"data: {i}{new string('x', 10_000)}\n\n").ToArray();
        _replica.Script = async http =>
        {
            http.Response.ContentType = "text/event-stream";
            foreach (var text in events)
            {
                await http.Response.WriteAsync(text);
                Interlocked.Increment(ref sent);
            }

            await http.Response.WriteAsync(Done);
        };

        using var response = await _gateway.ChatAsync("atlas", stream: true);
        await using var stream = await response.Content.ReadAsStreamAsync();

        // 20 MB do not fit between the two, so the replica stands still until the client reads.
        await Eventually.StableAsync(() => Volatile.Read(ref sent));
        Volatile.Read(ref sent).ShouldBeInRange(1, events.Length - 1);

        using var reader = new StreamReader(stream);
        (await reader.ReadToEndAsync() == string.Concat(events) + Done).ShouldBeTrue();
    }

    private async Task<string> TextAsync()
    {
        using var response = await _gateway.ChatAsync("atlas", stream: true);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await response.Content.ReadAsStringAsync();
    }

    private static void ErrorOf(string text, string code)
    {
        var last = text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)[^1];
        text.ShouldEndWith("\n\n");
        last.ShouldStartWith("data: ");
        var error = JsonNode.Parse(last["data: ".Length..])!["error"]!;
        ((string?)error["code"]).ShouldBe(code);
        ((string?)error["type"]).ShouldBe("server_error");
        ((string?)error["message"])!.ShouldContain("demo/atlas");
    }
}
