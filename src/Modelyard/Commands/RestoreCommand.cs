using System.CommandLine;

namespace Modelyard.Commands;

/// <summary>Makes a data folder what it was when a backup was written. Refused while Modelyard runs on it.</summary>
internal sealed class RestoreCommand : ModelyardCommand
{
    private readonly Argument<FileInfo> _file = new("file") { Description = "A file written by \"modelyard backup\"." };

    public RestoreCommand()
        : base("restore", "Put back what a backup holds; what is there now is moved aside") => Add(_file);

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var data = new DataDirectory(arguments.GetValue(SharedOptions.Data)!.FullName);
        data.Create();
        await using var @lock = InstallationLock.Take(data);
        var aside = await new BackupRestorer(data).RestoreAsync(arguments.GetValue(_file)!.FullName, cancellationToken);
        Console.Out.WriteLine(aside is null ? $"restored into {data.Path}" : $"restored into {data.Path}; what was there is in {aside}");
        return ExitCodes.Ok;
    }
}
