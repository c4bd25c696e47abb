using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Modelyard.Inference;

/// <summary>
/// One GGUF model behind OpenAI's API. The port or socket opens first and answers <c>/health</c> with 503 until the model is loaded.
/// </summary>
public sealed class LlamaServer : IAsyncDisposable
{
    private const long MaxRequestBytes = 50L << 20;

    private readonly WebApplication _app;
    private readonly ServerState _state;
    private readonly Task<ServedModel> _loading;
    private readonly CancellationTokenSource _stopLoading;

    private LlamaServer(WebApplication app, string? socketPath, ServerState state, Task<ServedModel> loading, CancellationTokenSource stopLoading)
    {
        _stopLoading = stopLoading;
        SocketPath = socketPath;
        _app = app;
        _state = state;
        _loading = loading;
    }

    /// <summary>Where requests are sent: for a server on a socket they say "localhost", whatever path connects them.</summary>
    public Uri Address => SocketPath is null
        ? new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First())
        : new("http://localhost");

    /// <summary>The full path of the socket the server listens on; null where it listens on a port.</summary>
    public string? SocketPath { get; }

    /// <summary>Ends when the model is loaded and requests are served; fails as loading failed.</summary>
    public Task Loaded => _loading;

    /// <summary>Checks the model file, opens the port or socket and starts loading.</summary>
    /// <exception cref="ModelFileException">The model file is missing or damaged.</exception>
    /// <exception cref="IOException">The address cannot be listened on.</exception>
    public static async Task<LlamaServer> StartAsync(LlamaServerOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        if (options.Validate() is { Count: > 0 } problems)
        {
            throw new ArgumentException(string.Join(' ', problems), nameof(options));
        }

        var file = ModelFile.Open(options.Model);
        var alias = options.Alias ?? Path.GetFileNameWithoutExtension(file.Path);
        var (state, metrics) = (new ServerState(), new EngineMetrics());
        var socketPath = options.SocketPath is { } path ? Path.GetFullPath(path) : null;
        var app = Build(options, socketPath);
        Map(app, state, metrics, alias, time);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Modelyard.Inference");
        var stop = new CancellationTokenSource();
        var loading = Task.Run(
            () =>
            {
                var model = ModelLoader.Load(file, alias, options, metrics, time, logger, stop.Token);
                state.Ready(model);
                return model;
            },
            CancellationToken.None);
        return new LlamaServer(app, socketPath, state, loading, stop);
    }

    /// <summary>
    /// Serves until the process is told to stop (SIGTERM, SIGINT or <paramref name="cancellationToken"/>) or the engine fails; then stops accepting, lets running
    /// requests finish within the grace period, and returns the process's exit code. One line on <paramref name="errors"/> says
    /// what went wrong.
    /// </summary>
    public static async Task<int> RunAsync(LlamaServerOptions options, TextWriter errors, CancellationToken cancellationToken)
    {
        if (options.Validate() is { Count: > 0 } problems)
        {
            await errors.WriteLineAsync(string.Join(Environment.NewLine, problems));
            return LlamaServerExitCode.Usage;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        try
        {
            await using var server = await StartAsync(options, TimeProvider.System, stop.Token);
            await server.WaitAsync(stop.Token);
            return LlamaServerExitCode.Ok;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return LlamaServerExitCode.Ok;
        }
        catch (ModelFileException e)
        {
            await errors.WriteLineAsync(e.Message);
            return LlamaServerExitCode.Model;
        }
        catch (Exception e) when (e is EngineNotFoundException or EngineFailedException)
        {
            await errors.WriteLineAsync(e.Message);
            return LlamaServerExitCode.Engine;
        }
        catch (IOException e)
        {
            await errors.WriteLineAsync($"cannot listen on {options.SocketPath ?? $"{options.Host}:{options.Port}"}: {e.Message}");
            return LlamaServerExitCode.Failed;
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }

    /// <summary>Waits until the server is told to stop; fails when the model cannot be loaded or the engine breaks down.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        var model = await _loading.WaitAsync(cancellationToken);
        try
        {
            await model.Faulted.WaitAsync(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new EngineFailedException($"the engine failed while serving {model.Alias}: {e.Message}", e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _state.Drain();
        await _stopLoading.CancelAsync();
        // The host bounds this by the grace period; what is still running then loses its connection and is cancelled.
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        await ((Task)_loading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _state.Loaded?.Dispose();
        _stopLoading.Dispose();
    }

    private static WebApplication Build(LlamaServerOptions options, string? socketPath)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            console.UseUtcTimestamp = true;
        });
        builder.Logging.SetMinimumLevel(options.LogLevel)
            .AddFilter("Microsoft", options.LogLevel > LogLevel.Warning ? options.LogLevel : LogLevel.Warning)
            // A port that is taken is told in one line by RunAsync, not in a page of stack trace.
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.Grace);
        // Signals are the caller's business: a library that installs handlers could not be hosted twice, or tested.
        builder.Services.AddSingleton<IHostLifetime, CallerLifetime>();
        if (socketPath is null)
        {
            builder.WebHost.UseUrls($"http://{(options.Host.Contains(':') ? $"[{options.Host}]" : options.Host)}:{options.Port}");
        }

        // The answer is a token now and then: handing each to another thread, only to call send there, costs more than the send.
        builder.WebHost.UseSockets(sockets =>
        {
            sockets.UnsafePreferInlineScheduling = true;
            if (socketPath is not null)
            {
                sockets.CreateBoundListenSocket = _ => ListeningSocket.Bind(socketPath);
            }
        });
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBytes;
            if (socketPath is not null)
            {
                kestrel.ListenUnixSocket(socketPath);
            }
        });
        return builder.Build();
    }

    private static void Map(WebApplication app, ServerState state, EngineMetrics metrics, string alias, TimeProvider time)
    {
        var (models, tokenize, messages) = (new ModelsEndpoint(state), new TokenizeEndpoint(state), new MessagesEndpoint(state));
        app.UseMiddleware<RequestLogMiddleware>(time);
        app.UseMiddleware<ErrorMiddleware>();
        app.MapGet("/health", new HealthEndpoint(state).HandleAsync);
        app.MapGet("/metrics", new MetricsEndpoint(state, metrics, alias).HandleAsync);
        app.MapGet("/v1/models", models.ListAsync);
        app.MapGet("/v1/models/{**id}", models.GetAsync);
        app.MapPost("/v1/chat/completions", new ChatEndpoint(state, time).HandleAsync);
        app.MapPost("/v1/completions", new CompletionEndpoint(state, time).HandleAsync);
        app.MapPost("/v1/embeddings", new EmbeddingsEndpoint(state).HandleAsync);
        app.MapPost("/v1/responses", new ResponsesEndpoint(state, time).HandleAsync);
        app.MapPost(MessagesEndpoint.Path, messages.HandleAsync);
        app.MapPost($"{MessagesEndpoint.Path}/count_tokens", messages.CountAsync);
        app.MapPost("/tokenize", tokenize.TokenizeAsync);
        app.MapPost("/detokenize", tokenize.DetokenizeAsync);
    }
}
