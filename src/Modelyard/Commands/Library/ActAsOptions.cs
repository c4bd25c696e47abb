using System.CommandLine;
using Modelyard.Client;

namespace Modelyard.Commands;

/// <summary>The person in whose name something is done: the caller, or somebody the caller may impersonate.</summary>
internal sealed class ActAsOptions
{
    private readonly Option<string?> _user = new("--as") { Description = "Act as this user; one needs the right to impersonate them." };
    private readonly Option<string[]> _groups = new("--as-group") { Description = "A group of that user; may be given several times." };

    public ActAsOptions(Command command)
    {
        command.Add(_user);
        command.Add(_groups);
    }

    /// <summary>A session as that person.</summary>
    public ApiSession Open(ParseResult arguments) => ApiSession.Open(
        arguments, arguments.GetValue(_user) is { } user ? new Impersonation(user) { Groups = arguments.GetValue(_groups) ?? [] } : null);
}
