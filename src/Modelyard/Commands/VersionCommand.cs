using System.CommandLine;
using System.Reflection;

namespace Modelyard.Commands;

/// <summary>Prints the version.</summary>
internal sealed class VersionCommand() : ModelyardCommand("version", "Print the version")
{
    public static string Version { get; } = typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
        .InformationalVersion.Split('+')[0];

    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        Console.Out.WriteLine($"modelyard {Version}");
        return Task.FromResult(ExitCodes.Ok);
    }
}
