using System.Text.Json;

namespace Modelyard.Inference;

/// <summary>OpenAI's four forms of input: a string, strings, token ids, lists of token ids.</summary>
internal static class TokenInput
{
    private const int MaxInputs = 2048;

    internal static IReadOnlyList<int[]> Read(RequestFields fields, string name, Vocabulary vocabulary)
    {
        switch (fields.Member(name))
        {
            case null:
                fields.Missing(name);
                return [];
            case { ValueKind: JsonValueKind.String } text:
                return [Tokenize(fields, name, text, vocabulary)];
            case { ValueKind: JsonValueKind.Array } array:
                return ReadArray(fields, name, array, vocabulary);
            case { } other:
                fields.Wrong<object>(name, "a string or an array", other);
                return [];
        }
    }

    private static IReadOnlyList<int[]> ReadArray(RequestFields fields, string name, JsonElement array, Vocabulary vocabulary)
    {
        var length = array.GetArrayLength();
        if (length == 0)
        {
            fields.Fail(name, $"Invalid '{name}': empty array. Expected an array with minimum length 1, but got an empty array instead.", "empty_array");
            return [];
        }

        if (array[0].ValueKind is JsonValueKind.Number)
        {
            return [Tokens(fields, name, array, vocabulary)];
        }

        if (length > MaxInputs)
        {
            fields.Fail(name, $"Invalid '{name}': at most {MaxInputs} inputs are allowed, but got {length}.", "array_above_max_length");
            return [];
        }

        var inputs = new List<int[]>(length);
        foreach (var element in array.EnumerateArray())
        {
            var path = $"{name}[{inputs.Count}]";
            switch (element.ValueKind)
            {
                case JsonValueKind.String:
                    inputs.Add(Tokenize(fields, path, element, vocabulary));
                    break;
                case JsonValueKind.Array:
                    inputs.Add(Tokens(fields, path, element, vocabulary));
                    break;
                default:
                    fields.Wrong<object>(path, "a string or an array of token ids", element);
                    return [];
            }
        }

        return inputs;
    }

    private static int[] Tokenize(RequestFields fields, string path, JsonElement text, Vocabulary vocabulary)
    {
        var tokens = vocabulary.Tokenize(text.GetString()!, addSpecial: true, parseSpecial: true);
        if (tokens.Length == 0)
        {
            fields.Fail(path, $"Invalid '{path}': the text has no tokens.");
        }

        return tokens;
    }

    private static int[] Tokens(RequestFields fields, string path, JsonElement array, Vocabulary vocabulary)
    {
        var tokens = new int[array.GetArrayLength()];
        for (var i = 0; i < tokens.Length; i++)
        {
            if (array[i].ValueKind is not JsonValueKind.Number || !array[i].TryGetInt32(out tokens[i]) || tokens[i] < 0 || tokens[i] >= vocabulary.Size)
            {
                fields.Fail(path, $"Invalid '{path}': element {i} is no token id of this model (0 to {vocabulary.Size - 1}).");
                return [];
            }
        }

        if (tokens.Length == 0)
        {
            fields.Fail(path, $"Invalid '{path}': the list has no tokens.", "empty_array");
        }

        return tokens;
    }
}
