using System.CommandLine;

namespace Modelyard.Commands;

/// <summary>Writes everything that cannot be made again into one file, also while Modelyard runs.</summary>
internal sealed class BackupCommand : ModelyardCommand
{
    private readonly Argument<FileInfo> _file = new("file") { Description = "The file to write, e.g. backup.tar.gz. It will hold secrets." };

    public BackupCommand()
        : base("backup", "Write resources, audit trail, API keys and certificates into one file") => Add(_file);

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var data = new DataDirectory(arguments.GetValue(SharedOptions.Data)!.FullName);
        if (!Directory.Exists(data.Path))
        {
            throw new CommandFailure(ExitCodes.Failed, $"there is nothing to back up: {data.Path} does not exist.");
        }

        var file = arguments.GetValue(_file)!.FullName;
        var manifest = await new BackupWriter(data, TimeProvider.System).WriteAsync(file, cancellationToken);
        Console.Out.WriteLine($"{file}: {string.Join(", ", manifest.Files.Select(f => f.Name))}");
        if (manifest.Files.All(f => f.Name != BackupContent.Resources))
        {
            await Console.Error.WriteLineAsync(
                "modelyard: no resources are in this data folder. If they are in PostgreSQL, back that up with its own tools, for instance pg_dump.");
        }
        else
        {
            Console.Out.WriteLine(manifest.Files.Any(f => f.Name == BackupContent.EncryptionKey)
                ? "Secrets in it are encrypted, and the key is in it too: keep it where private keys belong."
                : "Secrets in it are encrypted. The key is not in this data folder, so it is not in the backup either: keep a copy of it elsewhere.");
        }

        return ExitCodes.Ok;
    }
}
