using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Modelyard.Api;

/// <summary>Rules on single values: closed sets, patterns, formats and bounds.</summary>
internal static class ScalarRules
{
    private static readonly ConcurrentDictionary<string, Regex> Patterns = new(StringComparer.Ordinal);

    public static void Check(ResourceSchema schema, JsonValue value, FieldPath path, List<FieldError> errors)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.String:
                CheckText(schema, value.GetValue<string>(), path, errors);
                break;
            case JsonValueKind.Number:
                CheckNumber(schema, value, path, errors);
                break;
        }
    }

    private static void CheckText(ResourceSchema schema, string text, FieldPath path, List<FieldError> errors)
    {
        if (schema.Enum.Count > 0 && !schema.Enum.Contains(text, StringComparer.Ordinal))
        {
            errors.Add(FieldError.NotSupported(path, text, schema.Enum));
        }

        if (schema.Pattern is { } pattern && !Matches(pattern, text))
        {
            errors.Add(FieldError.Invalid(path, text, $"{path} in body should match '{pattern}'"));
        }

        if (schema.Format == SchemaFormats.DateTime
            && !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _))
        {
            errors.Add(FieldError.Invalid(path, text, $"{path} in body must be of type date-time: \"{text}\""));
        }

        if (schema.Format == SchemaFormats.Bytes && !Base64.IsValid(text))
        {
            // The text itself may be a secret: it is not repeated.
            errors.Add(FieldError.Invalid(path, "", $"{path} in body must be base64; use stringData for plain text"));
        }
    }

    private static void CheckNumber(ResourceSchema schema, JsonValue value, FieldPath path, List<FieldError> errors)
    {
        var number = double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);
        if (schema.Minimum is { } minimum && number < minimum)
        {
            errors.Add(FieldError.Invalid(path, value.ToJsonString(), $"{path} in body should be greater than or equal to {minimum}", quoted: false));
        }

        if (schema.Maximum is { } maximum && number > maximum)
        {
            errors.Add(FieldError.Invalid(path, value.ToJsonString(), $"{path} in body should be less than or equal to {maximum}", quoted: false));
        }

        if (schema.Format == SchemaFormats.Int32 && number is > int.MaxValue or < int.MinValue)
        {
            errors.Add(FieldError.Invalid(path, value.ToJsonString(), $"{path} in body must be of type int32: \"{value.ToJsonString()}\"", quoted: false));
        }
    }

    // Patterns may be users': without backtracking none of them can hold up the server.
    private static bool Matches(string pattern, string text) =>
        Patterns.GetOrAdd(pattern, static p => new Regex(p, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)).IsMatch(text);
}
