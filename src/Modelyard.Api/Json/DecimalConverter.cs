using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Modelyard.Api;

/// <summary>Exact decimals, such as prices: read from a number or a text, written as text, which no client turns into a binary fraction.</summary>
internal sealed class DecimalConverter : JsonConverter<decimal>
{
    /// <summary>What a decimal's text must look like.</summary>
    public const string Pattern = @"^-?[0-9]+(\.[0-9]+)?$";

    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var (text, styles) = reader.TokenType switch
        {
            JsonTokenType.String => (reader.GetString(), Plain),
            JsonTokenType.Number => (Encoding.UTF8.GetString(reader.ValueSpan), Plain | NumberStyles.AllowExponent),
            _ => (null, Plain),
        };
        return decimal.TryParse(text, styles, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new JsonException("expected a decimal number such as 12, 0.15 or \"0.15\"");
    }

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
}
