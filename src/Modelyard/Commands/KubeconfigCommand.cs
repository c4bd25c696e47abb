using System.CommandLine;

namespace Modelyard.Commands;

/// <summary>Prints the administrator's kubeconfig.</summary>
internal sealed class KubeconfigCommand() : ModelyardCommand("kubeconfig", "Print the administrator's kubeconfig")
{
    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var data = new DataDirectory(arguments.GetValue(SharedOptions.Data)!.FullName);
        if (!File.Exists(data.Kubeconfig))
        {
            throw new CommandFailure(ExitCodes.Unreachable, $"{data.Path} holds no installation. Start one with \"modelyard up\".");
        }

        await Console.Out.WriteAsync(await File.ReadAllTextAsync(data.Kubeconfig, cancellationToken));
        return ExitCodes.Ok;
    }
}
