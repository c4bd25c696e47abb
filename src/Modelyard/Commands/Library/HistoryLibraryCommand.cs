using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Commands;

/// <summary>Says what ran on a day, and who had approved it. Sugar over the virtual resource <c>servingrecords.ledger.modelyard.dev</c>.</summary>
internal sealed class HistoryLibraryCommand : ModelyardCommand
{
    private readonly ProjectOptions _project;
    private readonly Option<string?> _on = new("--on") { Description = "The day (UTC), e.g. 2026-11-20, or how long ago, e.g. 7d. Default: today." };
    private readonly Option<string?> _stage = new("--stage") { Description = "Only models that were in this stage, such as production." };
    private readonly Option<OutputFormat> _output = SharedOptions.Output();

    public HistoryLibraryCommand()
        : base("history", "Say which models ran on a day, and who had approved them")
    {
        _project = new ProjectOptions(this);
        Add(_on);
        Add(_stage);
        Add(_output);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var (day, stage) = (DayOf(arguments.GetValue(_on)), arguments.GetValue(_stage));
        using var session = ApiSession.Open(arguments);
        var options = new ListOptions { Namespace = _project.Find(arguments), FieldSelector = $"{ServingRecord.OnField}={day}" };
        var records = (await new ResourceClient(session.Connection).ListAsync<ServingRecord>(options, cancellationToken)).Items
            .Where(r => (r.Models ?? []).Exists(m => stage is null || string.Equals(m.Stage, stage, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(r => r.Metadata.Namespace, StringComparer.Ordinal).ThenBy(r => r.Service, StringComparer.Ordinal).ThenBy(r => r.From)
            .ToList();
        var format = arguments.GetValue(_output);
        if (format is OutputFormat.Table or OutputFormat.Wide)
        {
            await (records.Count == 0
                ? Console.Error.WriteLineAsync($"Nothing ran on {day}.")
                : Console.Out.WriteAsync(RecordPrinter.History(records, stage)));
            return ExitCodes.Ok;
        }

        await Console.Out.WriteAsync(DocumentPrinter.Print([.. records.Select(r => JsonSerializer.SerializeToNode(r, ApiJson.Options)).OfType<JsonObject>()], format));
        return ExitCodes.Ok;
    }

    // What is neither a day nor a time the server refuses with a reason.
    private static string DayOf(string? text) => text is null || DurationText.TryParse(text, out _)
        ? (TimeProvider.System.GetUtcNow() - (text is not null && DurationText.TryParse(text, out var ago) ? ago : TimeSpan.Zero)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : text;
}
