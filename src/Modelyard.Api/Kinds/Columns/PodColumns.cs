using System.Text.Json.Nodes;
using static Modelyard.Api.Column;

namespace Modelyard.Api;

/// <summary>The columns of pods. STATUS is not a field: it is worked out from containers and deletion, as users of kubectl expect.</summary>
internal static class PodColumns
{
    public static IReadOnlyList<PrinterColumn> All { get; } =
    [
        Text("Ready", "Containers that are ready, of all.", Ready),
        Text("Status", "What the pod does, or what keeps it from it.", static o => StatusOf(o)),
        Text("Restarts", "How often containers were restarted.", static o => Restarts(o).ToString()),
        Age,
        Text("IP", "Address of the pod.", static o => TextAt(o, "status", "podIP") ?? "<none>", priority: 1),
        Text("Node", "Machine the pod runs on.", static o => TextAt(o, "spec", "nodeName") ?? "<none>", priority: 1),
        Text("Nominated Node", "Machine on which room is being made.", static o => TextAt(o, "status", "nominatedNodeName") ?? "<none>", priority: 1),
        Text("Readiness Gates", "Further conditions that hold, of all.", Gates, priority: 1),
    ];

    private static JsonNode? Ready(JsonObject pod)
    {
        var ready = ItemsAt(pod, "status", "containerStatuses").Count(IsReady) + SideCars(pod).Count(IsReady);
        return $"{ready}/{ItemsAt(pod, "spec", "containers").Count() + ItemsAt(pod, "spec", "initContainers").Count(IsSideCar)}";
    }

    private static int Restarts(JsonObject pod) =>
        IsInitialized(pod) || !ItemsAt(pod, "status", "initContainerStatuses").Any()
            ? ItemsAt(pod, "status", "containerStatuses").Concat(SideCars(pod)).Sum(RestartCount)
            : ItemsAt(pod, "status", "initContainerStatuses").Sum(RestartCount);

    private static string StatusOf(JsonObject pod)
    {
        if (TextAt(pod, "metadata", "deletionTimestamp") is not null)
        {
            return TextAt(pod, "status", "reason") == "NodeLost" ? "Unknown" : "Terminating";
        }

        var reason = TextAt(pod, "status", "reason") ?? TextAt(pod, "status", "phase") ?? "Pending";
        if (ItemsAt(pod, "status", "conditions").Any(c => TextAt(c, "type") == "PodScheduled" && TextAt(c, "reason") == "SchedulingGated"))
        {
            reason = "SchedulingGated";
        }

        return IsInitialized(pod) ? ContainerReason(pod, reason) : InitReason(pod) ?? ContainerReason(pod, reason);
    }

    private static string? InitReason(JsonObject pod)
    {
        var statuses = ItemsAt(pod, "status", "initContainerStatuses").ToList();
        var sideCars = ItemsAt(pod, "spec", "initContainers").Where(IsSideCar).Select(c => TextAt(c, "name")).ToHashSet();
        for (var i = 0; i < statuses.Count; i++)
        {
            var state = statuses[i]["state"];
            if (state?["terminated"] is { } terminated)
            {
                if (Exit(terminated) != 0)
                {
                    return "Init:" + (TextAt(terminated, "reason") ?? Ending(terminated));
                }
            }
            else if (TextAt(state, "waiting", "reason") is { } waiting && waiting != "PodInitializing")
            {
                return "Init:" + waiting;
            }
            else if (!(sideCars.Contains(TextAt(statuses[i], "name")) && At(statuses[i], "started")?.GetValueKind() == System.Text.Json.JsonValueKind.True))
            {
                return $"Init:{i}/{ItemsAt(pod, "spec", "initContainers").Count()}";
            }
        }

        return null;
    }

    private static string ContainerReason(JsonObject pod, string reason)
    {
        var hasRunning = false;
        foreach (var status in ItemsAt(pod, "status", "containerStatuses").Reverse())
        {
            var state = status["state"];
            if (TextAt(state, "waiting", "reason") is { } waiting)
            {
                reason = waiting;
            }
            else if (state?["terminated"] is { } terminated)
            {
                reason = TextAt(terminated, "reason") ?? Ending(terminated);
            }
            else if (IsReady(status) && state?["running"] is not null)
            {
                hasRunning = true;
            }
        }

        var isReady = ItemsAt(pod, "status", "conditions").Any(c => TextAt(c, "type") == "Ready" && TextAt(c, "status") == "True");
        return reason == "Completed" && hasRunning ? (isReady ? "Running" : "NotReady") : reason;
    }

    private static JsonNode? Gates(JsonObject pod)
    {
        var gates = ItemsAt(pod, "spec", "readinessGates").Select(g => TextAt(g, "conditionType")).ToList();
        var met = gates.Count(g => ItemsAt(pod, "status", "conditions").Any(c => TextAt(c, "type") == g && TextAt(c, "status") == "True"));
        return gates.Count == 0 ? "<none>" : $"{met}/{gates.Count}";
    }

    private static IEnumerable<JsonObject> SideCars(JsonObject pod)
    {
        var names = ItemsAt(pod, "spec", "initContainers").Where(IsSideCar).Select(c => TextAt(c, "name")).ToHashSet();
        return ItemsAt(pod, "status", "initContainerStatuses").Where(s => names.Contains(TextAt(s, "name")));
    }

    private static bool IsInitialized(JsonObject pod) =>
        ItemsAt(pod, "status", "conditions").Any(c => TextAt(c, "type") == "Initialized" && TextAt(c, "status") == "True");

    private static bool IsSideCar(JsonObject container) => TextAt(container, "restartPolicy") == "Always";

    private static bool IsReady(JsonObject status) => At(status, "ready")?.GetValueKind() == System.Text.Json.JsonValueKind.True;

    private static int RestartCount(JsonObject status) => NumberAt(status, "restartCount");

    private static int Exit(JsonNode terminated) => NumberAt(terminated, "exitCode");

    private static string Ending(JsonNode terminated) =>
        NumberAt(terminated, "signal") is var signal and not 0 ? $"Signal:{signal}" : $"ExitCode:{Exit(terminated)}";

    private static int NumberAt(JsonNode node, string name) => At(node, name) is JsonValue value && value.TryGetValue(out int number) ? number : 0;
}
