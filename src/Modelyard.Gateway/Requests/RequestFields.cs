using System.Text.Json;

namespace Modelyard.Gateway;

/// <summary>What the gateway needs to know of a request body, and where it found it.</summary>
internal readonly record struct RequestFields
{
    // Tool definitions carry JSON schemas, which nest deeper than the reader's default of 64.
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 512 };

    /// <summary>The model asked for, if any.</summary>
    public string? Model { get; init; }

    /// <summary>Where its JSON string is, quotes included.</summary>
    public Extent ModelAt { get; init; }

    /// <summary>Just behind the opening brace.</summary>
    public int ObjectAt { get; init; }

    /// <summary>There is no field at all.</summary>
    public bool IsEmpty { get; init; }

    /// <summary>Whether the answer is wanted as a stream.</summary>
    public bool Stream { get; init; }

    /// <summary>Where the value of <c>stream_options</c> is; nowhere when there is none.</summary>
    public Extent StreamOptionsAt { get; init; }

    /// <summary>Whether that has no field.</summary>
    public bool StreamOptionsIsEmpty { get; init; }

    /// <summary>Where the value of <c>stream_options.include_usage</c> is; nowhere when there is none.</summary>
    public Extent IncludeUsageAt { get; init; }

    /// <summary>Whether the client wants to be told at the end of a stream what it used.</summary>
    public bool IncludeUsage { get; init; }

    /// <summary>The most tokens of each answer, where the client says so.</summary>
    public long? MaxTokens { get; init; }

    /// <summary>How many answers are wanted.</summary>
    public int Choices { get; init; }

    /// <summary>Where what the prompt begins with is: a text, or the first messages of a conversation; nowhere when there is no prompt.</summary>
    public Extent PromptAt { get; init; }

    /// <summary>Whether the prompt is a text.</summary>
    public bool PromptIsText { get; init; }

    /// <summary>How many elements <c>input</c> has; 1 when it is not a list.</summary>
    public int Inputs { get; init; }

    /// <summary>Length of the body in bytes.</summary>
    public int Length { get; init; }

    /// <summary>Reads the whole body, so that what is not JSON stops here; the error says where.</summary>
    public static OpenAIError? Parse(ReadOnlySpan<byte> body, out RequestFields fields)
    {
        fields = new RequestFields { Choices = 1, Inputs = 1, Length = body.Length };
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
        var seen = default(Seen);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            fields = fields with { IsEmpty = false };
            var field = FieldOf(ref reader);
            reader.Read();

            // Were a second one let through, the replica might go by it and not by the one that was checked.
            if (field != Seen.None && (seen & field) != 0)
            {
                return OpenAIErrors.DuplicateField(NameOf(field));
            }

            seen |= field;
            var error = field switch
            {
                Seen.Model => ParseModel(ref reader, ref fields),
                Seen.Stream => ParseStream(ref reader, ref fields),
                Seen.StreamOptions => ParseStreamOptions(ref reader, ref fields),
                Seen.MaxTokens or Seen.MaxCompletionTokens or Seen.MaxOutputTokens => ParseMaxTokens(ref reader, ref fields),
                Seen.Choices => ParseChoices(ref reader, ref fields),
                Seen.Input => CountInputs(reader, ref fields),
                _ => null,
            };
            if (error is not null)
            {
                return error;
            }

            if (field is Seen.Messages or Seen.Prompt or Seen.Input)
            {
                FindPrompt(reader, ref fields);
            }

            reader.Skip();
        }

        // Reading on throws if anything but white space follows.
        reader.Read();
        return null;
    }

    private static Seen FieldOf(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("model"u8) ? Seen.Model
        : reader.ValueTextEquals("stream"u8) ? Seen.Stream
        : reader.ValueTextEquals("stream_options"u8) ? Seen.StreamOptions
        : reader.ValueTextEquals("max_tokens"u8) ? Seen.MaxTokens
        : reader.ValueTextEquals("max_completion_tokens"u8) ? Seen.MaxCompletionTokens
        : reader.ValueTextEquals("max_output_tokens"u8) ? Seen.MaxOutputTokens
        : reader.ValueTextEquals("n"u8) ? Seen.Choices
        : reader.ValueTextEquals("input"u8) ? Seen.Input
        : reader.ValueTextEquals("messages"u8) ? Seen.Messages
        : reader.ValueTextEquals("prompt"u8) ? Seen.Prompt
        : Seen.None;

    private static string NameOf(Seen field) => field switch
    {
        Seen.Model => "model",
        Seen.Stream => "stream",
        Seen.StreamOptions => "stream_options",
        Seen.MaxTokens => "max_tokens",
        Seen.MaxCompletionTokens => "max_completion_tokens",
        Seen.MaxOutputTokens => "max_output_tokens",
        Seen.Input => "input",
        Seen.Messages => "messages",
        Seen.Prompt => "prompt",
        _ => "n",
    };

    private static OpenAIError? ParseModel(ref Utf8JsonReader reader, ref RequestFields fields)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            return OpenAIErrors.WrongType("model", "a string", Describe(reader.TokenType));
        }

        fields = fields with { Model = reader.GetString(), ModelAt = Extent.Of(ref reader) };
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

    private static OpenAIError? ParseStreamOptions(ref Utf8JsonReader reader, ref RequestFields fields)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            fields = fields with { StreamOptionsAt = Extent.Of(ref reader) };
            return null;
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return OpenAIErrors.WrongType("stream_options", "an object", Describe(reader.TokenType));
        }

        var at = (int)reader.TokenStartIndex;
        var empty = true;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            empty = false;
            var isUsage = reader.ValueTextEquals("include_usage"u8);
            reader.Read();
            if (isUsage && reader.TokenType is JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null)
            {
                fields = fields with { IncludeUsage = reader.TokenType == JsonTokenType.True, IncludeUsageAt = Extent.Of(ref reader) };
            }

            reader.Skip();
        }

        fields = fields with { StreamOptionsAt = new Extent(at, (int)reader.BytesConsumed - at), StreamOptionsIsEmpty = empty };
        return null;
    }

    // What is wrong with a number is the replica's to say: it knows what it takes.
    private static OpenAIError? ParseMaxTokens(ref Utf8JsonReader reader, ref RequestFields fields)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var most) && most > 0)
        {
            fields = fields with { MaxTokens = Math.Min(most, fields.MaxTokens ?? long.MaxValue) };
        }

        return null;
    }

    private static OpenAIError? ParseChoices(ref Utf8JsonReader reader, ref RequestFields fields)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var choices) && choices > 0)
        {
            fields = fields with { Choices = choices };
        }

        return null;
    }

    // On a copy of the reader: the list is still to be skipped as a whole.
    private static OpenAIError? CountInputs(Utf8JsonReader reader, ref RequestFields fields)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return null;
        }

        var count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            count++;
            reader.Skip();
        }

        fields = fields with { Inputs = count };
        return null;
    }

    private static void FindPrompt(Utf8JsonReader reader, ref RequestFields fields)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            fields = fields with { PromptAt = Extent.Of(ref reader), PromptIsText = true };
            return;
        }

        if (reader.TokenType != JsonTokenType.StartArray || !reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return;
        }

        var at = (int)reader.TokenStartIndex;
        if (SetsTheScene(ref reader) && reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            reader.Skip();
        }

        fields = fields with { PromptAt = new Extent(at, (int)reader.BytesConsumed - at) };
    }

    /// <summary>Reads a message to its end; whether it is the system's or the developer's, as in conversations about quite different things.</summary>
    private static bool SetsTheScene(ref Utf8JsonReader reader)
    {
        var does = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isRole = reader.ValueTextEquals("role"u8);
            reader.Read();
            does |= isRole && reader.TokenType == JsonTokenType.String && (reader.ValueTextEquals("system"u8) || reader.ValueTextEquals("developer"u8));
            reader.Skip();
        }

        return does;
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

    [Flags]
    private enum Seen
    {
        None = 0,
        Model = 1,
        Stream = 2,
        StreamOptions = 4,
        MaxTokens = 8,
        MaxCompletionTokens = 16,
        MaxOutputTokens = 32,
        Choices = 64,
        Input = 128,
        Messages = 256,
        Prompt = 512,
    }
}
