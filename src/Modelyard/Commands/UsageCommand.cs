using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.Commands;

/// <summary>What was used and what it cost. Sugar over the virtual resource <c>usagereports.ledger.modelyard.dev</c>.</summary>
internal sealed class UsageCommand : ModelyardCommand
{
    private readonly Option<string[]> _by = new("--by")
    {
        Description = "What gets rows of its own, with commas between: organization, project, user, key, deployment, day.",
        CustomParser = static result => [.. result.Tokens.SelectMany(t => t.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))],
        DefaultValueFactory = _ => [],
    };

    private readonly ProjectOptions _project;
    private readonly Option<string?> _from = Day("--from", "First day (UTC), e.g. 2026-01-01, or how long ago, e.g. 7d. Default: the beginning.");
    private readonly Option<string?> _to = Day("--to", "Last day (UTC), e.g. 2026-01-31, or how long ago. Default: today.");
    private readonly Option<string?> _user = new("--user") { Description = "Only what was used for this user or service account." };
    private readonly Option<string?> _key = new("--key") { Description = "Only what was used with the key of this name." };
    private readonly Option<string?> _deployment = new("--deployment") { Description = "Only what was used of this deployment, as name or namespace/name." };
    private readonly Option<UsageFormat> _output = new("--output", "-o") { Description = "table, csv or json.", DefaultValueFactory = _ => UsageFormat.Table };

    public UsageCommand()
        : base("usage", "Show what was used and what it cost")
    {
        _project = new ProjectOptions(this);
        Add(_by);
        Add(_from);
        Add(_to);
        Add(_user);
        Add(_key);
        Add(_deployment);
        Add(_output);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var session = ApiSession.Open(arguments);
        var by = arguments.GetValue(_by)!;
        var filters = new JsonObject();
        Set(filters, "user", arguments.GetValue(_user));
        Set(filters, "key", arguments.GetValue(_key));
        Set(filters, "deployment", arguments.GetValue(_deployment));
        var spec = new JsonObject { ["filters"] = filters };
        spec.SetList("by", by);
        Set(spec, "from", arguments.GetValue(_from));
        Set(spec, "to", arguments.GetValue(_to));
        var report = await session.CreateAsync(LedgerKinds.UsageReports, _project.Get(arguments, session), [], spec, cancellationToken);
        await Console.Out.WriteAsync(UsagePrinter.Print(report["status"]!.AsObject(), by, arguments.GetValue(_output)));
        return ExitCodes.Ok;
    }

    private static void Set(JsonObject target, string field, string? value)
    {
        if (value is not null)
        {
            target[field] = value;
        }
    }

    private static Option<string?> Day(string name, string description) => new(name) { Description = description, CustomParser = ParseDay };

    // A day as it is, or one so long ago; what is neither the server refuses with a reason.
    private static string? ParseDay(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        return DurationText.TryParse(text, out var ago)
            ? (TimeProvider.System.GetUtcNow() - ago).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : text;
    }
}
