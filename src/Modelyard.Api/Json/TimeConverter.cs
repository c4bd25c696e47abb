using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Modelyard.Api;

/// <summary>Times in UTC, with as many digits after the second as Kubernetes has for the type. Reads any RFC 3339 time.</summary>
/// <param name="fraction">What is written between the seconds and the <c>Z</c>, as a format.</param>
/// <param name="example">A time as it is written, for the error message.</param>
public abstract class TimeConverter(string fraction, string example) : JsonConverter<DateTimeOffset>
{
    private readonly string _format = $"yyyy-MM-dd'T'HH:mm:ss{fraction}'Z'";

    /// <inheritdoc/>
    public sealed override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
        && DateTimeOffset.TryParse(reader.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new JsonException($"expected a time such as {example}");

    /// <inheritdoc/>
    public sealed override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString(_format, CultureInfo.InvariantCulture));
}

/// <summary>Times as Kubernetes' <c>Time</c>: whole seconds.</summary>
public sealed class Rfc3339Converter() : TimeConverter("", "2026-01-31T08:00:00Z");

/// <summary>Times as Kubernetes' <c>MicroTime</c>: six digits after the second.</summary>
public sealed class MicroTimeConverter() : TimeConverter(".ffffff", "2026-01-31T08:00:00.000000Z");
