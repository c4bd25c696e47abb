using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Commands;

/// <summary>Shows all that is known about a version.</summary>
internal sealed class ShowLibraryCommand : ModelyardCommand
{
    private readonly Argument<string> _version = LibraryCommand.VersionArgument();
    private readonly Option<OutputFormat> _output = SharedOptions.Output();

    public ShowLibraryCommand()
        : base("show", "Show all that is known about a version")
    {
        Add(_version);
        Add(_output);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var session = ApiSession.Open(arguments);
        var version = await LibraryCommand.FindAsync(session, arguments.GetValue(_version)!, cancellationToken);
        var report = await new ResourceClient(session.Connection).TryGetAsync<ModelScanReport>(NamespacedName.Of(version), cancellationToken);
        var format = arguments.GetValue(_output);
        if (format is OutputFormat.Table or OutputFormat.Wide)
        {
            await Console.Out.WriteAsync(LibraryPrinter.Show(version, report?.Report));
            return ExitCodes.Ok;
        }

        var documents = new List<JsonObject?> { JsonSerializer.SerializeToNode(version, ApiJson.Options) as JsonObject, JsonSerializer.SerializeToNode(report, ApiJson.Options) as JsonObject };
        await Console.Out.WriteAsync(DocumentPrinter.Print([.. documents.OfType<JsonObject>()], format));
        return ExitCodes.Ok;
    }
}
