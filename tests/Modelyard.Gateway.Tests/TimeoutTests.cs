using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Modelyard.Gateway.Tests.Testing;

namespace Modelyard.Gateway.Tests;

public sealed class TimeoutTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await TestGateway.StartAsync(
        o =>
        {
            o.FirstByteTimeout = TimeSpan.FromMinutes(10);
            o.IdleTimeout = TimeSpan.FromMinutes(2);
            o.ConnectTimeout = TimeSpan.FromMilliseconds(200);
        },
        _time);

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Replica_NeverAnswers_IsAGatewayTimeout(bool stream)
    {
        var replica = await _gateway.ServeAsync("demo", "atlas");
        replica.Script = http => Task.Delay(Timeout.Infinite, http.RequestAborted);

        var call = _gateway.ChatAsync("atlas", stream);
        await Eventually.TrueAsync(() => replica.Received.Count == 1);
        _time.Advance(TimeSpan.FromMinutes(9));
        call.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromMinutes(1));

        var error = await (await call).ErrorAsync(HttpStatusCode.GatewayTimeout);
        ((string?)error["message"])!.ShouldContain("within 600 s");
    }

    [Fact]
    public async Task Replica_SendsHeadersAndNothingElse_IsAGatewayTimeout()
    {
        var replica = await _gateway.ServeAsync("demo", "atlas");
        replica.Script = async http =>
        {
            http.Response.ContentType = "text/event-stream";
            await http.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        };

        using var response = await AdvanceUntilAsync(_gateway.ChatAsync("atlas", stream: true), TimeSpan.FromMinutes(10));

        await response.ErrorAsync(HttpStatusCode.GatewayTimeout);
    }

    [Fact]
    public async Task Replica_StallsInTheMiddle_TheStreamEndsWithAnError()
    {
        var replica = await _gateway.ServeAsync("demo", "atlas");
        replica.Script = async http =>
        {
            await ScriptedReplica.Stream("data: {}\n\n")(http);
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        };

        using var response = await _gateway.ChatAsync("atlas", stream: true);
        var text = await AdvanceUntilAsync(response.TextUntilItBreaksAsync(), TimeSpan.FromMinutes(2));

        text.ShouldStartWith("data: {}\n\ndata: {\"error\":");
        text.ShouldContain("stream_stalled");
        text.ShouldContain("for 120 s");
        text.ShouldNotContain("[DONE]");
    }

    [Fact]
    public async Task Client_Pauses_TheReplicaIsNotBlamed()
    {
        var replica = await _gateway.ServeAsync("demo", "atlas");
        var chunk = $"data: {new string('x', 60_000)}\n\n";
        var sent = 0;
        replica.Script = async http =>
        {
            http.Response.ContentType = "text/event-stream";
            for (; sent < 300; Interlocked.Increment(ref sent))
            {
                await http.Response.WriteAsync(chunk);
            }

            await http.Response.WriteAsync("data: [DONE]\n\n");
        };

        using var response = await _gateway.ChatAsync("atlas", stream: true);
        await Eventually.StableAsync(() => Volatile.Read(ref sent));
        _time.Advance(TimeSpan.FromHours(1));

        (await response.Content.ReadAsStringAsync()).ShouldEndWith("data: [DONE]\n\n");
    }

    [Fact]
    public async Task Replica_DoesNotAcceptConnections_AnotherIsAsked()
    {
        _gateway.Board.Put(Resources.Service("demo", "atlas"));

        // A full backlog: the kernel drops what comes after, as the network does when a machine is gone.
        using var deaf = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        deaf.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        deaf.Listen(0);
        using var filler = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await filler.ConnectAsync(deaf.LocalEndPoint!);
        await _gateway.PutPodAsync(Resources.Pod("demo", "atlas", "atlas-0", deaf.LocalEndPoint!.ToString()!));
        await _gateway.AddReplicaAsync("demo", "atlas", "atlas-1");

        for (var i = 0; i < 5; i++)
        {
            (await _gateway.ChatAsync("atlas")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    private async Task<T> AdvanceUntilAsync<T>(Task<T> task, TimeSpan step)
    {
        await _time.AdvanceUntilAsync(task, step);
        return await task;
    }
}
