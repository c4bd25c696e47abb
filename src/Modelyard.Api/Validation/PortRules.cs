namespace Modelyard.Api;

/// <summary>Rules on ports.</summary>
internal static class PortRules
{
    private const string Range = "must be between 1 and 65535, inclusive";

    public static void CheckNumber(int? port, FieldPath path, FieldErrors errors)
    {
        if (port is < 1 or > 65535)
        {
            errors.Invalid(path, port, Range);
        }
    }

    public static void Check(IntOrString? port, FieldPath path, FieldErrors errors)
    {
        if (port?.Text is { } name)
        {
            errors.Check(path, name, Name);
        }
        else
        {
            CheckNumber(port?.Number, path, errors);
        }
    }

    public static IEnumerable<string> Name(string name)
    {
        if (name.Length > 15)
        {
            yield return "must be no more than 15 characters";
        }

        if (name.Length == 0 || name.Any(c => c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '-')))
        {
            yield return "must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)";
        }
        else if (!name.Any(c => c is >= 'a' and <= 'z'))
        {
            yield return "must contain at least one letter (a-z)";
        }

        if (name.Contains("--", StringComparison.Ordinal))
        {
            yield return "must not contain consecutive hyphens";
        }

        if (name.StartsWith('-') || name.EndsWith('-'))
        {
            yield return "must not begin or end with a hyphen";
        }
    }
}
