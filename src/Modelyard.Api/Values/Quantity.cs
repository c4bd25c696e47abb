using System.Text.Json;
using System.Text.Json.Serialization;

namespace Modelyard.Api;

/// <summary>An amount of a resource, as Kubernetes writes it: <c>2</c>, <c>500m</c>, <c>1.5Gi</c>, <c>1e3</c>. Keeps the text it was read from.</summary>
/// <remarks>Equal when the amounts are equal: <c>1</c>, <c>1000m</c> and <c>1e0</c> are.</remarks>
[JsonConverter(typeof(Converter))]
public readonly struct Quantity : IEquatable<Quantity>, IComparable<Quantity>
{
    /// <summary>What the API demands of a quantity's text.</summary>
    public const string Pattern =
        @"^(\+|-)?(([0-9]+(\.[0-9]*)?)|(\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\+|-)?(([0-9]+(\.[0-9]*)?)|(\.[0-9]+))))?$";

    private readonly string? _text;

    /// <summary>A plain amount.</summary>
    public Quantity(decimal value)
        : this(value, QuantityText.Format(value))
    {
    }

    private Quantity(decimal value, string text)
    {
        Value = value;
        _text = text;
    }

    /// <summary>The amount: cores, bytes, devices.</summary>
    public decimal Value { get; }

    /// <summary>The amount in thousandths, rounded up, as processor shares are counted.</summary>
    public long MilliValue => ToInt64(Value * 1000);

    /// <summary>The amount as a whole number, rounded up, as bytes and devices are counted.</summary>
    public long RoundedUp => ToInt64(Value);

    /// <summary>An amount in bytes, shown with a binary suffix when that is exact.</summary>
    public static Quantity Bytes(long bytes) => new(bytes, QuantityText.FormatBinary(bytes));

    /// <summary>Reads a quantity.</summary>
    /// <exception cref="FormatException">The text is not a quantity.</exception>
    public static Quantity Parse(string text) =>
        TryParse(text, out var quantity) ? quantity : throw new FormatException($"\"{text}\" is not a quantity such as 500m, 2 or 4Gi");

    /// <summary>Reads a quantity; false when the text is not one, or is too large to count.</summary>
    public static bool TryParse(string? text, out Quantity quantity)
    {
        if (text is not null && QuantityText.TryRead(text, out var value))
        {
            quantity = new Quantity(value, text);
            return true;
        }

        quantity = default;
        return false;
    }

    /// <summary>A plain amount.</summary>
    public static implicit operator Quantity(int value) => new(value);

    /// <summary>Whether the amounts are equal, however they are written.</summary>
    public static bool operator ==(Quantity left, Quantity right) => left.Equals(right);

    /// <summary>Whether the amounts differ.</summary>
    public static bool operator !=(Quantity left, Quantity right) => !left.Equals(right);

    /// <summary>Whether the left amount is smaller.</summary>
    public static bool operator <(Quantity left, Quantity right) => left.Value < right.Value;

    /// <summary>Whether the left amount is larger.</summary>
    public static bool operator >(Quantity left, Quantity right) => left.Value > right.Value;

    /// <summary>Whether the left amount is not larger.</summary>
    public static bool operator <=(Quantity left, Quantity right) => left.Value <= right.Value;

    /// <summary>Whether the left amount is not smaller.</summary>
    public static bool operator >=(Quantity left, Quantity right) => left.Value >= right.Value;

    /// <inheritdoc/>
    public bool Equals(Quantity other) => Value == other.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Quantity other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    /// <inheritdoc/>
    public int CompareTo(Quantity other) => Value.CompareTo(other.Value);

    /// <summary>As it was written.</summary>
    public override string ToString() => _text ?? "0";

    private static long ToInt64(decimal value) => value switch
    {
        >= long.MaxValue => long.MaxValue,
        <= long.MinValue => long.MinValue,
        _ => (long)Math.Ceiling(value),
    };

    internal sealed class Converter : JsonConverter<Quantity>
    {
        public override Quantity Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var text = reader.TokenType switch
            {
                JsonTokenType.String => reader.GetString(),
                // The digits as sent: 0.1 must not become 0.10000000000000001.
                JsonTokenType.Number => System.Text.Encoding.UTF8.GetString(reader.ValueSpan),
                _ => null,
            };
            return TryParse(text, out var quantity) ? quantity : throw new JsonException("expected a quantity such as 500m, 2 or 4Gi");
        }

        public override void Write(Utf8JsonWriter writer, Quantity value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
