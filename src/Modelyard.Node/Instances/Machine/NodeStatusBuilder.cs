using System.Runtime.InteropServices;
using Modelyard.Api;

namespace Modelyard.Node;

/// <summary>The status of the Node object of this machine.</summary>
internal static class NodeStatusBuilder
{
    private const int MaxPods = 110;

    public static NodeStatus Build(MachineCapacity capacity, NodeStatus? before, string name, string? diskPressure, DateTimeOffset now)
    {
        var amounts = new Dictionary<string, Quantity>
        {
            ["cpu"] = new(capacity.MilliCpu / 1000m),
            ["memory"] = Quantity.Bytes(capacity.MemoryBytes),
            ["pods"] = MaxPods,
        };
        if (capacity.Gpus.Count > 0)
        {
            amounts["nvidia.com/gpu"] = capacity.Gpus.Count;
        }

        return new NodeStatus
        {
            Capacity = amounts,
            Allocatable = new Dictionary<string, Quantity>(amounts),
            Conditions = [Ready(before, now), DiskPressure(before, diskPressure, now)],
            Addresses = [new NodeAddress { Type = "InternalIP", Address = "127.0.0.1" }, new NodeAddress { Type = "Hostname", Address = name }],
            NodeInfo = new NodeSystemInfo
            {
                MachineID = ReadOr("/etc/machine-id", ""),
                SystemUUID = "",
                BootID = ReadOr("/proc/sys/kernel/random/boot_id", ""),
                KernelVersion = ReadOr("/proc/sys/kernel/osrelease", ""),
                OsImage = RuntimeInformation.OSDescription,
                ContainerRuntimeVersion = $"modelyard://{Version}",
                KubeletVersion = $"v{Version}-modelyard",
                KubeProxyVersion = "",
                OperatingSystem = "linux",
                Architecture = RuntimeInformation.OSArchitecture == Architecture.X64 ? "amd64" : "arm64",
            },
        };
    }

    private static string Version { get; } = typeof(NodeStatusBuilder).Assembly.GetName().Version!.ToString(3);

    private static NodeCondition Ready(NodeStatus? before, DateTimeOffset now) =>
        Condition(before, "Ready", "True", "KubeletReady", "the node agent is running", now);

    private static NodeCondition DiskPressure(NodeStatus? before, string? pressure, DateTimeOffset now) => pressure is null
        ? Condition(before, "DiskPressure", "False", "KubeletHasNoDiskPressure", "there is room for models", now)
        : Condition(before, "DiskPressure", "True", "KubeletHasDiskPressure", pressure, now);

    private static NodeCondition Condition(NodeStatus? before, string type, string status, string reason, string message, DateTimeOffset now) => new()
    {
        Type = type,
        Status = status,
        Reason = reason,
        Message = message,
        LastHeartbeatTime = now,
        LastTransitionTime = before?.Conditions?.Find(c => c.Type == type && c.Status == status)?.LastTransitionTime ?? now,
    };

    private static string ReadOr(string file, string otherwise)
    {
        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return otherwise;
        }
    }
}
