using System.CommandLine;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Library;

namespace Modelyard.Commands;

/// <summary>Shows what a version was made from, and what was made from it and runs; or what was made from something outside the library.</summary>
internal sealed class LineageLibraryCommand : ModelyardCommand
{
    private readonly Argument<string?> _version = new("version") { Description = "The version, as project/model:version.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _from = new("--from") { Description = "In place of a version: a model outside the library, data, code, a commit or a training run, as versions name it." };
    private readonly Option<OutputFormat> _output = SharedOptions.Output();

    public LineageLibraryCommand()
        : base("lineage", "Show what a version was made from, and what was made from it")
    {
        Add(_version);
        Add(_from);
        Add(_output);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var (name, from, format) = (arguments.GetValue(_version), arguments.GetValue(_from), arguments.GetValue(_output));
        if (name is null == from is null)
        {
            throw new CommandFailure(ExitCodes.Usage, "name either a version, as project/model:version, or with --from something that versions were made from.");
        }

        using var session = ApiSession.Open(arguments);
        await Console.Out.WriteAsync(from is null ? await OfAsync(session, name!, format, cancellationToken) : await FromAsync(session, from, format, cancellationToken));
        return ExitCodes.Ok;
    }

    private static async Task<string> OfAsync(ApiSession session, string name, OutputFormat format, CancellationToken cancellationToken)
    {
        var version = await LibraryCommand.FindAsync(session, name, cancellationToken);
        var lineage = await LibraryCommand.LineageAsync(session, version.Metadata.Namespace!, cancellationToken);
        var (ancestors, descendants) = (lineage.AncestorsOf(version), lineage.DescendantsOf(version));
        return format is OutputFormat.Table or OutputFormat.Wide
            ? RecordPrinter.Lineage(VersionReference.Of(version).ToString(), ancestors, descendants)
            : DocumentPrinter.Print([new JsonObject { ["ancestors"] = Nodes(ancestors), ["descendants"] = Nodes(descendants) }], format);
    }

    private static async Task<string> FromAsync(ApiSession session, string name, OutputFormat format, CancellationToken cancellationToken)
    {
        var descendants = (await LibraryCommand.LineageAsync(session, session.Namespace, cancellationToken)).MadeFrom(name);
        return format is OutputFormat.Table or OutputFormat.Wide
            ? RecordPrinter.Lineage(name, null, descendants)
            : DocumentPrinter.Print([new JsonObject { ["descendants"] = Nodes(descendants) }], format);
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
