using System.Text;
using System.Text.Json;

namespace Modelyard.ApiServer;

/// <summary>What the store lists objects by: each label that they have, and each with its value.</summary>
internal static class LabelTerms
{
    public static string Has(string key) => key;

    public static string Is(string key, string value) => $"{key}={value}";

    /// <summary>The terms of a stored object; null when its labels are none that a selector could name.</summary>
    public static IReadOnlyList<string>? Of(ReadOnlySpan<byte> document)
    {
        var reader = new Utf8JsonReader(document);
        return TryEnter(ref reader) ? Read(ref reader) : [];
    }

    /// <summary>Goes to where the labels of a stored object begin, if it has any.</summary>
    public static bool TryEnter(ref Utf8JsonReader reader) => TryEnter(ref reader, "metadata"u8) && TryEnter(ref reader, "labels"u8);

    private static List<string>? Read(ref Utf8JsonReader reader)
    {
        var terms = new List<string>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!IsPlain(reader))
            {
                return null;
            }

            var key = reader.GetString()!;
            reader.Read();
            if (reader.TokenType != JsonTokenType.String || !IsPlain(reader))
            {
                return null;
            }

            terms.Add(Has(key));
            terms.Add(Is(key, reader.GetString()!));
        }

        return terms;
    }

    private static bool IsPlain(in Utf8JsonReader reader) => !reader.ValueIsEscaped && Ascii.IsValid(reader.ValueSpan);

    /// <summary>Goes into the object that a property of the object is, if it is one.</summary>
    private static bool TryEnter(ref Utf8JsonReader reader, ReadOnlySpan<byte> property)
    {
        if (reader.TokenType == JsonTokenType.None)
        {
            reader.Read();
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var wanted = reader.ValueTextEquals(property);
            reader.Read();
            if (wanted)
            {
                return reader.TokenType == JsonTokenType.StartObject;
            }

            reader.Skip();
        }

        return false;
    }
}
