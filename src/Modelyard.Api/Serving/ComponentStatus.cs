namespace Modelyard.Api;

/// <summary>State of one component.</summary>
public sealed class ComponentStatus
{
    /// <summary>Newest revision that is ready.</summary>
    public string? LatestReadyRevision { get; set; }

    /// <summary>Newest revision.</summary>
    public string? LatestCreatedRevision { get; set; }

    /// <summary>Revision that had all traffic before the latest.</summary>
    public string? PreviousRolledoutRevision { get; set; }

    /// <summary>Newest revision that had all traffic.</summary>
    public string? LatestRolledoutRevision { get; set; }

    /// <summary>How traffic is split over revisions.</summary>
    public List<TrafficTarget>? Traffic { get; set; }

    /// <summary>Address of the component.</summary>
    public string? Url { get; set; }

    /// <summary>Address for REST.</summary>
    public string? RestUrl { get; set; }

    /// <summary>Address for gRPC.</summary>
    public string? GrpcUrl { get; set; }

    /// <summary>Address for calls from inside.</summary>
    public Addressable? Address { get; set; }
}

/// <summary>A revision and its share of the traffic.</summary>
public sealed class TrafficTarget
{
    /// <summary>Name under which this revision alone can be reached.</summary>
    public string? Tag { get; set; }

    /// <summary>The revision.</summary>
    public string? RevisionName { get; set; }

    /// <summary>Configuration whose newest revision is meant.</summary>
    public string? ConfigurationName { get; set; }

    /// <summary>Whether this is the newest revision.</summary>
    public bool? LatestRevision { get; set; }

    /// <summary>Share of the traffic, in percent.</summary>
    public long? Percent { get; set; }

    /// <summary>Address of this revision alone.</summary>
    public string? Url { get; set; }
}
