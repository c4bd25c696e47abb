namespace Modelyard.ApiServer;

/// <summary>What one record of the audit trail says: Kubernetes' <c>Event</c> of <c>audit.k8s.io/v1</c>, at its level <c>Metadata</c>.</summary>
internal sealed record AuditEvent
{
    public required string Id { get; init; }

    public string RequestUri { get; init; } = "";

    public required string Verb { get; init; }

    public required UserIdentity User { get; init; }

    /// <summary>As whom the user acted; null for as themselves.</summary>
    public UserIdentity? ImpersonatedUser { get; init; }

    /// <summary>Where the call came from; empty when it came from within this process.</summary>
    public IReadOnlyList<string> SourceIps { get; init; } = [];

    public string UserAgent { get; init; } = "";

    public AuditedObject? Object { get; init; }

    public required int Code { get; init; }

    public string? Reason { get; init; }

    public string? Message { get; init; }

    public required DateTimeOffset Received { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Annotations { get; init; } = [];
}

/// <summary>The object that a call was about, as far as it is known.</summary>
internal sealed record AuditedObject(string Group, string Version, string Resource, string Subresource, string Namespace, string Name)
{
    public string? Uid { get; init; }

    public string? ResourceVersion { get; init; }

    /// <summary>Whether its content is encrypted at rest: then not even a digest may let anybody guess it.</summary>
    public bool IsSecret { get; init; }
}
