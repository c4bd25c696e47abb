using System.CommandLine;

namespace Modelyard.Commands;

/// <summary>Says what is wrong with a command line, without the whole help text behind it.</summary>
internal static class UsageErrors
{
    public static int Print(ParseResult parsed)
    {
        foreach (var error in parsed.Errors)
        {
            Console.Error.WriteLine($"modelyard: {error.Message}");
        }

        Console.Error.WriteLine($"See \"modelyard {string.Concat(Path(parsed))}--help\".");
        return ExitCodes.Usage;
    }

    private static IEnumerable<string> Path(ParseResult parsed)
    {
        var names = new Stack<string>();
        for (var result = parsed.CommandResult; result?.Parent is not null; result = result.Parent as System.CommandLine.Parsing.CommandResult)
        {
            names.Push(result.Command.Name + " ");
        }

        return names;
    }
}
