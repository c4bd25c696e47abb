using System.CommandLine;
using System.Text.Json.Nodes;
using Modelyard.Client;

namespace Modelyard.Commands;

/// <summary>Says what runs, and why what does not.</summary>
internal sealed class StatusCommand() : ModelyardCommand("status", "Show what runs and what each model waits for")
{
    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var data = new DataDirectory(arguments.GetValue(SharedOptions.Data)!.FullName);
        var running = RunningControlPlane.Find(data)
            ?? throw new CommandFailure(ExitCodes.Unreachable, $"nothing runs on {data.Path}. Start it with \"modelyard up --detach\".");
        Console.Out.WriteLine(
            $"""
            Modelyard {running.Version}, process {running.Process.Pid}, data in {data.Path}
            gateway   {running.Gateway}v1{Also(running.External)}
            console   {running.Console}{Also(running.PublishedConsole)}
            API       {running.Api}

            """);
        using var connection = ApiConnection.Open(Kubeconfig.Load(data.Kubeconfig).Resolve());
        var services = await connection.GetAsync<JsonObject>("apis/serving.kserve.io/v1beta1/inferenceservices", cancellationToken);
        var rows = services["items"]!.AsArray().Select(Row).ToList();
        Console.Out.Write(rows.Count == 0
            ? "No models. Deploy one, for instance: modelyard apply -f samples/second-model.yaml\n"
            : TextTable.Format(["NAMESPACE", "MODEL", "READY", "REPLICAS", "STATE"], rows));
        return ExitCodes.Ok;
    }

    private static string Also(Uri? outside) => outside is null ? "" : $", outside {outside}";

    private static IReadOnlyList<string> Row(JsonNode? service)
    {
        var status = service!["status"];
        var ready = (status?["conditions"] as JsonArray)?.FirstOrDefault(c => (string?)c?["type"] == "Ready");
        return
        [
            (string)service["metadata"]!["namespace"]!,
            (string)service["metadata"]!["name"]!,
            (string?)ready?["status"] ?? "Unknown",
            status?["modelStatus"]?["copies"]?["totalCopies"]?.ToString() ?? "0",
            (string?)ready?["message"] ?? (string?)status?["modelStatus"]?["states"]?["targetModelState"] ?? "",
        ];
    }
}
