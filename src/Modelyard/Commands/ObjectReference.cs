namespace Modelyard.Commands;

/// <summary>The objects a command line names: <c>TYPE</c>, <c>TYPE NAME…</c> or <c>TYPE/NAME…</c>.</summary>
internal static class ObjectReference
{
    public static IReadOnlyList<(string Type, string? Name)> Parse(IReadOnlyList<string> words)
    {
        if (words.Count == 0)
        {
            throw new CommandFailure(ExitCodes.Usage, "name a resource type, for instance \"inferenceservices\", or TYPE/NAME.");
        }

        if (words[0].Contains('/'))
        {
            return [.. words.Select(w => w.Split('/', 2) is [{ Length: > 0 } type, { Length: > 0 } name]
                ? (type, (string?)name)
                : throw new CommandFailure(ExitCodes.Usage, $"\"{w}\" is not TYPE/NAME."))];
        }

        return words.Count == 1 ? [(words[0], null)] : [.. words.Skip(1).Select(name => (words[0], (string?)name))];
    }
}
