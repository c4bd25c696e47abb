using System.CommandLine;

namespace Modelyard.Commands;

/// <summary>Which project a command is about: a namespace, or the home project of an organization, which has its name.</summary>
internal sealed class ProjectOptions
{
    private readonly Option<string?> _namespace = SharedOptions.Namespace();
    private readonly Option<string?> _organization = new("--org") { Description = "The organization; stands for its home project." };

    public ProjectOptions(Command command)
    {
        command.Add(_namespace);
        command.Add(_organization);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_namespace) is not null && result.GetValue(_organization) is not null)
            {
                result.AddError("--org and --namespace both name a project: give one of them.");
            }
        });
    }

    /// <summary>The namespace named in either way; null when none is.</summary>
    public string? Find(ParseResult arguments) => arguments.GetValue(_organization) ?? arguments.GetValue(_namespace);

    /// <summary>The namespace named in either way, else the one of the session.</summary>
    public string Get(ParseResult arguments, ApiSession session) => Find(arguments) ?? session.Namespace;
}
