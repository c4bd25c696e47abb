using Microsoft.Extensions.Logging;

namespace Modelyard.Inference;

/// <summary>The settings of <c>modelyard runtime llama</c>; each is the flag of the same name.</summary>
public sealed record LlamaServerOptions
{
    /// <summary>--model: a .gguf file, or a folder with exactly one.</summary>
    public required string Model { get; init; }

    /// <summary>--alias: the model's id in the API; the file's name where it is not given.</summary>
    public string? Alias { get; init; }

    /// <summary>--uds: a Unix domain socket to listen on, for this user alone; host and port are then ignored.</summary>
    public string? SocketPath { get; init; }

    /// <summary>--host</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>--port: 0 takes any free one.</summary>
    public int Port { get; init; }

    /// <summary>--ctx-size: the most tokens one request may have, output included; from the model, at most 8192, where not given.</summary>
    public int? ContextSize { get; init; }

    /// <summary>--parallel: how many choices are generated at once.</summary>
    public int Parallel { get; init; } = 8;

    /// <summary>--prefix-cache-mb: memory for the state of finished conversations; a sixteenth of what there is, at most 2 GiB, where not given.</summary>
    public int? PrefixCacheMegabytes { get; init; }

    /// <summary>--threads: where not given all cores, or fewer for a model too small to occupy them.</summary>
    public int? Threads { get; init; }

    /// <summary>--max-queue: how many more may wait before requests are refused with 503.</summary>
    public int MaxQueue { get; init; } = 128;

    /// <summary>
    /// --stream-interval: how long a token of a fast stream may wait for the next ones, to be sent with them; 0 sends each by
    /// itself. First and last tokens never wait, nor does anything of a model that takes longer for a token.
    /// </summary>
    public TimeSpan StreamInterval { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>--engines-dir: where the native engine is; <c>MODELYARD_ENGINES</c> where not given.</summary>
    public string? EnginesDirectory { get; init; }

    /// <summary>--embedding: serve embeddings instead of text; decided by the model file where not given.</summary>
    public bool? Embedding { get; init; }

    /// <summary>--pooling: overrides how the model's token embeddings become one vector.</summary>
    public PoolingType Pooling { get; init; } = PoolingType.Unspecified;

    /// <summary>--chat-template: overrides the model's template, by the name of a known family (chatml, llama3, …) or as Jinja source.</summary>
    public string? ChatTemplate { get; init; }

    /// <summary>--gpu-layers: layers to place on a GPU where the engine has one; all of them when negative.</summary>
    public int GpuLayers { get; init; } = -1;

    /// <summary>--grace: how long running requests may go on after the server was told to stop.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>--log-level: from which level on log lines are written to standard output.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>Everything that is wrong with the settings, each naming its flag.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        Check(!string.IsNullOrWhiteSpace(Model), "--model is required: a .gguf file or a folder that holds one.");
        Check(Alias is null || !string.IsNullOrWhiteSpace(Alias), "--alias must not be empty.");
        Check(!string.IsNullOrWhiteSpace(Host), "--host must not be empty.");
        Check(SocketPath is null || ListeningSocket.Fits(SocketPath), $"--uds must be a path the system can take for a socket, at most {ListeningSocket.MaxPathBytes} bytes with its folder, not \"{SocketPath}\".");
        Check(Port is >= 0 and <= 65_535, $"--port must be between 0 and 65535, not {Port}.");
        Check(ContextSize is null or (>= 16 and <= 4_194_304), $"--ctx-size must be between 16 and 4194304, not {ContextSize}.");
        Check(Parallel is >= 1 and <= GenerationEngineOptions.MaxSequences - 1, $"--parallel must be between 1 and {GenerationEngineOptions.MaxSequences - 1}, not {Parallel}.");
        Check(Threads is null or (>= 1 and <= 512), $"--threads must be between 1 and 512, not {Threads}.");
        Check(MaxQueue >= 0, $"--max-queue must not be negative, but is {MaxQueue}.");
        Check(Pooling is not (PoolingType.None or PoolingType.Rank), "--pooling must be mean, cls or last.");
        Check(StreamInterval >= TimeSpan.Zero && StreamInterval <= TimeSpan.FromSeconds(1), $"--stream-interval must be between 0s and 1s, not {StreamInterval.TotalSeconds}s.");
        Check(PrefixCacheMegabytes is null or >= 0, $"--prefix-cache-mb must not be negative, but is {PrefixCacheMegabytes}.");
        Check(Grace >= TimeSpan.Zero, "--grace must not be negative.");
        return problems;

        void Check(bool holds, string problem)
        {
            if (!holds)
            {
                problems.Add(problem);
            }
        }
    }
}
