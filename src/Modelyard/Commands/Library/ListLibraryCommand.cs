using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Commands;

/// <summary>Lists the versions of the library and how far each has come.</summary>
internal sealed class ListLibraryCommand : ModelyardCommand
{
    private readonly ProjectOptions _project;
    private readonly Option<string?> _search = new("--search") { Description = "Only versions in whose name, task, architecture, licence, languages or message this is found." };
    private readonly Option<string?> _phase = new("--phase") { Description = "Only versions that have come so far, such as PendingApproval." };
    private readonly Option<string?> _stage = new("--stage") { Description = "Only versions in this stage, such as production." };
    private readonly Option<string?> _sort = new("--sort") { Description = $"By {string.Join(", ", VersionQuery.Orders)}." };
    private readonly Option<string?> _selector = new("--selector", "-l") { Description = "Label selector." };
    private readonly Option<OutputFormat> _output = SharedOptions.Output();

    public ListLibraryCommand()
        : base("list", "List the versions of the library")
    {
        _project = new ProjectOptions(this);
        Add(_search);
        Add(_phase);
        Add(_stage);
        _sort.AcceptOnlyFromAmong([.. VersionQuery.Orders]);
        Add(_sort);
        Add(_selector);
        Add(_output);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var session = ApiSession.Open(arguments);
        var options = new ListOptions { Namespace = _project.Find(arguments), LabelSelector = arguments.GetValue(_selector) };
        var query = new VersionQuery(arguments.GetValue(_search), arguments.GetValue(_phase), arguments.GetValue(_stage), arguments.GetValue(_sort));
        var versions = query.Of((await new ResourceClient(session.Connection).ListAsync<ModelVersion>(options, cancellationToken)).Items).ToList();
        var format = arguments.GetValue(_output);
        if (format is OutputFormat.Table or OutputFormat.Wide)
        {
            await (versions.Count == 0
                ? Console.Error.WriteLineAsync("No versions found. What comes into the library a ModelRepository says; see docs/guides/library.md.")
                : Console.Out.WriteAsync(LibraryPrinter.List(versions)));
            return ExitCodes.Ok;
        }

        await Console.Out.WriteAsync(DocumentPrinter.Print([.. versions.Select(v => JsonSerializer.SerializeToNode(v, ApiJson.Options)).OfType<JsonObject>()], format));
        return ExitCodes.Ok;
    }
}
