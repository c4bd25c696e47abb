using System.CommandLine;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.Commands;

/// <summary>Prints what a model server wrote.</summary>
internal sealed class LogsCommand : ModelyardCommand
{
    private readonly Argument<string> _name = new("name") { Description = "An inference service, or a pod." };
    private readonly Option<string?> _namespace = SharedOptions.Namespace();
    private readonly Option<bool> _follow = new("--follow", "-f") { Description = "Keep printing what is added." };
    private readonly Option<int?> _tail = new("--tail") { Description = "Only the last N lines." };
    private readonly Option<bool> _previous = new("--previous", "-p") { Description = "The log of the run before the last restart." };

    public LogsCommand()
        : base("logs", "Print the log of an inference service's replicas or of a pod")
    {
        Add(_name);
        Add(_namespace);
        Add(_follow);
        Add(_tail);
        Add(_previous);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var session = ApiSession.Open(arguments);
        var ns = arguments.GetValue(_namespace) ?? session.Namespace;
        var pods = await PodsAsync(session, ns, arguments.GetValue(_name)!, cancellationToken);
        var query = $"?follow={(arguments.GetValue(_follow) ? "true" : "false")}&previous={(arguments.GetValue(_previous) ? "true" : "false")}"
            + (arguments.GetValue(_tail) is { } lines ? $"&tailLines={lines}" : "");
        await Task.WhenAll(pods.Select(pod => CopyAsync(
            session, $"api/v1/namespaces/{ns}/pods/{pod}/log{query}", pods.Count > 1 ? $"[{pod}] " : "", cancellationToken)));
        return ExitCodes.Ok;
    }

    private static async Task<IReadOnlyList<string>> PodsAsync(ApiSession session, string ns, string name, CancellationToken cancellationToken)
    {
        var path = $"api/v1/namespaces/{ns}/pods";
        var owned = await session.Connection.GetAsync<JsonObject>(
            $"{path}?labelSelector={Uri.EscapeDataString("serving.kserve.io/inferenceservice=" + name)}", cancellationToken);
        if (owned["items"] is JsonArray { Count: > 0 } items)
        {
            return [.. items.Select(i => (string)i!["metadata"]!["name"]!)];
        }

        try
        {
            await session.Connection.GetAsync<JsonObject>($"{path}/{Uri.EscapeDataString(name)}", cancellationToken);
            return [name];
        }
        catch (StatusException e) when (e.IsNotFound)
        {
            throw new CommandFailure(
                ExitCodes.Failed, $"{ns} has no pod named \"{name}\" and no replica of an inference service of that name; see \"modelyard get isvc,pods\".", e);
        }
    }

    private static async Task CopyAsync(ApiSession session, string path, string prefix, CancellationToken cancellationToken)
    {
        using var response = await session.Connection.SendAsync(HttpMethod.Get, path, null, "application/json", cancellationToken, "*/*");
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            Console.Out.WriteLine(prefix + line);
        }
    }
}
