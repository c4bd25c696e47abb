using System.Globalization;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.Node;

/// <summary>What the Node of this machine says in labels and annotations that may change while it exists: whose it is, and what its GPUs are.</summary>
internal static class NodeMarks
{
    /// <summary>The change that brings the Node up to date; null when it is.</summary>
    public static JsonObject? Missing(Api.Node node, string? installation, MachineCapacity capacity)
    {
        var labels = Gpus(capacity).Where(l => node.Metadata.Labels?.GetValueOrDefault(l.Key) != l.Value).ToList();
        var isClaimed = installation is null || node.Metadata.Annotations?.GetValueOrDefault(Annotations.Installation) == installation;
        if (isClaimed && labels.Count == 0)
        {
            return null;
        }

        var metadata = new JsonObject { ["labels"] = new JsonObject(labels.Select(l => KeyValuePair.Create(l.Key, (JsonNode?)l.Value))) };
        if (!isClaimed)
        {
            metadata["annotations"] = new JsonObject { [Annotations.Installation] = installation };
        }

        return new JsonObject { ["metadata"] = metadata };
    }

    // Of several kinds of GPU the first is told of, and the smallest memory: what fits there fits into each.
    private static Dictionary<string, string?> Gpus(MachineCapacity capacity)
    {
        var gpus = capacity.Gpus;
        return new()
        {
            [GpuLabels.Present] = gpus.Count > 0 ? "true" : null,
            [GpuLabels.Product] = gpus.Count > 0 ? gpus[0].Model.Replace(' ', '-') : null,
            [GpuLabels.Memory] = gpus.Count > 0 ? gpus.Min(g => g.MemoryMiB).ToString(CultureInfo.InvariantCulture) : null,
            [GpuLabels.Count] = gpus.Count > 0 ? gpus.Count.ToString(CultureInfo.InvariantCulture) : null,
        };
    }
}
