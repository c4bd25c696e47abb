using System.CommandLine;
using Modelyard.Library;

namespace Modelyard.Commands;

/// <summary>Writes the bill of materials of a version: CycloneDX 1.6, with the card of the model.</summary>
internal sealed class SbomLibraryCommand : ModelyardCommand
{
    private readonly Argument<string> _version = LibraryCommand.VersionArgument();
    private readonly Option<FileInfo?> _output = new("--output", "-o") { Description = "File to write to. Default: standard output." };

    public SbomLibraryCommand()
        : base("sbom", "Write the bill of materials of a version (CycloneDX 1.6)")
    {
        Add(_version);
        Add(_output);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var session = ApiSession.Open(arguments);
        var version = await LibraryCommand.FindAsync(session, arguments.GetValue(_version)!, cancellationToken);
        if (version.Status?.Files is not { Count: > 0 })
        {
            throw new CommandFailure(ExitCodes.Failed, $"{arguments.GetValue(_version)} is {version.Status?.Phase ?? "Pending"}: its files are not known yet, and a bill of materials lists them.");
        }

        var bom = ModelBom.Of(version, await LibraryCommand.LineageAsync(session, version, cancellationToken), VersionCommand.Version).ToBytes();
        if (arguments.GetValue(_output) is { } file)
        {
            await File.WriteAllBytesAsync(file.FullName, bom, cancellationToken);
            return ExitCodes.Ok;
        }

        await using var output = Console.OpenStandardOutput();
        await output.WriteAsync(bom, cancellationToken);
        return ExitCodes.Ok;
    }
}
