using System.CommandLine;
using Modelyard.Api;

namespace Modelyard.Commands;

/// <summary>Takes the versions of an archive into the library.</summary>
internal sealed class ImportLibraryCommand : ModelyardCommand
{
    private readonly Argument<FileInfo> _archive = new("archive") { Description = "The archive." };
    private readonly Option<string?> _namespace = SharedOptions.Namespace();
    private readonly Option<FileInfo[]> _trust = new("--trust") { Description = "Public key (PEM) of the site that exported it; may be given several times. The installation's own keys are trusted.", DefaultValueFactory = _ => [] };
    private readonly Option<bool> _allowUnsigned = new("--allow-unsigned") { Description = "Also take an archive that nobody signed." };

    public ImportLibraryCommand()
        : base("import", "Take the versions of an archive into the library")
    {
        Add(_archive);
        Add(_namespace);
        Add(_trust);
        Add(_allowUnsigned);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var session = ApiSession.Open(arguments);
        var query = new List<string>();
        foreach (var key in arguments.GetValue(_trust)!)
        {
            query.Add("trust=" + Uri.EscapeDataString(await File.ReadAllTextAsync(key.FullName, cancellationToken)));
        }

        if (arguments.GetValue(_allowUnsigned))
        {
            query.Add("allowUnsigned=true");
        }

        await using var archive = new FileStream(arguments.GetValue(_archive)!.FullName, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, useAsync: true);
        var path = $"{KindRequests.Path(QuestionKinds.ModelImports, arguments.GetValue(_namespace) ?? session.Namespace)}?{string.Join('&', query)}";
        var made = (await session.Connection.UploadAsync<ModelImport>(path, archive, "application/x-tar", cancellationToken)).Status!;
        foreach (var version in made.Versions ?? [])
        {
            await Console.Out.WriteLineAsync($"{version.Version}   {version.Digest}   {(version.Known == true ? "was here already" : "imported")}");
        }

        await Console.Out.WriteLineAsync($"Exported {made.ExportedAt:u}, {(made.SignedBy is { } signer ? $"signed by sha256:{signer}" : "signed by nobody")}, {ByteText.Of(made.NewBytes ?? 0)} new. It is scanned now, and then needs its approvals here.");
        return ExitCodes.Ok;
    }
}
