using System.Text.Json.Serialization;

namespace Modelyard.Api;

/// <summary>A lock that expires: who leads, until when.</summary>
[Kind("coordination.k8s.io", "v1", "Lease", "leases", ResourceScope.Namespaced)]
public sealed class Lease : Resource
{
    /// <summary>What is wanted.</summary>
    public LeaseSpec? Spec { get; set; }
}

/// <summary>Who holds a lease.</summary>
public sealed class LeaseSpec
{
    /// <summary>The holder.</summary>
    public string? HolderIdentity { get; set; }

    /// <summary>Seconds others must wait after <c>renewTime</c> before they may take over.</summary>
    public int? LeaseDurationSeconds { get; set; }

    /// <summary>When the holder took it.</summary>
    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? AcquireTime { get; set; }

    /// <summary>When the holder last renewed it.</summary>
    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? RenewTime { get; set; }

    /// <summary>How often the holder changed.</summary>
    public int? LeaseTransitions { get; set; }

    /// <summary>How a coordinated election chooses the leader.</summary>
    public string? Strategy { get; set; }

    /// <summary>Who the lease shall go to.</summary>
    public string? PreferredHolder { get; set; }
}
