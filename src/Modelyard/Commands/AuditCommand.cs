using System.CommandLine;
using System.Globalization;
using System.Text;
using Modelyard.Api;
using Modelyard.Storage;
using Modelyard.Storage.Postgres;
using Modelyard.Storage.Sqlite;

namespace Modelyard.Commands;

/// <summary>The audit trail. Read from the database itself, so that it can be checked while nothing runs.</summary>
internal sealed class AuditCommand : Command
{
    public AuditCommand()
        : base("audit", "Check and export the record of who did what")
    {
        Add(new VerifyAuditCommand());
        Add(new ExportAuditCommand());
    }

    internal static Task<ITrailSnapshot> OpenAsync(DataDirectory data, DatabaseUrl? database, CancellationToken cancellationToken)
    {
        return database is not null ? OpenPostgresAsync(database.Address) : Task.FromResult<ITrailSnapshot>(File.Exists(data.Resources)
            ? SqliteTrailSnapshot.Open(data.Resources)
            : throw new CommandFailure(
                ExitCodes.Failed, $"{data.Resources} does not exist. If resources are in PostgreSQL, name the database with --database-url."));

        async Task<ITrailSnapshot> OpenPostgresAsync(PostgresAddress address) => await PostgresTrailSnapshot.OpenAsync(address, cancellationToken);
    }
}

/// <summary>Checks that every record is as it was written and none is missing.</summary>
internal sealed class VerifyAuditCommand : ModelyardCommand
{
    private readonly Option<string?> _database = SharedOptions.DatabaseUrl();
    private readonly Option<FileInfo?> _key = SharedOptions.AuditKeyFile();
    private readonly Option<string?> _head = new("--head")
    {
        Description = "An end of the trail that \"audit verify\" printed before, NUMBER:HASH; that record must still be there.",
    };

    private readonly Option<long> _from = new("--from")
    {
        Description = "The number of the first record to check; those before it are taken as they are.",
        DefaultValueFactory = _ => 1,
    };

    public VerifyAuditCommand()
        : base("verify", "Check that every record is as it was written and none is missing")
    {
        Add(_database);
        Add(_key);
        Add(_head);
        Add(_from);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var data = new DataDirectory(arguments.GetValue(SharedOptions.Data)!.FullName);
        var known = arguments.GetValue(_head) is { } text ? ParseHead(text) : null;
        var verifier = new TrailVerifier(TrailKey.Open(arguments.GetValue(_key)?.FullName ?? data.AuditKey));
        await using var trail = await AuditCommand.OpenAsync(data, DatabaseUrl.Find(arguments.GetValue(_database)), cancellationToken);
        var verdict = await verifier.VerifyAsync(trail, known, arguments.GetValue(_from), cancellationToken);
        if (verdict.Fault is { } fault)
        {
            throw new CommandFailure(
                ExitCodes.AuditBroken,
                string.Create(CultureInfo.InvariantCulture, $"the audit trail is broken at record {fault.Sequence}: {fault.Message}. {verdict.Records} records before it are good."));
        }

        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{verdict.Records} records, none changed or missing; head {verdict.Head}"));
        return ExitCodes.Ok;
    }

    private static TrailHead ParseHead(string text) => TrailHead.TryParse(text, out var head)
        ? head
        : throw new CommandFailure(ExitCodes.Usage, $"--head \"{text}\" is not NUMBER:HASH, as \"audit verify\" prints it.");
}

/// <summary>Writes the records to standard output, one JSON object per line.</summary>
internal sealed class ExportAuditCommand : ModelyardCommand
{
    private readonly Option<string?> _database = SharedOptions.DatabaseUrl();
    private readonly Option<string?> _since = new("--since") { Description = "Only records from then on: a time (2026-01-31T08:00:00Z) or how long ago (24h)." };
    private readonly Option<string?> _until = new("--until") { Description = "Only records before then, written likewise." };

    public ExportAuditCommand()
        : base("export", "Write the records to standard output as JSON lines")
    {
        Add(_database);
        Add(_since);
        Add(_until);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var data = new DataDirectory(arguments.GetValue(SharedOptions.Data)!.FullName);
        var (since, until) = (ParseMoment("--since", arguments.GetValue(_since)), ParseMoment("--until", arguments.GetValue(_until)));
        await using var trail = await AuditCommand.OpenAsync(data, DatabaseUrl.Find(arguments.GetValue(_database)), cancellationToken);
        await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 1 << 16);
        await foreach (var record in trail.ReadAsync(since, until, cancellationToken))
        {
            await output.WriteLineAsync(AuditLine.Of(record).AsMemory(), cancellationToken);
        }

        return ExitCodes.Ok;
    }

    private static DateTimeOffset? ParseMoment(string option, string? text) => text switch
    {
        null => null,
        _ when DurationText.TryParse(text, out var ago) => TimeProvider.System.GetUtcNow() - ago,
        _ when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) => moment,
        _ => throw new CommandFailure(ExitCodes.Usage, $"{option} \"{text}\" is neither a time such as 2026-01-31T08:00:00Z nor a duration such as 24h."),
    };
}
