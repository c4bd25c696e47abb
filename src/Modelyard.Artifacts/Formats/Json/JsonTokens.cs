using System.Globalization;
using System.Text;

namespace Modelyard.Artifacts;

/// <summary>
/// The tokens of a JSON document, read in pieces: only one text at a time is in memory. Beside the standard it takes what Python
/// writes and reads, NaN and Infinity, because model configurations contain them.
/// </summary>
public sealed class JsonTokens(ByteReader reader, long? length = null)
{
    private const int MaxText = 8 << 20;
    private const int MaxWord = 4096;
    private const int MaxDepth = 256;
    private readonly long _end = length is { } known ? reader.Position + known : long.MaxValue;
    private readonly Stack<bool> _isObject = [];
    private readonly JsonText _text = new(reader, MaxText);
    private State _state = State.Value;

    private enum State
    {
        Value,
        FirstValueOrEnd,
        NameOrEnd,
        Name,
        Colon,
        CommaOrEnd,
        Done,
    }

    /// <summary>The last name, text, number or literal; null for anything else and for a text of more than <c>8 MiB</c>, which is passed over.</summary>
    public string? Text { get; private set; }

    /// <exception cref="MalformedContentException">Not JSON, or it ends too early.</exception>
    public JsonToken Next()
    {
        Text = null;
        while (true)
        {
            var next = SkipSpace();
            switch (_state)
            {
                case State.Done:
                    return next < 0 ? JsonToken.End : throw Fail("more follows after its end");
                case State.Colon:
                    Take(next == ':', "a colon");
                    _state = State.Value;
                    continue;
                case State.CommaOrEnd when next == ',':
                    reader.Byte("JSON");
                    _state = _isObject.Peek() ? State.Name : State.Value;
                    continue;
                case State.CommaOrEnd or State.NameOrEnd or State.FirstValueOrEnd when next == (_isObject.Peek() ? '}' : ']'):
                    reader.Byte("JSON");
                    return Leave();
                case State.Name or State.NameOrEnd:
                    Take(next == '"', "a name");
                    Text = _text.Read(_end) ?? throw Fail($"a name is longer than {MaxText} bytes");
                    _state = State.Colon;
                    return JsonToken.Name;
                case State.Value or State.FirstValueOrEnd:
                    return Value(next);
                default:
                    throw Fail("a comma or an end is missing");
            }
        }
    }

    public void Expect(JsonToken expected, string where)
    {
        if (Next() is var found && found != expected)
        {
            throw Fail($"{where} is {found} instead of {expected}");
        }
    }

    /// <summary>The whole numbers of the array that comes next.</summary>
    public void Numbers(List<ulong> into, int max, string where)
    {
        Expect(JsonToken.StartArray, where);
        into.Clear();
        JsonToken token;
        while ((token = Next()) == JsonToken.Number && into.Count < max && ulong.TryParse(Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            into.Add(number);
        }

        if (token != JsonToken.EndArray)
        {
            throw Fail($"{where} is not a list of at most {max} sizes");
        }
    }

    private JsonToken Value(int next)
    {
        switch (next)
        {
            case '{' or '[':
                reader.Byte("JSON");
                if (_isObject.Count == MaxDepth)
                {
                    throw new MalformedContentException(FormatFault.Absurd, reader.Position, $"it is nested more than {MaxDepth} deep");
                }

                _isObject.Push(next == '{');
                _state = next == '{' ? State.NameOrEnd : State.FirstValueOrEnd;
                return next == '{' ? JsonToken.StartObject : JsonToken.StartArray;
            case '"':
                reader.Byte("JSON");
                Text = _text.Read(_end);
                Done();
                return JsonToken.String;
            default:
                var word = Word();
                Done();
                Text = word;
                return word is "true" or "false" or "null" ? JsonToken.Literal : word is "NaN" or "Infinity" or "-Infinity" || IsNumber(word) ? JsonToken.Number : throw Fail("a value is none");
        }
    }

    private static bool IsNumber(string word) =>
        word.Length > 0 && word[^1] is >= '0' and <= '9' && word[0] is '-' or (>= '0' and <= '9')
            && double.TryParse(word, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out _);

    private string Word()
    {
        var word = new StringBuilder();
        while (reader.Position < _end && word.Length < MaxWord && reader.Peek() is var c && (char.IsAsciiLetterOrDigit((char)c) || c is '-' or '+' or '.'))
        {
            word.Append((char)reader.Byte("JSON"));
        }

        return word.ToString();
    }

    private JsonToken Leave()
    {
        var isObject = _isObject.Pop();
        Done();
        return isObject ? JsonToken.EndObject : JsonToken.EndArray;
    }

    private void Done() => _state = _isObject.Count == 0 ? State.Done : State.CommaOrEnd;

    private void Take(bool isThere, string what)
    {
        if (!isThere)
        {
            throw Fail($"{what} is missing");
        }

        reader.Byte("JSON");
    }

    private int SkipSpace()
    {
        while (reader.Position < _end && reader.Peek() is ' ' or '\t' or '\r' or '\n')
        {
            reader.Byte("JSON");
        }

        var next = reader.Position < _end ? reader.Peek() : -1;
        return next >= 0 || _state is State.Done
            ? next
            : throw new MalformedContentException(FormatFault.Truncated, reader.Position, "it is not valid JSON: it ends too early");
    }

    private MalformedContentException Fail(string message) => new(FormatFault.Damaged, reader.Position, $"it is not valid JSON: {message}");
}
