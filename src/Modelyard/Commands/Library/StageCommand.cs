using System.CommandLine;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Commands;

/// <summary>Says what a version is used for.</summary>
internal sealed class StageCommand : ModelyardCommand
{
    private readonly Argument<string> _version = LibraryCommand.VersionArgument();
    private readonly Argument<string> _stage = new("stage") { Description = string.Join(", ", LibraryNames.Stages) + "." };

    public StageCommand()
        : base("stage", "Put a version into another stage, such as production or retired")
    {
        _stage.AcceptOnlyFromAmong([.. LibraryNames.Stages]);
        Add(_version);
        Add(_stage);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var session = ApiSession.Open(arguments);
        var version = await LibraryCommand.FindAsync(session, arguments.GetValue(_version)!, cancellationToken);
        var stage = arguments.GetValue(_stage)!;
        var label = new JsonObject { ["metadata"] = new JsonObject { ["labels"] = new JsonObject { [LibraryNames.StageLabel] = stage } } };
        await new ResourceClient(session.Connection).PatchAsync<ModelVersion>(NamespacedName.Of(version), Patch.Merge(label), cancellationToken);
        await Console.Out.WriteLineAsync($"{VersionReference.Of(version)} is in {stage}.");
        if (version.Status?.Usage?.By is { Count: > 0 } users && stage is LibraryNames.Deprecated or LibraryNames.Retired)
        {
            await Console.Out.WriteLineAsync($"It is used by {string.Join(", ", users)}: whoever runs that is told in its status.");
        }

        return ExitCodes.Ok;
    }
}
