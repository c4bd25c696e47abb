using System.Globalization;

namespace Modelyard.Artifacts;

/// <summary>A <c>config.json</c> as Hugging Face writes it, flattened: <c>text_config.hidden_size</c> and so on; of a list, the first value.</summary>
public sealed class HubConfig
{
    private const int MaxValues = 20_000;
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private HubConfig()
    {
    }

    /// <exception cref="MalformedContentException">Not JSON, or more of it than a configuration has.</exception>
    public static HubConfig Read(ByteReader reader)
    {
        var config = new HubConfig();
        var tokens = new JsonTokens(reader);
        var path = new Stack<string>();
        string? name = null;
        var values = 0;
        for (JsonToken token; (token = tokens.Next()) != JsonToken.End;)
        {
            switch (token)
            {
                case JsonToken.Name:
                    name = tokens.Text;
                    break;
                case JsonToken.StartObject or JsonToken.StartArray:
                    path.Push(Join(path, name));
                    name = null;
                    break;
                case JsonToken.EndObject or JsonToken.EndArray:
                    path.Pop();
                    name = null;
                    break;
                case JsonToken.Literal when tokens.Text == "null":
                    break;
                default:
                    if (++values > MaxValues)
                    {
                        throw new MalformedContentException(FormatFault.Absurd, reader.Position, $"it has more than {MaxValues} values");
                    }

                    config._values.TryAdd(Join(path, name), tokens.Text ?? "");
                    break;
            }
        }

        return config;
    }

    /// <summary>The first value of a key, looked for at the top and then in the part about text that multimodal models have.</summary>
    public string? Text(params ReadOnlySpan<string> keys)
    {
        foreach (var prefix in (ReadOnlySpan<string>)["", "text_config.", "llm_config.", "language_config."])
        {
            foreach (var key in keys)
            {
                if (_values.TryGetValue(prefix + key, out var found))
                {
                    return found;
                }
            }
        }

        return null;
    }

    public long? Integer(params ReadOnlySpan<string> keys) =>
        long.TryParse(Text(keys), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Join(Stack<string> path, string? name) =>
        (path.TryPeek(out var top) ? top : "") switch
        {
            "" => name ?? "",
            var above => name is null ? above : $"{above}.{name}",
        };
}
