using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Modelyard.Api;

/// <summary>A whole number or a text: a port by number or name, a count or a percentage.</summary>
[JsonConverter(typeof(Converter))]
public readonly record struct IntOrString
{
    private readonly int _number;
    private readonly string? _text;

    /// <summary>A number.</summary>
    public IntOrString(int number) => _number = number;

    /// <summary>A text.</summary>
    public IntOrString(string text) => _text = text;

    /// <summary>The number, or null when it is a text.</summary>
    public int? Number => _text is null ? _number : null;

    /// <summary>The text, or null when it is a number.</summary>
    public string? Text => _text;

    /// <summary>A number.</summary>
    public static implicit operator IntOrString(int number) => new(number);

    /// <summary>A text.</summary>
    public static implicit operator IntOrString(string text) => new(text);

    /// <inheritdoc/>
    public override string ToString() => _text ?? _number.ToString(CultureInfo.InvariantCulture);

    internal sealed class Converter : JsonConverter<IntOrString>
    {
        public override IntOrString Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
        {
            JsonTokenType.String => new IntOrString(reader.GetString()!),
            JsonTokenType.Number when reader.TryGetInt32(out var number) => new IntOrString(number),
            _ => throw new JsonException("expected a whole number or a text"),
        };

        public override void Write(Utf8JsonWriter writer, IntOrString value, JsonSerializerOptions options)
        {
            if (value._text is { } text)
            {
                writer.WriteStringValue(text);
            }
            else
            {
                writer.WriteNumberValue(value._number);
            }
        }
    }
}
