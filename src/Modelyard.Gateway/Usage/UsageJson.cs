using System.Text.Json;

namespace Modelyard.Gateway;

/// <summary>Reads a <c>usage</c> object, in the words of any engine.</summary>
internal static class UsageJson
{
    // No engine reports more for one call; beyond it a report is nonsense.
    private const long Most = 1_000_000_000;

    /// <summary>The first object named <c>usage</c> in a JSON text, however deep; false when there is none, or none that tells anything.</summary>
    public static bool TryFind(ReadOnlySpan<byte> json, out TokenUsage usage)
    {
        usage = default;
        try
        {
            var reader = new Utf8JsonReader(json);
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("usage"u8))
                {
                    reader.Read();
                    if (reader.TokenType == JsonTokenType.StartObject)
                    {
                        return TryRead(ref reader, out usage);
                    }
                }
            }
        }
        catch (JsonException)
        {
            // Not for us to judge: the client gets what the replica sent.
        }

        return false;
    }

    /// <summary>The object itself.</summary>
    public static bool TryRead(ReadOnlySpan<byte> json, out TokenUsage usage)
    {
        usage = default;
        try
        {
            var reader = new Utf8JsonReader(json);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject && TryRead(ref reader, out usage);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool TryRead(ref Utf8JsonReader reader, out TokenUsage usage)
    {
        long? input = null, output = null, total = null, cached = null, images = null;
        long cacheReads = 0, cacheWrites = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("prompt_tokens_details"u8) || reader.ValueTextEquals("input_tokens_details"u8))
            {
                reader.Read();
                cached = ReadCached(ref reader) ?? cached;
                continue;
            }

            if (reader.ValueTextEquals("prompt_tokens"u8) || reader.ValueTextEquals("input_tokens"u8))
            {
                input = ReadCount(ref reader);
            }
            else if (reader.ValueTextEquals("completion_tokens"u8) || reader.ValueTextEquals("output_tokens"u8))
            {
                output = ReadCount(ref reader);
            }
            else if (reader.ValueTextEquals("total_tokens"u8))
            {
                total = ReadCount(ref reader);
            }
            else if (reader.ValueTextEquals("cache_read_input_tokens"u8))
            {
                cacheReads = ReadCount(ref reader) ?? 0;
            }
            else if (reader.ValueTextEquals("cache_creation_input_tokens"u8))
            {
                cacheWrites = ReadCount(ref reader) ?? 0;
            }
            else if (reader.ValueTextEquals("num_images"u8))
            {
                images = ReadCount(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        // Rerankers report only a total. Anthropic counts what its cache had besides the input, not within.
        input ??= total - (output ?? 0);
        usage = new TokenUsage((input ?? 0) + cacheReads + cacheWrites, (cached ?? 0) + cacheReads, output ?? 0, images ?? 0);
        return input is not null || output is not null || images is not null;
    }

    private static long? ReadCached(ref Utf8JsonReader reader)
    {
        long? cached = null;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("cached_tokens"u8))
            {
                cached = ReadCount(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return cached;
    }

    private static long? ReadCount(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var count))
        {
            return Math.Clamp(count, 0, Most);
        }

        reader.Skip();
        return null;
    }
}
