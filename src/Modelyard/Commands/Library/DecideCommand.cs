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
    private readonly Option<string>? _to;
    private readonly ActAsOptions _person;

    private DecideCommand(string name, string decision, string description, Option<string>? to = null)
        : base(name, description)
    {
        _decision = decision;
        _to = to;
        Add(_version);
        if (to is not null)
        {
            Add(to);
        }

        Add(_comment);
        _person = new ActAsOptions(this);
    }

    /// <summary>One for each decision.</summary>
    public static IReadOnlyList<DecideCommand> All() =>
    [
        new("approve", "Approve", "Approve a version"),
        new("reject", "Reject", "Reject a version"),
        new("withdraw", "Withdraw", "Take one's earlier decision about a version back"),
        new("delegate", "Delegate", "Let somebody else decide about a version in one's place", new("--to") { Description = "Who.", HelpName = "user", Required = true }),
        new("revoke", "Revoke", "Have an approved version not started any more"),
    ];

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var session = _person.Open(arguments);
        var version = await LibraryCommand.FindAsync(session, arguments.GetValue(_version)!, cancellationToken);
        var client = new ResourceClient(session.Connection);
        var to = _to is null ? null : arguments.GetValue(_to);
        var made = await client.CreateAsync(
            new ModelApproval
            {
                Metadata = new ObjectMeta { Namespace = version.Metadata.Namespace, GenerateName = version.Metadata.Name + "-" },
                Spec = new ModelApprovalSpec
                {
                    Version = version.Metadata.Name, Decision = _decision, DelegateTo = to, Comment = arguments.GetValue(_comment), Digest = version.Status?.Digest,
                },
            },
            cancellationToken);
        await Console.Out.WriteLineAsync($"{made.Spec.Approver}: {_decision.ToLowerInvariant()} {VersionReference.Of(version)}{(to is null ? "" : $" to {to}")}, recorded as modelapproval/{made.Metadata.Name}");
        await Console.Out.WriteLineAsync(LibraryPrinter.Standing(await SettledVersion.AfterAsync(version, client, cancellationToken)));
        return ExitCodes.Ok;
    }
}
