using System.CommandLine;
using System.Globalization;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Commands;

/// <summary>Somebody answers for findings of a scan, for a time: a ScanWaiver, as anybody else would create it.</summary>
internal sealed class WaiveCommand : ModelyardCommand
{
    private readonly Argument<string> _version = LibraryCommand.VersionArgument();
    private readonly Option<string[]> _rules = new("--rule") { Description = "Rule whose findings are waived, such as MY-POL-001; may be given several times.", Required = true };
    private readonly Option<string[]> _paths = new("--path") { Description = "Only in these files; a path or a glob." };
    private readonly Option<string> _reason = new("--reason") { Description = "Why the version can be used all the same.", Required = true };
    private readonly Option<string> _expires = new("--expires") { Description = "For how long, such as 30d, or until when, such as 2027-01-31.", Required = true };
    private readonly Option<string?> _owner = new("--owner") { Description = "Who answers for it; whoever waives when absent." };
    private readonly ActAsOptions _person;

    public WaiveCommand()
        : base("waive", "Answer for findings of a scan, for a time")
    {
        Add(_version);
        Add(_rules);
        Add(_paths);
        Add(_reason);
        Add(_expires);
        Add(_owner);
        _person = new ActAsOptions(this);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var expires = ReadExpiry(arguments.GetValue(_expires)!, TimeProvider.System.GetUtcNow());
        using var session = _person.Open(arguments);
        var version = await LibraryCommand.FindAsync(session, arguments.GetValue(_version)!, cancellationToken);
        var client = new ResourceClient(session.Connection);
        var made = await client.CreateAsync(
            new ScanWaiver
            {
                Metadata = new ObjectMeta { Namespace = version.Metadata.Namespace, GenerateName = version.Metadata.Name + "-" },
                Spec = new ScanWaiverSpec
                {
                    Version = version.Metadata.Name,
                    Rules = [.. arguments.GetValue(_rules) ?? []],
                    Paths = arguments.GetValue(_paths) is { Length: > 0 } paths ? [.. paths] : null,
                    Reason = arguments.GetValue(_reason),
                    Expires = expires,
                    Owner = arguments.GetValue(_owner),
                },
            },
            cancellationToken);
        await Console.Out.WriteLineAsync(
            $"{made.Spec.By} waived {string.Join(", ", made.Spec.Rules!)} for {VersionReference.Of(version)} until {LibraryPrinter.Time(made.Spec.Expires)}, recorded as scanwaiver/{made.Metadata.Name}");
        await Console.Out.WriteLineAsync(LibraryPrinter.Standing(await SettledVersion.AfterAsync(version, client, cancellationToken)));
        return ExitCodes.Ok;
    }

    private static DateTimeOffset ReadExpiry(string text, DateTimeOffset now) =>
        DurationText.TryParse(text, out var lasts) && lasts < DateTimeOffset.MaxValue - now ? now + lasts
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var until) ? until
        : throw new CommandFailure(ExitCodes.Usage, $"--expires is \"{text}\": give how long the waiver lasts, such as 30d, or a date, such as 2027-01-31.");
}
