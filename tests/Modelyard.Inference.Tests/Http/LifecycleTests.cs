using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Modelyard.Inference.Tests;

public sealed class LifecycleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Run_DamagedModel_EndsWithCode3AndOneLine()
    {
        var path = _folder.Model(new RandomGguf());
        using (var file = File.OpenWrite(path))
        {
            file.SetLength(50_000);
        }

        var (code, errors) = await RunAsync(new LlamaServerOptions { Model = path });
        code.ShouldBe(LlamaServerExitCode.Model);
        errors.TrimEnd().Split('\n').Length.ShouldBe(1);
        errors.ShouldStartWith($"model file {path} is not a valid GGUF: tensor data ends at byte ");
        errors.ShouldContain("but the file has 50000 bytes");
    }

    [Fact]
    public async Task Run_MissingModel_EndsWithCode3()
    {
        var (code, errors) = await RunAsync(new LlamaServerOptions { Model = _folder.File("none.gguf") });
        (code, errors).ShouldBe((3, $"model file {_folder.File("none.gguf")} does not exist\n"));
    }

    [Fact]
    public async Task Run_ModelTheEngineRefuses_EndsWithCode3AndTheEnginesReason()
    {
        var path = _folder.File("odd.gguf");
        new GgufWriter().Text("general.architecture", "unheard-of").WriteTo(path);
        var (code, errors) = await RunAsync(new LlamaServerOptions { Model = path, EnginesDirectory = Engines.Require() });
        code.ShouldBe(LlamaServerExitCode.Model);
        errors.ShouldContain($"model file {path} is refused by the engine: ");
        errors.ShouldContain("unheard-of");
    }

    [Fact]
    public async Task Run_NoEngine_EndsWithCode4AndSaysWhatToDo()
    {
        var (code, errors) = await RunAsync(new LlamaServerOptions { Model = _folder.Model(new RandomGguf()), EnginesDirectory = _folder.Path });
        code.ShouldBe(LlamaServerExitCode.Engine);
        errors.ShouldContain("npm ci --ignore-scripts");
    }

    [Fact]
    public async Task Run_BadSettings_AreAllTold()
    {
        var (code, errors) = await RunAsync(new LlamaServerOptions { Model = "", Port = 99_999, Parallel = 0, MaxQueue = -1 });
        code.ShouldBe(LlamaServerExitCode.Usage);
        foreach (var flag in new[] { "--model", "--port", "--parallel", "--max-queue" })
        {
            errors.ShouldContain(flag);
        }
    }

    [Fact]
    public async Task Run_TakenPort_EndsWithCode1AndNamesIt()
    {
        var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var (code, errors) = await RunAsync(new LlamaServerOptions { Model = _folder.Model(new RandomGguf()), Port = port, EnginesDirectory = Engines.Require() });
        listener.Stop();
        code.ShouldBe(LlamaServerExitCode.Failed);
        errors.ShouldContain($"cannot listen on 127.0.0.1:{port}");
    }

    [Fact]
    public async Task Run_ToldToStop_EndsWithCode0()
    {
        using var stop = new CancellationTokenSource();
        var options = new LlamaServerOptions { Model = _folder.Model(new RandomGguf()), EnginesDirectory = Engines.Require(), Threads = 1, LogLevel = LogLevel.None };
        var errors = new StringWriter();
        var run = LlamaServer.RunAsync(options, errors, stop.Token);
        await stop.CancelAsync();
        (await run).ShouldBe(LlamaServerExitCode.Ok);
        errors.ToString().ShouldBeEmpty();
    }

    [Fact]
    public async Task Stop_WithAStreamRunning_LetsItFinish()
    {
        var server = await LlamaServer.StartAsync(
            new LlamaServerOptions { Model = _folder.Model(new RandomGguf()), Alias = "random", EnginesDirectory = Engines.Require(), Threads = 1, LogLevel = LogLevel.None },
            TimeProvider.System,
            TestContext.Current.CancellationToken);
        await server.Loaded;
        using var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = server.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions")
        {
            Content = System.Net.Http.Json.JsonContent.Create(Bodies.Chat(("stream", true), ("ignore_eos", true), ("max_tokens", 400))),
        };
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        var stopping = server.DisposeAsync();
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        await stopping;
        text.ShouldEndWith("data: [DONE]\n\n");
        text.ShouldContain("\"finish_reason\":\"length\"");
    }

    [Fact]
    public async Task Stop_GracePeriodOver_CutsWhatIsStillRunning()
    {
        var options = new LlamaServerOptions
        {
            Model = _folder.Model(new RandomGguf { Context = 100_000 }), Alias = "random", EnginesDirectory = Engines.Require(), Threads = 1, LogLevel = LogLevel.None,
            ContextSize = 100_000, Parallel = 1, Grace = TimeSpan.FromMilliseconds(50),
        };
        var server = await LlamaServer.StartAsync(options, TimeProvider.System, TestContext.Current.CancellationToken);
        await server.Loaded;
        using var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = server.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions")
        {
            Content = System.Net.Http.Json.JsonContent.Create(Bodies.Chat(("stream", true), ("ignore_eos", true), ("max_tokens", 99_000))),
        };
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        await server.DisposeAsync();
        var text = "";
        try
        {
            text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        }
        catch (HttpRequestException)
        {
            // The connection was cut, which is one of the two honest endings.
        }

        text.ShouldNotContain("[DONE]");
    }

    [Fact]
    public async Task Health_Loaded_IsOkAndModelsListTheAlias()
    {
        await using var server = await TestServer.StartAsync();
        (await server.Client.GetStringAsync("/health", TestContext.Current.CancellationToken)).ShouldBe("""{"status":"ok"}""");
        var models = JsonElement.Parse(await server.Client.GetStringAsync("/v1/models", TestContext.Current.CancellationToken));
        models.GetProperty("data")[0].GetProperty("id").GetString().ShouldBe("random");
        models.GetProperty("data")[0].GetProperty("max_model_len").GetInt32().ShouldBe(512);
        using var missing = await server.Client.GetAsync("/v1/models/other", TestContext.Current.CancellationToken);
        missing.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<(int Code, string Errors)> RunAsync(LlamaServerOptions options)
    {
        var errors = new StringWriter { NewLine = "\n" };
        return (await LlamaServer.RunAsync(options with { LogLevel = LogLevel.None }, errors, TestContext.Current.CancellationToken), errors.ToString());
    }
}
