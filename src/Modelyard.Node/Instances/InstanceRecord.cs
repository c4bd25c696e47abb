using System.Text.Json.Serialization;
using Modelyard.Client;

namespace Modelyard.Node;

/// <summary>What must survive the control plane about a running instance.</summary>
internal sealed record InstanceRecord
{
    /// <summary>Uid of the Pod.</summary>
    public required string PodUid { get; init; }

    public required string Namespace { get; init; }

    public required string Name { get; init; }

    /// <summary>The container that is run.</summary>
    public required string Container { get; init; }

    /// <summary>The port it was told to listen on; null when it is a socket.</summary>
    public int? Port { get; init; }

    /// <summary>The socket it was told to listen on; null when it is a port.</summary>
    public string? Socket { get; init; }

    /// <summary>Where it listens.</summary>
    [JsonIgnore]
    public ReplicaAddress Address => Socket is { } path ? ReplicaAddress.OfSocket(path) : ReplicaAddress.Loopback(Port!.Value);

    /// <summary>The cgroup of its processes; null when there could be none.</summary>
    public string? Cgroup { get; init; }

    /// <summary>How often it was started again.</summary>
    public required int RestartCount { get; init; }

    /// <summary>When this run started.</summary>
    public required DateTimeOffset StartedAt { get; init; }
}
