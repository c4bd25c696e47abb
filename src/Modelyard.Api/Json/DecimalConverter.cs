using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Modelyard.Api;

/// <summary>Exact decimals, such as prices: read from a number or a text, written as text, which no client turns into a binary fraction.</summary>
internal sealed class DecimalConverter : JsonConverter<decimal>
{
    /// <summary>What a decimal's text must look like. With an exponent, because YAML readers make 1e-07 of 0.0000001.</summary>
    public const string Pattern = @"^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$";

    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString(),
            JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
            _ => null,
        };
        return decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new JsonException("expected a decimal number such as 12, 0.15 or \"0.15\"");
    }

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
}
