using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Commands;

/// <summary>Has the registry of a version asked for signatures again, and says how they stand.</summary>
internal sealed class VerifyLibraryCommand : ModelyardCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly Argument<string> _version = LibraryCommand.VersionArgument();

    public VerifyLibraryCommand()
        : base("verify", "Have the registry of a version asked for signatures again, and say how they stand") => Add(_version);

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var session = ApiSession.Open(arguments);
        var client = new ResourceClient(session.Connection);
        var version = await LibraryCommand.FindAsync(session, arguments.GetValue(_version)!, cancellationToken);

        // Later than the last time, whatever our clock says.
        var (before, now) = (version.Status?.SignaturesSoughtAt, TimeProvider.System.GetUtcNow());
        now = before >= now ? before.Value.AddSeconds(1) : now;
        var request = new JsonObject
        {
            ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [LibraryNames.SignaturesWantedAnnotation] = now.ToString("O", CultureInfo.InvariantCulture) } },
        };
        version = await client.PatchAsync<ModelVersion>(NamespacedName.Of(version), Patch.Merge(request), cancellationToken);
        var began = TimeProvider.System.GetTimestamp();
        while (version.Status?.SignaturesSoughtAt == before && TimeProvider.System.GetElapsedTime(began) < Patience)
        {
            await Task.Delay(Interval, cancellationToken);
            version = await client.GetAsync<ModelVersion>(NamespacedName.Of(version), cancellationToken);
        }

        await Console.Out.WriteAsync(LibraryPrinter.Signatures(version));
        await Console.Out.WriteLineAsync(LibraryPrinter.Standing(version));
        return ExitCodes.Ok;
    }
}
