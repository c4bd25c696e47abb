using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Modelyard.Client;
using Modelyard.Gateway.Tests.Testing;

namespace Modelyard.Gateway.Tests;

/// <summary>Replicas that listen on a Unix domain socket.</summary>
public sealed class SocketReplicaTests : IAsyncLifetime
{
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync(o => o.ConnectTimeout = TimeSpan.FromSeconds(30));
        _gateway.Board.Put(Resources.Service("demo", "atlas"));
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Chat_OverASocket_IsAnsweredAndTheHostIsNoPath()
    {
        var replica = await _gateway.AddReplicaAsync("demo", "atlas", "atlas-0", socket: true);

        using var response = await _gateway.ChatAsync("atlas");

        (await response.Content.ReadAsStringAsync()).ShouldBe("""{"object":"chat.completion"}""");
        var request = replica.Received.Single();
        request.Path.ShouldBe("/v1/chat/completions");
        request.Headers["Host"].ShouldBe("localhost");
    }

    [Fact]
    public async Task Stream_OverASocket_PassesEachEventWhenItComes()
    {
        var replica = await _gateway.AddReplicaAsync("demo", "atlas", "atlas-0", socket: true);
        var more = new TaskCompletionSource();
        replica.Script = async http =>
        {
            await ScriptedReplica.Stream("data: 1\n\n")(http);
            await more.Task;
            await http.Response.WriteAsync("data: [DONE]\n\n");
        };

        using var response = await _gateway.ChatAsync("atlas", stream: true);
        using var events = new StreamReader(await response.Content.ReadAsStreamAsync());
        (await events.ReadLineAsync()).ShouldBe("data: 1", "the second event does not exist yet");
        more.SetResult();

        (await events.ReadToEndAsync()).ShouldBe("\ndata: [DONE]\n\n");
    }

    [Fact]
    public async Task Replicas_OnTwoSockets_AreReachedOverConnectionsOfTheirOwn()
    {
        var connections = new ConcurrentBag<(string Pod, string Connection)>();
        _gateway.Board.Put(Resources.Service("demo", "borea"));
        foreach (var name in (string[])["atlas", "borea"])
        {
            (await _gateway.AddReplicaAsync("demo", name, name + "-0", socket: true)).Script = http =>
            {
                connections.Add((name, http.Connection.Id));
                return ScriptedReplica.Answer(name)(http);
            };
        }

        for (var i = 0; i < 5; i++)
        {
            foreach (var name in (string[])["atlas", "borea"])
            {
                using var response = await _gateway.ChatAsync(name);
                (await response.Content.ReadAsStringAsync()).ShouldBe(name);
            }
        }

        // Each has one connection, used again and again.
        connections.Count.ShouldBe(10);
        connections.Distinct().Select(c => c.Pod).Order().ShouldBe(["atlas", "borea"]);
    }

    [Fact]
    public async Task Socket_NobodyListensOn_AnotherReplicaIsAsked()
    {
        await _gateway.PutPodAsync(Resources.Pod("demo", "atlas", "atlas-0", $"unix:{_gateway.SocketOf("gone")}"));
        var replica = await _gateway.AddReplicaAsync("demo", "atlas", "atlas-1", socket: true);

        for (var i = 0; i < 20; i++)
        {
            (await _gateway.ChatAsync("atlas")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        replica.Received.Count.ShouldBe(20);
    }

    [Fact]
    public async Task Socket_NobodyListensOn_IsABadGatewayWorthRetrying()
    {
        await _gateway.PutPodAsync(Resources.Pod("demo", "atlas", "atlas-0", $"unix:{_gateway.SocketOf("gone")}"));

        using var response = await _gateway.ChatAsync("atlas");

        ((string?)(await response.ErrorAsync(HttpStatusCode.BadGateway))["code"]).ShouldBe("replica_unreachable");
    }

    [Fact]
    public async Task Connect_ToAQueueThatIsFull_WaitsUntilSomebodyIsAccepted()
    {
        var path = _gateway.SocketOf("busy");
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen(1);
        var connector = new ReplicaConnector(TimeProvider.System);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var connecting = new List<Task<Socket>>();
        do
        {
            connecting.Add(connector.ConnectAsync(ReplicaAddress.OfSocket(path), limit.Token));
        }
        while (connecting[^1].IsCompletedSuccessfully);

        connecting.Count.ShouldBeGreaterThan(1);
        using var accepted = await listener.AcceptAsync(limit.Token);
        using var last = await connecting[^1];

        last.Connected.ShouldBeTrue();
        foreach (var socket in connecting)
        {
            (await socket).Dispose();
        }
    }
}
