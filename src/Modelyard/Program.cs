using System.CommandLine;
using System.Runtime.Versioning;
using Modelyard.Commands;

[assembly: SupportedOSPlatform("linux")]

var root = new RootCommand("Modelyard: run AI models on your own machines, under your own rules.")
{
    SharedOptions.Data,
    new UpCommand(),
    new DownCommand(),
    new StatusCommand(),
    new EnvCommand(),
    new KubeconfigCommand(),
    new CheckCommand(),
    new ApplyCommand(),
    new GetCommand(),
    new DeleteCommand(),
    new WaitCommand(),
    new LogsCommand(),
    new ChatCommand(),
    new LibraryCommand(),
    new KeysCommand(),
    new MembersCommand(),
    new AccountsCommand(),
    new UsageCommand(),
    new AuditCommand(),
    new EncryptionCommand(),
    new BackupCommand(),
    new RestoreCommand(),
    new RuntimeCommand(),
    new VersionCommand(),
};
var parsed = root.Parse(args);
return parsed.Errors.Count > 0 ? UsageErrors.Print(parsed) : await parsed.InvokeAsync(
    // Signals do what they do to any program, and "up" and "runtime" have their own way to stop: in order, in their own time.
    new InvocationConfiguration { ProcessTerminationTimeout = null });
