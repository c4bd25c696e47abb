using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Modelyard.ApiServer;

namespace Modelyard.Tests.ApiServer;

/// <summary>What <c>kubectl logs</c> is sent.</summary>
public sealed class PodLogTests : IAsyncLifetime
{
    private readonly TestApiServer _server = new();
    private readonly ScriptedLogs _logs = new();
    private string _pods = "";

    public async ValueTask InitializeAsync()
    {
        await _server.InitializeAsync();
        _server.Host.PodLogs = _logs;
        _pods = $"/api/v1/namespaces/{await _server.NewNamespaceAsync()}/pods";
        await _server.PostAsync(_pods, Objects.Pod("a"));
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Log_IsTheLinesAsText()
    {
        _logs.Print("one", "two").End();
        var reply = await _server.GetAsync($"{_pods}/a/log");
        (reply.Code, reply.Response.Content.Headers.ContentType!.MediaType, reply.Body.ToString()).ShouldBe((200, "text/plain", "one\ntwo\n"));
    }

    [Fact]
    public async Task Options_AreHandedOn()
    {
        _logs.End();
        await _server.GetAsync($"{_pods}/a/log?container=main&tailLines=5&previous=true&sinceTime=2026-01-31T08:00:00Z");
        var query = _logs.Asked!;
        (query.Pod, query.Container, query.TailLines, query.Previous, query.Follow).ShouldBe(("a", "main", 5, true, false));
        query.Since.ShouldBe(new DateTimeOffset(2026, 1, 31, 8, 0, 0, TimeSpan.Zero));
        query.PodUid.ShouldBe((await _server.GetAsync($"{_pods}/a")).Body.Text("metadata.uid"));
    }

    [Fact]
    public async Task Timestamps_AreAddedAndBytesLimited()
    {
        _logs.Print("hello").End();
        (await _server.GetAsync($"{_pods}/a/log?timestamps=true")).Body.ToString().ShouldBe("2026-01-01T00:00:00.0000000Z hello\n");
        _logs.Print("hello").End();
        (await _server.GetAsync($"{_pods}/a/log?limitBytes=3")).Body.ToString().ShouldBe("hel");
    }

    [Fact]
    public async Task Follow_SendsEachLineAsItComes()
    {
        _logs.Print("one");
        using var response = await _server.Client.GetAsync($"{_pods}/a/log?follow=true", HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        (await reader.ReadLineAsync()).ShouldBe("one");
        _logs.Print("two");
        (await reader.ReadLineAsync()).ShouldBe("two");
        _logs.End();
        (await reader.ReadLineAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Problems_AreSaidInKubernetesWords()
    {
        (await _server.GetAsync($"{_pods}/b/log")).Code.ShouldBe(404);
        (await _server.GetAsync($"{_pods}/a/log?container=x")).Message.ShouldBe("container x is not valid for pod a");
        _logs.Missing = true;
        (await _server.GetAsync($"{_pods}/a/log")).Message.ShouldBe("container \"main\" in pod \"a\" is waiting to start: ContainerCreating");
        (await _server.GetAsync($"{_pods}/a/log?previous=true")).Message.ShouldBe("previous terminated container \"main\" in pod \"a\" not found");
        _server.Host.PodLogs = null;
        (await _server.GetAsync($"{_pods}/a/log")).Code.ShouldBe(503);
    }

    [Fact]
    public async Task OnlyContainer_IsMeantWithoutBeingNamed_WhateverWasInitialised()
    {
        await _server.PostAsync(_pods, Objects.Pod("b", ["main"], ["setup"]));
        _logs.End();
        (await _server.GetAsync($"{_pods}/b/log")).Code.ShouldBe(200);
        _logs.Asked!.Container.ShouldBe("main");
        _logs.End();
        (await _server.GetAsync($"{_pods}/b/log?container=setup")).Code.ShouldBe(200);
        _logs.Asked!.Container.ShouldBe("setup");
    }

    [Theory]
    [InlineData(new[] { "main", "side" }, new string[0], "a container name must be specified for pod b, choose one of: [main side]")]
    [InlineData(new[] { "main", "side" }, new[] { "setup", "warm" },
        "a container name must be specified for pod b, choose one of: [main side] or one of the init containers: [setup warm]")]
    public async Task SeveralContainers_AreListed(string[] containers, string[] initContainers, string message)
    {
        await _server.PostAsync(_pods, Objects.Pod("b", containers, initContainers));
        var reply = await _server.GetAsync($"{_pods}/b/log");
        (reply.Code, reply.Message).ShouldBe((400, message));
    }

    private sealed class ScriptedLogs : IPodLogSource
    {
        private Channel<string> _lines = Channel.CreateUnbounded<string>();

        public PodLogQuery? Asked { get; private set; }

        public bool Missing { get; set; }

        public ScriptedLogs Print(params string[] lines)
        {
            foreach (var line in lines)
            {
                _lines.Writer.TryWrite(line);
            }

            return this;
        }

        public void End() => _lines.Writer.Complete();

        public async IAsyncEnumerable<PodLogLine> ReadAsync(PodLogQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            Asked = query;
            if (Missing)
            {
                throw new FileNotFoundException();
            }

            var lines = _lines;
            await foreach (var line in lines.Reader.ReadAllAsync(cancellationToken))
            {
                yield return new PodLogLine(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), line);
            }

            _lines = Channel.CreateUnbounded<string>();
        }
    }
}
