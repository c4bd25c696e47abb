using System.CommandLine;
using Modelyard.Api;

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
        var bom = await ReadAsync(session, version, cancellationToken);
        if (arguments.GetValue(_output) is { } file)
        {
            await File.WriteAllBytesAsync(file.FullName, bom, cancellationToken);
            return ExitCodes.Ok;
        }

        await using var output = Console.OpenStandardOutput();
        await output.WriteAsync(bom, cancellationToken);
        return ExitCodes.Ok;
    }

    private static async Task<byte[]> ReadAsync(ApiSession session, ModelVersion version, CancellationToken cancellationToken)
    {
        var path = $"apis/modelyard.dev/v1alpha1/namespaces/{Uri.EscapeDataString(version.Metadata.Namespace!)}/modelversions/{Uri.EscapeDataString(version.Metadata.Name!)}/bom";
        using var response = await session.Connection.SendAsync(HttpMethod.Get, path, null, "application/json", cancellationToken, "application/vnd.cyclonedx+json, application/json");
        return await response.Content.ReadAsByteArrayAsync(cancellationToken);
    }
}
