using System.Text.RegularExpressions;

namespace Modelyard.Tests;

/// <summary>The messages of a protocol file of Kubernetes: names of fields, with embedded messages marked.</summary>
internal static partial class ProtoFile
{
    /// <summary>Field names by message.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Messages(string text)
    {
        var messages = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (Match message in MessageRegex().Matches(text))
        {
            messages[message.Groups["name"].Value] =
                [.. FieldRegex().Matches(message.Groups["body"].Value).Select(f => f.Groups["name"].Value)];
        }

        return messages;
    }

    [GeneratedRegex(@"^message (?<name>\w+) \{\n(?<body>.*?)^\}", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex MessageRegex();

    [GeneratedRegex(@"^  (?:optional|repeated|map<[^>]*>) ?(?:[\w.]+ )?(?<name>\w+) = \d+;", RegexOptions.Multiline)]
    private static partial Regex FieldRegex();
}
