using System.CommandLine;
using System.Text.Json.Nodes;

namespace Modelyard.Commands;

/// <summary>The options of commands that show resources, and the showing.</summary>
internal sealed class GetOptions
{
    private const string AsTable = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json";

    private readonly ProjectOptions _project;
    private readonly Option<bool> _all = SharedOptions.AllNamespaces();
    private readonly Option<string?> _selector = new("--selector", "-l") { Description = "Label selector." };
    private readonly Option<OutputFormat> _output = SharedOptions.Output();

    public GetOptions(Command command)
    {
        _project = new ProjectOptions(command);
        command.Add(_all);
        command.Add(_selector);
        command.Add(_output);
    }

    public async Task<int> PrintAsync(
        ParseResult arguments, IReadOnlyList<(string Type, string? Name)> what, CancellationToken cancellationToken)
    {
        using var session = ApiSession.Open(arguments);
        var format = arguments.GetValue(_output);
        var ns = arguments.GetValue(_all) ? null : _project.Get(arguments, session);
        var documents = new List<JsonObject>();
        var printed = 0;
        foreach (var (typeName, name) in what)
        {
            foreach (var type in await session.FindTypesAsync(typeName, cancellationToken))
            {
                var path = name is null
                    ? type.Collection(ns) + (arguments.GetValue(_selector) is { } s ? "?labelSelector=" + Uri.EscapeDataString(s) : "")
                    : type.Object(ns ?? session.Namespace, name);
                if (format is OutputFormat.Table or OutputFormat.Wide)
                {
                    var table = await session.Connection.GetAsync<JsonObject>(path, cancellationToken, AsTable);
                    printed += TablePrinter.Print(table, type, wide: format == OutputFormat.Wide, withNamespace: ns is null, Console.Out);
                }
                else
                {
                    documents.Add(await session.Connection.GetAsync<JsonObject>(path, cancellationToken));
                }
            }
        }

        if (format is OutputFormat.Table or OutputFormat.Wide)
        {
            if (printed == 0)
            {
                await Console.Error.WriteLineAsync(ns is null ? "No resources found." : $"No resources found in {ns} namespace.");
            }
        }
        else
        {
            await Console.Out.WriteAsync(DocumentPrinter.Print(documents, format));
        }

        return ExitCodes.Ok;
    }
}
