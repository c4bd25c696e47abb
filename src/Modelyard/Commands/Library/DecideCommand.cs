using System.CommandLine;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Commands;

/// <summary>A person's decision about a version: a ModelApproval, as anybody else would create it.</summary>
internal sealed class DecideCommand : ModelyardCommand
{
    private readonly string _decision;
    private readonly Argument<string> _version = LibraryCommand.VersionArgument();
    private readonly Option<string?> _comment = new("--comment", "-m") { Description = "Why." };
    private readonly ActAsOptions _person;

    public DecideCommand(string name, string decision, string description)
        : base(name, description)
    {
        _decision = decision;
        Add(_version);
        Add(_comment);
        _person = new ActAsOptions(this);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var session = _person.Open(arguments);
        var version = await LibraryCommand.FindAsync(session, arguments.GetValue(_version)!, cancellationToken);
        var client = new ResourceClient(session.Connection);
        var made = await client.CreateAsync(
            new ModelApproval
            {
                Metadata = new ObjectMeta { Namespace = version.Metadata.Namespace, GenerateName = version.Metadata.Name + "-" },
                Spec = new ModelApprovalSpec { Version = version.Metadata.Name, Decision = _decision, Comment = arguments.GetValue(_comment), Digest = version.Status?.Digest },
            },
            cancellationToken);
        await Console.Out.WriteLineAsync($"{made.Spec.Approver}: {_decision.ToLowerInvariant()} {VersionReference.Of(version)}, recorded as modelapproval/{made.Metadata.Name}");
        await Console.Out.WriteLineAsync(LibraryPrinter.Standing(await SettledVersion.AfterAsync(version, client, cancellationToken)));
        return ExitCodes.Ok;
    }
}
