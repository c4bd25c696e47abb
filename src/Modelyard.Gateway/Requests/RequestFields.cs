using System.Text.Json;

namespace Modelyard.Gateway;

/// <summary>What the gateway needs to know of a request body, and where it found it.</summary>
/// <param name="Model">The model asked for, if any.</param>
/// <param name="ModelAt">Where its JSON string begins, quote included.</param>
/// <param name="ModelLength">Length of that, quotes included.</param>
/// <param name="ObjectAt">Just behind the opening brace.</param>
/// <param name="IsEmpty">There is no field at all.</param>
/// <param name="Stream">Whether the answer is wanted as a stream.</param>
internal readonly record struct RequestFields(string? Model, int ModelAt, int ModelLength, int ObjectAt, bool IsEmpty, bool Stream)
{
    // Tool definitions carry JSON schemas, which nest deeper than the reader's default of 64.
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 512 };

    /// <summary>Reads the whole body, so that what is not JSON stops here; the error says where.</summary>
    public static OpenAIError? Parse(ReadOnlySpan<byte> body, out RequestFields fields)
    {
        fields = default;
        try
        {
            var reader = new Utf8JsonReader(body, Options);
            return ParseObject(ref reader, ref fields);
        }
        catch (JsonException e)
        {
            return OpenAIErrors.BadJson(body.IsEmpty ? "it is empty." : e.Message);
        }
        catch (InvalidOperationException)
        {
            return OpenAIErrors.BadJson("a text in it is not valid UTF-8.");
        }
    }

    private static OpenAIError? ParseObject(ref Utf8JsonReader reader, ref RequestFields fields)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return OpenAIErrors.BadJson($"expected an object, but got {Describe(reader.TokenType)}.");
        }

        fields = fields with { ObjectAt = (int)reader.BytesConsumed, IsEmpty = true };
        bool hasModel = false, hasStream = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            fields = fields with { IsEmpty = false };
            var isModel = reader.ValueTextEquals("model"u8);
            var isStream = !isModel && reader.ValueTextEquals("stream"u8);
            reader.Read();

            // Were a second one let through, the replica might go by it and not by the one that was checked.
            if ((isModel && hasModel) || (isStream && hasStream))
            {
                return OpenAIErrors.DuplicateField(isModel ? "model" : "stream");
            }

            var error = isModel ? ParseModel(ref reader, ref fields) : isStream ? ParseStream(ref reader, ref fields) : null;
            if (error is not null)
            {
                return error;
            }

            hasModel |= isModel;
            hasStream |= isStream;
            reader.Skip();
        }

        // Reading on throws if anything but white space follows.
        reader.Read();
        return null;
    }

    private static OpenAIError? ParseModel(ref Utf8JsonReader reader, ref RequestFields fields)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            return OpenAIErrors.WrongType("model", "a string", Describe(reader.TokenType));
        }

        var at = (int)reader.TokenStartIndex;
        fields = fields with { Model = reader.GetString(), ModelAt = at, ModelLength = (int)reader.BytesConsumed - at };
        return null;
    }

    private static OpenAIError? ParseStream(ref Utf8JsonReader reader, ref RequestFields fields)
    {
        if (reader.TokenType is not (JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null))
        {
            return OpenAIErrors.WrongType("stream", "a boolean", Describe(reader.TokenType));
        }

        fields = fields with { Stream = reader.TokenType == JsonTokenType.True };
        return null;
    }

    private static string Describe(JsonTokenType type) => type switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "a boolean",
        _ => "null",
    };
}
