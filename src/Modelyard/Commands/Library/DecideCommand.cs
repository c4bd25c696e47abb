using System.CommandLine;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Commands;

/// <summary>A person's decision about a version: a ModelApproval, as anybody else would create it.</summary>
internal sealed class DecideCommand : ModelyardCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly string _decision;
    private readonly Argument<string> _version = LibraryCommand.VersionArgument();
    private readonly Option<string?> _comment = new("--comment", "-m") { Description = "Why." };
    private readonly Option<string?> _as = new("--as") { Description = "Decide as this user; one needs the right to impersonate them." };
    private readonly Option<string[]> _groups = new("--as-group") { Description = "A group of that user; may be given several times." };

    public DecideCommand(string name, string decision, string description)
        : base(name, description)
    {
        _decision = decision;
        Add(_version);
        Add(_comment);
        Add(_as);
        Add(_groups);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var person = arguments.GetValue(_as) is { } user ? new Impersonation(user) { Groups = arguments.GetValue(_groups) ?? [] } : null;
        using var session = ApiSession.Open(arguments, person);
        var version = await LibraryCommand.FindAsync(session, arguments.GetValue(_version)!, cancellationToken);
        var client = new ResourceClient(session.Connection);
        var made = await client.CreateAsync(
            new ModelApproval
            {
                Metadata = new ObjectMeta { Namespace = version.Metadata.Namespace, GenerateName = version.Metadata.Name + "-" },
                Spec = new ModelApprovalSpec { Version = version.Metadata.Name, Decision = _decision, Comment = arguments.GetValue(_comment) },
            },
            cancellationToken);
        await Console.Out.WriteLineAsync($"{made.Spec.Approver}: {_decision.ToLowerInvariant()} {VersionReference.Of(version)}, recorded as modelapproval/{made.Metadata.Name}");
        await Console.Out.WriteLineAsync(LibraryPrinter.Standing(await SettledAsync(client, version, cancellationToken)));
        return ExitCodes.Ok;
    }

    // What it comes to the controller says, in a moment.
    private static async Task<ModelVersion> SettledAsync(ResourceClient client, ModelVersion before, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var now = await client.GetAsync<ModelVersion>(NamespacedName.Of(before), cancellationToken);
            if (now.Metadata.ResourceVersion != before.Metadata.ResourceVersion || TimeProvider.System.GetElapsedTime(began) > Patience)
            {
                return now;
            }

            await Task.Delay(Interval, cancellationToken);
        }
    }
}
