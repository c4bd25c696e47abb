namespace Modelyard.Api;

/// <summary>One thing wrong with one field. Validators return all of them, never only the first.</summary>
/// <param name="Field">Path, e.g. <c>spec.predictor.model.runtime</c>.</param>
/// <param name="Reason">Kubernetes' cause reason: <c>FieldValueInvalid</c>, <c>FieldValueRequired</c>, <c>FieldValueNotSupported</c>, ….</param>
/// <param name="Message">What is wrong and what to do.</param>
public readonly record struct FieldError(string Field, string Reason, string Message)
{
    /// <summary>A value that is not allowed; <paramref name="value"/> is repeated in the message, in quotes when it is a text.</summary>
    public static FieldError Invalid(string field, object? value, string message, bool quoted = true) =>
        new(field, "FieldValueInvalid", $"Invalid value: {(value is string s && quoted ? $"\"{s}\"" : value ?? "null")}: {message}");

    /// <summary>A value that is missing.</summary>
    public static FieldError Required(string field, string message = "") =>
        new(field, "FieldValueRequired", message.Length == 0 ? "Required value" : $"Required value: {message}");

    /// <summary>A value outside a closed set.</summary>
    public static FieldError NotSupported(string field, object? value, IEnumerable<string> supported) =>
        new(field, "FieldValueNotSupported", $"Unsupported value: \"{value}\": supported values: {string.Join(", ", supported.Select(s => $"\"{s}\""))}");

    /// <summary>Something that may not be given or changed.</summary>
    public static FieldError Forbidden(string field, string message) => new(field, "FieldValueForbidden", $"Forbidden: {message}");

    /// <summary><c>field: message</c>, as Kubernetes words it.</summary>
    public override string ToString() => $"{Field}: {Message}";
}
