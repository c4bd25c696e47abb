namespace Modelyard.Api;

/// <summary>How long the gateway waits, each as a duration such as <c>500ms</c>, <c>30s</c> or <c>5m</c>; the gateway's own setting when absent.</summary>
public sealed class DeploymentTimeouts
{
    /// <summary>For a connection to a replica.</summary>
    public string? Connect { get; set; }

    /// <summary>For the first token of an answer, or for all of one that is not streamed.</summary>
    public string? FirstToken { get; set; }

    /// <summary>For the next token of an answer that has begun.</summary>
    public string? Idle { get; set; }

    /// <summary>For the whole answer.</summary>
    public string? Total { get; set; }
}
