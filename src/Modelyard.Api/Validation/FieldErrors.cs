namespace Modelyard.Api;

/// <summary>Collects what is wrong with an object while its validator goes through it.</summary>
internal sealed class FieldErrors
{
    private readonly List<FieldError> _errors = [];

    public IReadOnlyList<FieldError> All => _errors;

    public void Add(FieldError error) => _errors.Add(error);

    public void Invalid(FieldPath path, object? value, string message) => _errors.Add(FieldError.Invalid(path, value, message));

    public void Required(FieldPath path, string message = "") => _errors.Add(FieldError.Required(path, message));

    public void Forbidden(FieldPath path, string message) => _errors.Add(FieldError.Forbidden(path, message));

    public void TooLong(FieldPath path, string message) => _errors.Add(new FieldError(path, "FieldValueTooLong", $"Too long: {message}"));

    public void Duplicate(FieldPath path, string value) => _errors.Add(new FieldError(path, "FieldValueDuplicate", $"Duplicate value: \"{value}\""));

    /// <summary>One error for each thing a rule finds wrong.</summary>
    public void Check(FieldPath path, string value, Func<string, IEnumerable<string>> rule)
    {
        foreach (var wrong in rule(value))
        {
            Invalid(path, value, wrong);
        }
    }

    /// <summary>A value that must be given, and one of a closed set when it is.</summary>
    public void OneOf(FieldPath path, string? value, params string[] allowed)
    {
        if (value is { Length: > 0 } && !allowed.Contains(value, StringComparer.Ordinal))
        {
            _errors.Add(FieldError.NotSupported(path, value, allowed));
        }
    }

    /// <summary>A field that may not change once it is set.</summary>
    public void Immutable<T>(FieldPath path, T? value, T? old)
    {
        if (!Equals(value, old))
        {
            Invalid(path, value, "field is immutable");
        }
    }
}
