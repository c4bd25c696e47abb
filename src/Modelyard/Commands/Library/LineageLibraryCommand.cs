using System.CommandLine;
using System.Text.Json.Nodes;
using Modelyard.Library;

namespace Modelyard.Commands;

/// <summary>Shows what a version was made from, and what was made from it and runs.</summary>
internal sealed class LineageLibraryCommand : ModelyardCommand
{
    private readonly Argument<string> _version = LibraryCommand.VersionArgument();
    private readonly Option<OutputFormat> _output = SharedOptions.Output();

    public LineageLibraryCommand()
        : base("lineage", "Show what a version was made from, and what was made from it")
    {
        Add(_version);
        Add(_output);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var session = ApiSession.Open(arguments);
        var version = await LibraryCommand.FindAsync(session, arguments.GetValue(_version)!, cancellationToken);
        var lineage = await LibraryCommand.LineageAsync(session, version, cancellationToken);
        var (ancestors, descendants) = (lineage.AncestorsOf(version), lineage.DescendantsOf(version));
        var format = arguments.GetValue(_output);
        await Console.Out.WriteAsync(format is OutputFormat.Table or OutputFormat.Wide
            ? RecordPrinter.Lineage(version, ancestors, descendants)
            : DocumentPrinter.Print([new JsonObject { ["ancestors"] = Nodes(ancestors), ["descendants"] = Nodes(descendants) }], format));
        return ExitCodes.Ok;
    }

    private static JsonArray Nodes(IReadOnlyList<LineageNode> nodes) => new([.. nodes.Select(n => new JsonObject
    {
        ["kind"] = n.Kind.ToString(),
        ["name"] = n.Name,
        ["distance"] = n.Distance,
        ["inLibrary"] = n.Version is not null,
        ["phase"] = n.Version?.Status?.Phase,
        ["detail"] = n.Detail,
    })]);
}
