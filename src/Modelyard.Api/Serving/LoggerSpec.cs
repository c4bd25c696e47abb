namespace Modelyard.Api;

/// <summary>Logs requests and answers as CloudEvents.</summary>
public sealed class LoggerSpec
{
    /// <summary>Where events are sent.</summary>
    public string? Url { get; set; }

    /// <summary>What is logged.</summary>
    [OneOf("all", "request", "response")]
    public string? Mode { get; set; }

    /// <summary>Request headers to add to the events.</summary>
    public List<string>? MetadataHeaders { get; set; }

    /// <summary>Annotations to add to the events.</summary>
    public List<string>? MetadataAnnotations { get; set; }

    /// <summary>Where payloads are written to, for storage URLs.</summary>
    public LoggerStorageSpec? Storage { get; set; }

    /// <summary>Service that turns payloads into files.</summary>
    public string? MarshallerUrl { get; set; }

    /// <summary>Events written together.</summary>
    public int? BatchSize { get; set; }

    /// <summary>Longest wait for a batch, e.g. <c>10s</c>.</summary>
    public string? BatchInterval { get; set; }
}

/// <summary>Gathers requests into batches (protocol v1 only).</summary>
public sealed class BatcherSpec
{
    /// <summary>Most instances in a batch. Default 32.</summary>
    public int? MaxBatchSize { get; set; }

    /// <summary>Longest wait for a batch, in milliseconds. Default 5000.</summary>
    public int? MaxLatency { get; set; }

    /// <summary>Seconds a batch may take.</summary>
    public int? Timeout { get; set; }
}
