using System.CommandLine;

namespace Modelyard.Commands;

/// <summary>Prints shell assignments for <c>eval</c>.</summary>
internal sealed class EnvCommand() : ModelyardCommand("env", "Print addresses and the API key as shell variables, for eval \"$(modelyard env)\"")
{
    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var data = new DataDirectory(arguments.GetValue(SharedOptions.Data)!.FullName);
        var running = RunningControlPlane.Find(data)
            ?? throw new CommandFailure(ExitCodes.Unreachable, $"nothing runs on {data.Path}. Start it with \"modelyard up --detach\".");
        var key = File.Exists(data.ApiKey) ? (await File.ReadAllTextAsync(data.ApiKey, cancellationToken)).Trim() : "";
        Export("MODELYARD_GATEWAY", running.Gateway.ToString().TrimEnd('/'));
        Export("MODELYARD_API_KEY", key);
        Export("MODELYARD_CONSOLE", running.Console.ToString().TrimEnd('/'));
        Export("KUBECONFIG", data.Kubeconfig);
        return ExitCodes.Ok;
    }

    private static void Export(string name, string value) =>
        Console.Out.WriteLine($"export {name}={ShellText.Quote(value)}");
}
