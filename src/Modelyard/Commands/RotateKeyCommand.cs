using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.Commands;

/// <summary>Makes a key that takes the place of another, which goes on working for a while.</summary>
internal sealed class RotateKeyCommand : ModelyardCommand
{
    private static readonly TimeSpan DefaultOverlap = TimeSpan.FromHours(24);

    private readonly Argument<string> _old = new("name") { Description = "Name of the key that is to be replaced." };
    private readonly Option<string?> _name = new("--name") { Description = "Name of the new key. Default: one is made up from the old one's." };
    private readonly ProjectOptions _project;
    private readonly Option<TimeSpan> _overlap = SharedOptions.Time("--overlap", "How long the old key goes on working, e.g. 24h; 0s for not at all.", DefaultOverlap);
    private readonly Option<OutputFormat> _output = SharedOptions.Output();

    public RotateKeyCommand()
        : base("rotate", "Replace an API key by a new one that may do the same, and show its secret, this once")
    {
        _project = new ProjectOptions(this);
        Add(_old);
        Add(_name);
        Add(_overlap);
        Add(_output);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var session = ApiSession.Open(arguments);
        var old = arguments.GetValue(_old)!;
        var metadata = arguments.GetValue(_name) is { } name ? new JsonObject { ["name"] = name } : new JsonObject { ["generateName"] = $"{old}-" };
        var overlap = string.Create(CultureInfo.InvariantCulture, $"{arguments.GetValue(_overlap).TotalSeconds:0}s");
        var created = await session.CreateAsync(
            LedgerKinds.ApiKeys, _project.Get(arguments, session), metadata, new JsonObject { ["rotates"] = old, ["overlap"] = overlap }, cancellationToken);
        return await CreateKeyCommand.PrintAsync(created, arguments.GetValue(_output));
    }
}
