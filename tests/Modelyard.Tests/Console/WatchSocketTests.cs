using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Modelyard.Tests.ApiServer;

namespace Modelyard.Tests.WebConsole;

/// <summary>Many watches over one socket, for a browser that has six connections.</summary>
public sealed class WatchSocketTests(ConsoleFixture fixture) : IClassFixture<ConsoleFixture>
{
    private const string Admins = """["modelyard:platform-admins"]""";

    [Fact]
    public async Task ManyWatches_TellEventsAsTheyCome_EachUnderItsName()
    {
        using var browser = await fixture.SignedInAsync(Admins);
        using var socket = await OpenAsync(browser);
        var projects = new[] { await fixture.Api.NewNamespaceAsync(), await fixture.Api.NewNamespaceAsync() };
        foreach (var project in projects)
        {
            await SendAsync(socket, new JsonObject { ["op"] = "watch", ["id"] = project, ["path"] = $"/api/v1/namespaces/{project}/configmaps?watch=1" });
        }

        foreach (var project in projects)
        {
            await CreateAsync(project, "first");
            var frame = await NextAsync(socket);
            frame.Text("id").ShouldBe(project);
            frame.Text("event.type").ShouldBe("ADDED");
            frame.Text("event.object.metadata.name").ShouldBe("first");
        }

        await SendAsync(socket, new JsonObject { ["op"] = "stop", ["id"] = projects[0] });
        var closed = await NextAsync(socket);
        closed.Text("id").ShouldBe(projects[0]);
        closed["closed"]!.GetValue<bool>().ShouldBeTrue();
        await CreateAsync(projects[0], "unseen");
        await CreateAsync(projects[1], "seen");
        (await NextAsync(socket)).Text("event.object.metadata.name").ShouldBe("seen");
    }

    [Theory]
    [InlineData("/api/v1/namespaces/default/secrets?watch=1", 403)]
    [InlineData("/api/v1/namespaces/default/secrets", 400)]
    [InlineData("/api/v1/namespaces/..%2fdefault/secrets?watch=1", 400)]
    [InlineData("/api/v1/namespaces/../../../healthz?watch=1", 400)]
    [InlineData("https://elsewhere.example/?watch=1", 400)]
    public async Task WhatIsNotToBeWatched_EndsWithItsStatus(string path, int code)
    {
        using var browser = await fixture.SignedInAsync();
        using var socket = await OpenAsync(browser);
        await SendAsync(socket, new JsonObject { ["op"] = "watch", ["id"] = "1", ["path"] = path });
        var frame = await NextAsync(socket);
        frame["closed"]!.GetValue<bool>().ShouldBeTrue();
        frame.Text("status.code").ShouldBe(code.ToString(null, null));
    }

    [Fact]
    public async Task SigningOut_EndsTheSocket()
    {
        using var browser = await fixture.SignedInAsync(Admins);
        using var socket = await OpenAsync(browser);
        await browser.CallAsync(HttpMethod.Delete, "/session");
        await EndAsync(socket);
    }

    [Fact]
    public async Task WhatIsNoRequest_EndsTheSocket()
    {
        using var browser = await fixture.SignedInAsync();
        using var garbage = await OpenAsync(browser);
        await garbage.SendAsync(Encoding.UTF8.GetBytes("{"), WebSocketMessageType.Text, true, CancellationToken.None);
        await EndAsync(garbage);
        using var large = await OpenAsync(browser);
        await large.SendAsync(new byte[10_000], WebSocketMessageType.Text, true, CancellationToken.None);
        await EndAsync(large);
    }

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("http://127.0.0.1:1")]
    public async Task PagesOfOthers_CannotOpenIt(string origin)
    {
        using var browser = await fixture.SignedInAsync(Admins);
        browser.Origin = origin;
        await Should.ThrowAsync<WebSocketException>(() => OpenAsync(browser));
        browser.Cookies.Clear();
        browser.Origin = null;
        await Should.ThrowAsync<WebSocketException>(() => OpenAsync(browser));
    }

    private async Task<ClientWebSocket> OpenAsync(Browser browser)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Cookie", browser.Cookie);
        socket.Options.SetRequestHeader("Origin", browser.Origin);
        await socket.ConnectAsync(new UriBuilder(fixture.Console.Address) { Scheme = "ws", Path = "/console/watch" }.Uri, CancellationToken.None);
        return socket;
    }

    private async Task CreateAsync(string project, string name) => (await fixture.Api.PostAsync(
        $"/api/v1/namespaces/{project}/configmaps",
        new JsonObject { ["apiVersion"] = "v1", ["kind"] = "ConfigMap", ["metadata"] = new JsonObject { ["name"] = name } })).Code.ShouldBe(201);

    private static Task SendAsync(ClientWebSocket socket, JsonNode request) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(request.ToJsonString()), WebSocketMessageType.Text, true, CancellationToken.None);

    private static async Task<JsonNode> NextAsync(ClientWebSocket socket)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var buffer = new byte[64 * 1024];
        var part = await socket.ReceiveAsync(buffer, patience.Token);
        part.EndOfMessage.ShouldBeTrue();
        return JsonNode.Parse(buffer.AsSpan(0, part.Count))!;
    }

    private static async Task EndAsync(ClientWebSocket socket)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        try
        {
            while ((await socket.ReceiveAsync(new byte[1024], patience.Token)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        catch (WebSocketException)
        {
            // Broken off rather than closed: it has ended either way.
        }
    }
}
