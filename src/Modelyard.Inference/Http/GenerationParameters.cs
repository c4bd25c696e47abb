using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Modelyard.Inference;

/// <summary>The parameters that all ways to have text generated share, read and checked.</summary>
internal sealed record GenerationParameters
{
    private const int MaxChoices = 128;
    private const int MaxStops = 16;
    private const int MaxStopBytes = 1024;

    internal required SamplingParameters Sampling { get; init; }

    internal required int? MaxTokens { get; init; }

    internal required int Choices { get; init; }

    internal required IReadOnlyList<byte[]> Stops { get; init; }

    internal required bool Stream { get; init; }

    internal required bool IncludeUsage { get; init; }

    /// <summary>vLLM's extension: running usage on every chunk, so that a broken stream can still be billed exactly.</summary>
    internal required bool ContinuousUsage { get; init; }

    internal required bool IgnoreEnd { get; init; }

    internal GenerationRequest For(int[] prompt, int maxTokens) => new()
    {
        Prompt = prompt,
        MaxTokens = maxTokens,
        Sampling = Sampling,
        Stops = Stops,
        Choices = Choices,
        IgnoreEnd = IgnoreEnd,
    };

    internal static GenerationParameters Read(RequestFields fields, int vocabularySize, int? topLogprobs, string? grammar, ChatDialect dialect)
    {
        var stream = fields.Flag("stream") ?? false;
        var (includeUsage, continuous) = StreamOptions(fields, stream);
        var maxTokens = dialect.MaxTokens.Select(name => fields.Integer(name, 1, int.MaxValue)).FirstOrDefault(tokens => tokens is not null);
        return new GenerationParameters
        {
            Stream = stream,
            IncludeUsage = includeUsage,
            ContinuousUsage = continuous,
            MaxTokens = (int?)maxTokens,
            Choices = dialect.HasChoices ? (int)(fields.Integer("n", 1, MaxChoices) ?? 1) : 1,
            Stops = dialect.Stop is { } stop ? StopsAt(fields, stop) : [],
            IgnoreEnd = fields.Flag("ignore_eos") ?? false,
            Sampling = new SamplingParameters
            {
                Temperature = fields.Number("temperature", 0, 2) ?? 1,
                TopP = fields.Number("top_p", 0, 1) ?? 1,
                TopK = (int)Math.Max(0, fields.Integer("top_k", -1, int.MaxValue) ?? 0),
                MinP = fields.Number("min_p", 0, 1) ?? 0,
                PresencePenalty = fields.Number("presence_penalty", -2, 2) ?? 0,
                FrequencyPenalty = fields.Number("frequency_penalty", -2, 2) ?? 0,
                RepetitionPenalty = fields.Number("repetition_penalty", 0.01, 10) ?? 1,
                Seed = fields.Integer("seed", long.MinValue, long.MaxValue) is { } seed ? unchecked((uint)(seed ^ (seed >> 32))) : null,
                LogitBias = LogitBias(fields, vocabularySize),
                TopLogprobs = topLogprobs,
                Grammar = grammar,
            },
        };
    }

    private static (bool Include, bool Continuous) StreamOptions(RequestFields fields, bool stream)
    {
        if (fields.Member("stream_options") is not { } options)
        {
            return default;
        }

        if (options.ValueKind is not JsonValueKind.Object)
        {
            fields.Wrong<object>("stream_options", "an object", options);
            return default;
        }

        if (!stream)
        {
            fields.Fail("stream_options", "The 'stream_options' parameter is only allowed when 'stream' is enabled.");
        }

        return (IsTrue("include_usage"), IsTrue("continuous_usage_stats"));

        bool IsTrue(string name) => options.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True;
    }

    private static List<byte[]> StopsAt(RequestFields fields, string name)
    {
        var stops = new List<byte[]>();
        switch (fields.Member(name))
        {
            case { ValueKind: JsonValueKind.String } one:
                Add(one);
                break;
            case { ValueKind: JsonValueKind.Array } many when many.GetArrayLength() <= MaxStops:
                foreach (var stop in many.EnumerateArray())
                {
                    Add(stop);
                }

                break;
            case { ValueKind: JsonValueKind.Array } many:
                fields.Fail(name, $"Invalid '{name}': at most {MaxStops} sequences are allowed, but got {many.GetArrayLength()}.", "array_above_max_length");
                break;
            case { } other:
                fields.Wrong<object>(name, "a string or an array of strings", other);
                break;
            case null:
                break;
        }

        return stops;

        void Add(JsonElement stop)
        {
            if (stop.ValueKind is not JsonValueKind.String)
            {
                fields.Wrong<object>(name, "a string or an array of strings", stop);
            }
            else if (Encoding.UTF8.GetBytes(stop.GetString()!) is { Length: > 0 and <= MaxStopBytes } bytes)
            {
                stops.Add(bytes);
            }
            else
            {
                fields.Fail(name, $"Invalid '{name}': a stop sequence has between 1 and {MaxStopBytes} bytes.");
            }
        }
    }

    private static List<LlamaLogitBias> LogitBias(RequestFields fields, int vocabularySize)
    {
        var biases = new List<LlamaLogitBias>();
        if (fields.Member("logit_bias") is not { } map)
        {
            return biases;
        }

        if (map.ValueKind is not JsonValueKind.Object)
        {
            fields.Wrong<object>("logit_bias", "an object", map);
            return biases;
        }

        foreach (var entry in map.EnumerateObject())
        {
            if (!int.TryParse(entry.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var token) || token >= vocabularySize)
            {
                fields.Fail("logit_bias", $"Invalid 'logit_bias': '{entry.Name}' is no token id of this model (0 to {vocabularySize - 1}).");
            }
            else if (entry.Value.ValueKind is not JsonValueKind.Number || entry.Value.GetDouble() is < -100 or > 100)
            {
                fields.Fail("logit_bias", $"Invalid 'logit_bias': the bias of token {token} must be a number between -100 and 100.");
            }
            else
            {
                biases.Add(new LlamaLogitBias { token = token, bias = (float)entry.Value.GetDouble() });
            }
        }

        return biases;
    }
}
