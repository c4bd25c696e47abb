using System.Text.Json.Nodes;
using static Modelyard.Api.Column;

namespace Modelyard.Api;

/// <summary>The columns of services and machines.</summary>
internal static class NetworkColumns
{
    private const string None = "<none>";
    private const string RolePrefix = "node-role.kubernetes.io/";

    public static IReadOnlyList<PrinterColumn> Service { get; } =
    [
        Text("Type", "How the service is exposed.", static o => TextAt(o, "spec", "type") ?? "ClusterIP"),
        Text("Cluster-IP", "Address of the service.", static o => TextAt(o, "spec", "clusterIP") ?? None),
        Text("External-IP", "Address from outside.", static o => ExternalAddress(o)),
        Text("Port(s)", "Ports of the service.", static o => Ports(o)),
        Age,
        Text("Selector", "Labels of the pods behind it.", static o => Selector(o), priority: 1),
    ];

    public static IReadOnlyList<PrinterColumn> Node { get; } =
    [
        Text("Status", "Whether the machine takes pods.", static o => NodeStatus(o)),
        Text("Roles", "What the machine is for.", static o => Roles(o)),
        Age,
        Text("Version", "Version of the node agent.", static o => At(o, "status", "nodeInfo", "kubeletVersion")),
        Text("Internal-IP", "Address from inside.", static o => Address(o, "InternalIP"), priority: 1),
        Text("External-IP", "Address from outside.", static o => Address(o, "ExternalIP"), priority: 1),
        Text("OS-Image", "Operating system.", static o => TextAt(o, "status", "nodeInfo", "osImage") ?? "<unknown>", priority: 1),
        Text("Kernel-Version", "Version of the kernel.", static o => TextAt(o, "status", "nodeInfo", "kernelVersion") ?? "<unknown>", priority: 1),
        Text("Container-Runtime", "What runs containers.", static o => TextAt(o, "status", "nodeInfo", "containerRuntimeVersion") ?? "<unknown>", priority: 1),
    ];

    private static JsonNode? ExternalAddress(JsonObject o)
    {
        var external = At(o, "spec", "externalIPs") is JsonArray list ? list.Select(i => i?.ToString()) : [];
        switch (TextAt(o, "spec", "type"))
        {
            case "ExternalName":
                return TextAt(o, "spec", "externalName");
            case "LoadBalancer":
                var balancer = ItemsAt(o, "status", "loadBalancer", "ingress").Select(i => TextAt(i, "ip") ?? TextAt(i, "hostname"));
                var all = string.Join(',', balancer.Concat(external));
                return all.Length == 0 ? "<pending>" : all;
            default:
                var addresses = string.Join(',', external);
                return addresses.Length == 0 ? None : addresses;
        }
    }

    private static JsonNode? Ports(JsonObject o)
    {
        var ports = ItemsAt(o, "spec", "ports").Select(p =>
            $"{p["port"]}{(p["nodePort"] is { } nodePort && nodePort.ToString() != "0" ? ":" + nodePort : "")}/{TextAt(p, "protocol") ?? "TCP"}");
        var text = string.Join(',', ports);
        return text.Length == 0 ? None : text;
    }

    private static JsonNode? Selector(JsonObject o) =>
        At(o, "spec", "selector") is JsonObject { Count: > 0 } selector
            ? string.Join(',', selector.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}"))
            : None;

    private static JsonNode? NodeStatus(JsonObject o)
    {
        var ready = Condition(o, "Ready");
        var status = ready is null ? "Unknown" : TextAt(ready, "status") == "True" ? "Ready" : "NotReady";
        return At(o, "spec", "unschedulable")?.GetValueKind() == System.Text.Json.JsonValueKind.True ? status + ",SchedulingDisabled" : status;
    }

    private static JsonNode? Roles(JsonObject o)
    {
        var labels = At(o, "metadata", "labels") as JsonObject ?? [];
        var roles = labels.Where(l => l.Key.StartsWith(RolePrefix, StringComparison.Ordinal)).Select(l => l.Key[RolePrefix.Length..]).Order(StringComparer.Ordinal);
        var text = string.Join(',', roles);
        return text.Length == 0 ? None : text;
    }

    private static JsonNode? Address(JsonObject o, string type) =>
        ItemsAt(o, "status", "addresses").Where(a => TextAt(a, "type") == type).Select(a => TextAt(a, "address")).FirstOrDefault() ?? None;
}
