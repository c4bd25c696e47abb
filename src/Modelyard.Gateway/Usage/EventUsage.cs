using System.Text.Json;

namespace Modelyard.Gateway;

/// <summary>What the events of a stream tell about what was used, and what can be told from them when they say nothing.</summary>
internal sealed class EventUsage
{
    // Text in the languages models are mostly used for has about so many bytes a token.
    public const int BytesPerToken = 4;

    private long _events;
    private long _bytes;
    private long _firstLength;

    /// <summary>What was reported so far; null when nothing was.</summary>
    public TokenUsage? Reported { get; private set; }

    /// <summary>How many tokens the answer has had so far, going by the length of its events.</summary>
    /// <remarks>The first one holds no text or little: whatever is beyond its length in the others is text, and there is hardly one without a token.</remarks>
    public long EstimatedOutput => Math.Max(_events - 1, (_bytes - (_events * _firstLength)) / BytesPerToken);

    /// <summary>Takes note of one event.</summary>
    /// <param name="event">Whole, its blank line included.</param>
    /// <returns>Whether it is there for the usage alone.</returns>
    public bool Read(ReadOnlySpan<byte> @event)
    {
        var at = @event.IndexOf("data:"u8);
        if (at < 0 || @event[(at + 5)..].TrimStart((byte)' ').StartsWith("[DONE]"u8))
        {
            return false;
        }

        if (@event.IndexOf("\"usage\""u8) >= 0 && UsageJson.TryFind(@event[(at + 5)..], out var usage))
        {
            Reported = Reported is { } before ? before.With(usage) : usage;
            if (HasNoChoices(@event[(at + 5)..]))
            {
                return true;
            }
        }

        _events++;
        _bytes += @event.Length;
        _firstLength = _events == 1 ? @event.Length : _firstLength;
        return false;
    }

    private static bool HasNoChoices(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isChoices = reader.ValueTextEquals("choices"u8);
                reader.Read();
                if (isChoices)
                {
                    return reader.TokenType == JsonTokenType.StartArray && reader.Read() && reader.TokenType == JsonTokenType.EndArray;
                }

                reader.Skip();
            }
        }
        catch (JsonException)
        {
            // Whatever it is, it is not that event.
        }

        return false;
    }
}
