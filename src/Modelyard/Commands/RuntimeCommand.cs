using System.CommandLine;
using Modelyard.Inference;

namespace Modelyard.Commands;

/// <summary>Model servers, each usable alone.</summary>
internal sealed class RuntimeCommand : Command
{
    public RuntimeCommand()
        : base("runtime", "Run one of the built-in model servers")
    {
        Add(new LlamaRuntimeCommand());
    }
}

/// <summary>Serves one GGUF model behind OpenAI's API.</summary>
internal sealed class LlamaRuntimeCommand : ModelyardCommand
{
    private readonly Option<string> _model = new("--model") { Description = "A .gguf file, or a folder with exactly one.", Required = true };
    private readonly Option<string?> _alias = new("--alias") { Description = "The model's id in the API. Default: the file's name." };
    private readonly Option<string?> _socket = new("--uds") { Description = "Unix domain socket to listen on, for this user alone; --host and --port are then ignored.", HelpName = "path" };
    private readonly Option<string> _host = new("--host") { Description = "Address to listen on.", DefaultValueFactory = _ => "127.0.0.1" };
    private readonly Option<int> _port = new("--port") { Description = "Port to listen on; 0 for any free one.", DefaultValueFactory = _ => 8080 };
    private readonly Option<int?> _contextSize = new("--ctx-size") { Description = "Most tokens of one request, output included. Default: the model's, at most 8192." };
    private readonly Option<int> _parallel = new("--parallel") { Description = "Sequences generated at once.", DefaultValueFactory = _ => 8 };
    private readonly Option<int?> _threads = new("--threads") { Description = "Threads. Default: all cores, or fewer for a small model." };
    private readonly Option<TimeSpan> _streamInterval = SharedOptions.Time("--stream-interval", "How long a token of a fast stream may wait for the next ones; 0s sends each by itself.", TimeSpan.FromMilliseconds(20));
    private readonly Option<int> _maxQueue = new("--max-queue") { Description = "Requests that may wait before further ones get 503.", DefaultValueFactory = _ => 128 };
    private readonly Option<string?> _engines = new("--engines-dir") { Description = "Folder of the native engines. Default: MODELYARD_ENGINES." };
    private readonly Option<bool?> _embedding = new("--embedding") { Description = "Serve embeddings instead of text. Default: as the model says." };
    private readonly Option<PoolingType> _pooling = new("--pooling") { Description = "How token embeddings become one vector: mean, cls or last. Default: as the model says.", DefaultValueFactory = _ => PoolingType.Unspecified };
    private readonly Option<string?> _chatTemplate = new("--chat-template") { Description = "Overrides the model's chat template: a known family (chatml, llama3, …) or Jinja." };
    private readonly Option<int> _gpuLayers = new("--gpu-layers") { Description = "Layers on a GPU, where the engine has one; all when negative.", DefaultValueFactory = _ => -1 };
    private readonly Option<int?> _prefixCache = new("--prefix-cache-mb") { Description = "Memory for the state of finished conversations. Default: a sixteenth of the machine's, at most 2048." };
    private readonly Option<TimeSpan> _grace = SharedOptions.Time("--grace", "How long running requests may go on after SIGTERM.", TimeSpan.FromSeconds(30));

    public LlamaRuntimeCommand()
        : base("llama", "Serve one GGUF model behind OpenAI's API")
    {
        foreach (var option in (ReadOnlySpan<Option>)
            [_model, _alias, _socket, _host, _port, _contextSize, _parallel, _threads, _streamInterval, _maxQueue, _engines, _embedding, _pooling, _chatTemplate, _gpuLayers, _prefixCache, _grace])
        {
            Add(option);
        }
    }

    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken) => LlamaServer.RunAsync(
        new LlamaServerOptions
        {
            Model = arguments.GetValue(_model)!,
            Alias = arguments.GetValue(_alias),
            SocketPath = arguments.GetValue(_socket),
            Host = arguments.GetValue(_host)!,
            Port = arguments.GetValue(_port),
            ContextSize = arguments.GetValue(_contextSize),
            Parallel = arguments.GetValue(_parallel),
            Threads = arguments.GetValue(_threads),
            MaxQueue = arguments.GetValue(_maxQueue),
            StreamInterval = arguments.GetValue(_streamInterval),
            EnginesDirectory = arguments.GetValue(_engines),
            Embedding = arguments.GetValue(_embedding),
            Pooling = arguments.GetValue(_pooling),
            ChatTemplate = arguments.GetValue(_chatTemplate),
            GpuLayers = arguments.GetValue(_gpuLayers),
            PrefixCacheMegabytes = arguments.GetValue(_prefixCache),
            Grace = arguments.GetValue(_grace),
        },
        Console.Error,
        cancellationToken);
}
