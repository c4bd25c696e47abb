using System.Globalization;
using System.Text.Json;

namespace Modelyard.Inference;

/// <summary>Typed access to a request's members. Problems are collected, so that one answer names them all.</summary>
internal sealed class RequestFields
{
    private readonly JsonElement _root;
    private readonly List<(string Param, string Message, string? Code)> _problems = [];

    internal RequestFields(JsonElement root)
    {
        _root = root.ValueKind is JsonValueKind.Object
            ? root
            : throw ApiException.BadRequest($"The request body must be a JSON object, not {Kind(root)}.");
    }

    /// <summary>The member, unless it is absent or null.</summary>
    internal JsonElement? Member(string name) =>
        _root.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;

    internal string? Text(string name)
    {
        var value = Member(name);
        return value is { ValueKind: not JsonValueKind.String } other ? Wrong<string>(name, "a string", other) : value?.GetString();
    }

    internal bool? Flag(string name)
    {
        var value = Member(name);
        return value?.ValueKind switch
        {
            null => null,
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => Wrong<bool?>(name, "a boolean", value.Value),
        };
    }

    internal long? Integer(string name, long min, long max)
    {
        if (Member(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind is not JsonValueKind.Number || !value.TryGetInt64(out var number))
        {
            return Wrong<long?>(name, "an integer", value);
        }

        return InRange(name, "integer", number, min, max) ? number : null;
    }

    internal float? Number(string name, double min, double max)
    {
        if (Member(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind is not JsonValueKind.Number || !value.TryGetDouble(out var number) || !double.IsFinite(number))
        {
            return Wrong<float?>(name, "a decimal", value);
        }

        return InRange(name, "decimal", number, min, max) ? (float)number : null;
    }

    /// <summary>Refuses a member whose effect this server cannot give, unless it asks for what happens anyway.</summary>
    internal void Unsupported(string name, string reason, Func<JsonElement, bool>? harmless = null)
    {
        if (Member(name) is { } value && harmless?.Invoke(value) is not true)
        {
            Fail(name, $"Unsupported parameter: '{name}'. {reason}", "unsupported_parameter");
        }
    }

    internal void Missing(string name) => Fail(name, $"Missing required parameter: '{name}'.", "missing_required_parameter");

    internal void Fail(string param, string message, string? code = "invalid_value") => _problems.Add((param, message, code));

    internal T? Wrong<T>(string name, string expected, JsonElement actual)
    {
        Fail(name, $"Invalid type for '{name}': expected {expected}, but got {Kind(actual)} instead.", "invalid_type");
        return default;
    }

    internal void ThrowIfInvalid()
    {
        if (_problems.Count > 0)
        {
            throw ApiException.BadRequest(string.Join(' ', _problems.Select(p => p.Message)), _problems[0].Param, _problems[0].Code);
        }
    }

    internal static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => value.TryGetInt64(out _) ? "an integer" : "a decimal",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        _ => "null",
    };

    private bool InRange(string name, string kind, double number, double min, double max)
    {
        var (word, relation, bound) = number < min ? ("below minimum", ">=", min) : ("above maximum", "<=", max);
        if (number >= min && number <= max)
        {
            return true;
        }

        var code = $"{kind}_{(number < min ? "below_min" : "above_max")}_value";
        Fail(name, string.Create(CultureInfo.InvariantCulture,
            $"Invalid '{name}': {kind} {word} value. Expected a value {relation} {bound}, but got {number} instead."), code);
        return false;
    }
}
