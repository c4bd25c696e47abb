using System.CommandLine;
using Modelyard.Api;

namespace Modelyard.Commands;

/// <summary>Options that mean the same wherever they appear.</summary>
internal static class SharedOptions
{
    public static readonly Option<DirectoryInfo> Data = new("--data")
    {
        Description = "Folder that holds all state. Default: .modelyard beside the program's checkout.",
        Recursive = true,
        DefaultValueFactory = _ => new DirectoryInfo(DataDirectory.DefaultPath),
    };

    public static Option<string?> Namespace() => new("--namespace", "-n") { Description = "The namespace (project). Default: demo." };

    public static Option<bool> AllNamespaces() => new("--all-namespaces", "-A") { Description = "All namespaces." };

    public static Option<OutputFormat> Output() => new("--output", "-o")
    {
        Description = "table, wide, json, yaml or name.",
        DefaultValueFactory = _ => OutputFormat.Table,
    };

    public static Option<string[]> Files() => new("--filename", "-f")
    {
        Description = "Manifest file or folder, or - for standard input; may be given several times.",
        AllowMultipleArgumentsPerToken = false,
    };

    public static Option<string?> DatabaseUrl() => new("--database-url")
    {
        Description = $"PostgreSQL database to keep resources in, postgres://user@host/database. Default: {Modelyard.DatabaseUrl.Variable}, else a file in the data folder.",
    };

    public static Option<FileInfo?> AuditKeyFile() => new("--audit-key-file")
    {
        Description = "File of the key that ties audit records to each other. Default: pki/audit.key in the data folder.",
    };

    public static Option<TimeSpan> Timeout(TimeSpan value) => Time("--timeout", "How long to wait, e.g. 60s, 5m.", value);

    public static Option<TimeSpan> Time(string name, string description, TimeSpan value) => new(name)
    {
        Description = description,
        CustomParser = result => DurationText.TryParse(result.Tokens[0].Value, out var time)
            ? time
            : Fail(result, $"\"{result.Tokens[0].Value}\" is not a duration; write for instance 30s, 5m, 2h or 30d."),
        DefaultValueFactory = _ => value,
    };

    public static Option<ExternalAddress?> Address(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result =>
        {
            if (!ExternalAddress.TryParse(result.Tokens[0].Value, out var address, out var problem))
            {
                result.AddError($"{name}: {problem}");
            }

            return address;
        },
    };

    private static TimeSpan Fail(System.CommandLine.Parsing.ArgumentResult result, string message)
    {
        result.AddError(message);
        return default;
    }
}
