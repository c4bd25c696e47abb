using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Modelyard.Api;

/// <summary>
/// The arguments that only tune an engine: how much memory, how many requests at once, how precisely it computes. Each has values that are no path and no address.
/// An argument that names a file, a model, an adapter, a template or code is not among them, and one that is not known is not either.
/// </summary>
internal static class TuningArguments
{
    private const string Switch = "";
    private const string Number = @"-?[0-9]{1,12}(\.[0-9]{1,9})?[kKmMgGtT]?|auto";
    private const string Duration = @"([0-9.]{1,12}(ms|s|m|h))+";
    private const string Word = "[A-Za-z0-9][A-Za-z0-9_-]{0,63}";

    private static readonly FrozenDictionary<string, string> Llama = new Dictionary<string, string>
    {
        ["--ctx-size"] = Number,
        ["--embedding"] = Switch,
        ["--gpu-layers"] = Number,
        ["--grace"] = Duration,
        ["--max-queue"] = Number,
        ["--parallel"] = Number,
        ["--pooling"] = "mean|cls|last",
        ["--prefix-cache-mb"] = Number,
        ["--stream-interval"] = Duration,
        ["--threads"] = Number,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> Vllm = new Dictionary<string, string>
    {
        ["--api-server-count"] = Number,
        ["--async-scheduling"] = Switch,
        ["--block-size"] = Number,
        ["--chat-template-content-format"] = "auto|string|openai",
        ["--cpu-offload-gb"] = Number,
        ["--data-parallel-size"] = Number,
        ["--disable-custom-all-reduce"] = Switch,
        ["--disable-log-requests"] = Switch,
        ["--disable-log-stats"] = Switch,
        ["--distributed-executor-backend"] = "mp|uni",
        ["--dtype"] = "auto|half|float16|bfloat16|float|float32",
        ["--enable-auto-tool-choice"] = Switch,
        ["--enable-chunked-prefill"] = Switch,
        ["--enable-expert-parallel"] = Switch,
        ["--enable-prefix-caching"] = Switch,
        ["--enforce-eager"] = Switch,
        ["--generation-config"] = "auto|vllm",
        ["--gpu-memory-utilization"] = Number,
        ["--kv-cache-dtype"] = "auto|fp8|fp8_e4m3|fp8_e5m2",
        ["--load-format"] = "auto|safetensors",
        ["--max-log-len"] = Number,
        ["--max-logprobs"] = Number,
        ["--max-model-len"] = Number,
        ["--max-num-batched-tokens"] = Number,
        ["--max-num-seqs"] = Number,
        ["--max-parallel-loading-workers"] = Number,
        ["--max-seq-len-to-capture"] = Number,
        ["--no-enable-chunked-prefill"] = Switch,
        ["--no-enable-prefix-caching"] = Switch,
        ["--num-gpu-blocks-override"] = Number,
        ["--pipeline-parallel-size"] = Number,
        ["--port"] = Number,
        ["--quantization"] = Word,
        ["--reasoning-parser"] = Word,
        ["--seed"] = Number,
        ["--swap-space"] = Number,
        ["--tensor-parallel-size"] = Number,
        ["--tokenizer-mode"] = "auto|slow|mistral",
        ["--tool-call-parser"] = Word,
        ["--uvicorn-log-level"] = "trace|debug|info|warning|error|critical",
        ["-dp"] = Number,
        ["-pp"] = Number,
        ["-q"] = Word,
        ["-tp"] = Number,
    }.ToFrozenDictionary();

    /// <summary>The first argument that does more than tune the engine of a deployment; null when none does.</summary>
    public static string? FirstOther(EngineSpec engine, string? format, IReadOnlyList<string> arguments) => FirstOther(
        engine.Type switch
        {
            EngineType.BuiltInLlama => Llama,
            EngineType.VLLM => Vllm,
            EngineType.Custom when engine.Runtime is { } runtime => Of(runtime, format),
            _ => null,
        },
        arguments);

    /// <summary>The first argument that does more than tune the engine a runtime starts for a format; null when none does.</summary>
    public static string? FirstOther(string? runtime, string? format, IReadOnlyList<string> arguments) => FirstOther(Of(runtime, format), arguments);

    // A runtime that was chosen for a format, or by name, says itself that it serves the format: these are of one engine and those that are told the same way.
    private static FrozenDictionary<string, string>? Of(string? runtime, string? format) => (runtime, format) switch
    {
        (ServingNames.LlamaRuntime, _) or (_, "gguf") => Llama,
        (_, "vLLM" or "huggingface") => Vllm,
        _ => null,
    };

    private static string? FirstOther(FrozenDictionary<string, string>? known, IReadOnlyList<string> arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            var (name, value) = argument.IndexOf('=') is > 0 and var end ? (argument[..end], argument[(end + 1)..]) : (argument, null);
            if (known is null || !known.TryGetValue(ReferenceEquals(known, Vllm) ? Spelled(name) : name, out var pattern))
            {
                return argument;
            }

            if (pattern == Switch ? value is not null : value is null && ++i == arguments.Count)
            {
                return argument;
            }

            value ??= arguments[i];
            if (pattern != Switch && !Regex.IsMatch(value, $@"\A(?:{pattern})\z", RegexOptions.CultureInvariant))
            {
                return $"{name} {value}";
            }
        }

        return null;
    }

    // vLLM takes --max_model_len for --max-model-len.
    private static string Spelled(string name) => name.StartsWith("--", StringComparison.Ordinal) ? "--" + name[2..].Replace('_', '-') : name;
}
