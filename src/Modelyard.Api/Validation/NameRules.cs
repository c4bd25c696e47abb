using System.Text.RegularExpressions;

namespace Modelyard.Api;

/// <summary>The shapes of names. Each rule gives back what is wrong, in Kubernetes' words, or nothing.</summary>
public static partial class NameRules
{
    private const string SubdomainPattern = @"[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";
    private const string LabelPattern = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private const string Label1035Pattern = "[a-z]([-a-z0-9]*[a-z0-9])?";
    private const string QualifiedPattern = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
    private const string LabelValuePattern = "(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?";
    private const string KeyPattern = "[-._a-zA-Z0-9]+";

    /// <summary>Names of most objects.</summary>
    public static IEnumerable<string> Subdomain(string name)
    {
        if (name.Length > 253)
        {
            yield return TooLong(253);
        }

        if (!SubdomainRegex().IsMatch(name))
        {
            yield return "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an "
                + $"alphanumeric character (e.g. 'example.com', regex used for validation is '{SubdomainPattern}')";
        }
    }

    /// <summary>Names of namespaces, containers and volumes.</summary>
    public static IEnumerable<string> Label(string name)
    {
        if (name.Length > 63)
        {
            yield return TooLong(63);
        }

        if (!LabelRegex().IsMatch(name))
        {
            yield return "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an "
                + $"alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '{LabelPattern}')";
        }
    }

    /// <summary>Names of services, which must not start with a digit.</summary>
    public static IEnumerable<string> Label1035(string name)
    {
        if (name.Length > 63)
        {
            yield return TooLong(63);
        }

        if (!Label1035Regex().IsMatch(name))
        {
            yield return "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an "
                + $"alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '{Label1035Pattern}')";
        }
    }

    /// <summary>Keys of labels, annotations and finalizers: a name with an optional prefix.</summary>
    public static IEnumerable<string> Qualified(string key)
    {
        var slash = key.IndexOf('/');
        var name = key[(slash + 1)..];
        if (name.Contains('/'))
        {
            yield return $"a qualified name {QualifiedRule} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')";
            yield break;
        }

        if (slash == 0)
        {
            yield return "prefix part must be non-empty";
        }
        else if (slash > 0)
        {
            foreach (var wrong in Subdomain(key[..slash]))
            {
                yield return "prefix part " + wrong;
            }
        }

        if (name.Length == 0)
        {
            yield return "name part must be non-empty";
        }
        else if (name.Length > 63)
        {
            yield return "name part " + TooLong(63);
        }

        if (name.Length > 0 && !QualifiedRegex().IsMatch(name))
        {
            yield return "name part " + QualifiedRule;
        }
    }

    /// <summary>Values of labels.</summary>
    public static IEnumerable<string> LabelValue(string value)
    {
        if (value.Length > 63)
        {
            yield return TooLong(63);
        }

        if (!LabelValueRegex().IsMatch(value))
        {
            yield return "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an "
                + $"alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '{LabelValuePattern}')";
        }
    }

    /// <summary>Keys of ConfigMaps and Secrets.</summary>
    public static IEnumerable<string> ConfigKey(string key)
    {
        if (key.Length > 253)
        {
            yield return TooLong(253);
        }

        if (!KeyRegex().IsMatch(key))
        {
            yield return "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', "
                + $"regex used for validation is '{KeyPattern}')";
        }
        else if (key == ".")
        {
            yield return "must not be '.'";
        }
        else if (key.StartsWith("..", StringComparison.Ordinal))
        {
            yield return key == ".." ? "must not be '..'" : "must not start with '..'";
        }
    }

    /// <summary>Names of environment variables.</summary>
    public static IEnumerable<string> EnvName(string name)
    {
        if (name.Any(c => c is < ' ' or > '~' or '='))
        {
            yield return "a valid environment variable name must consist only of printable ASCII characters other than '='";
        }
    }

    private static string QualifiedRule =>
        "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character "
        + $"(e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '{QualifiedPattern}')";

    private static string TooLong(int limit) => $"must be no more than {limit} characters";

    [GeneratedRegex($"^{SubdomainPattern}\\z")]
    private static partial Regex SubdomainRegex();

    [GeneratedRegex($"^{LabelPattern}\\z")]
    private static partial Regex LabelRegex();

    [GeneratedRegex($"^{Label1035Pattern}\\z")]
    private static partial Regex Label1035Regex();

    [GeneratedRegex($"^{QualifiedPattern}\\z")]
    private static partial Regex QualifiedRegex();

    [GeneratedRegex($"^{LabelValuePattern}\\z")]
    private static partial Regex LabelValueRegex();

    [GeneratedRegex($"^{KeyPattern}\\z")]
    private static partial Regex KeyRegex();
}
