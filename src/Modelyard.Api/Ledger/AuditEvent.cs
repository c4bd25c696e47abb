using System.Text.Json.Serialization;

namespace Modelyard.Api;

/// <summary>
/// One record of the audit trail: who did what. Its name is its number in the trail; can only be listed, newest first.
/// <c>kubectl get auditevents --field-selector actor=ada,since=2026-11-20T00:00:00Z</c> shows what somebody did from a moment on.
/// </summary>
[Kind("ledger.modelyard.dev", "v1alpha1", "AuditEvent", "auditevents", ResourceScope.Cluster)]
public sealed class AuditEvent : Resource
{
    /// <summary>Field to select by: a time (RFC 3339) from which on it was written down.</summary>
    public const string SinceField = "since";

    /// <summary>Field to select by: a time (RFC 3339) before which it was written down.</summary>
    public const string UntilField = "until";

    /// <summary>Field to select by: who did it, or as whom when somebody did it as somebody else.</summary>
    public const string ActorField = "actor";

    /// <summary>Field to select by: <c>true</c> for what a part of Modelyard did by itself, <c>false</c> for what it was asked to do.</summary>
    public const string InternalField = "internal";

    /// <summary>Identifies the call.</summary>
    [JsonPropertyName("auditID")]
    public string? AuditId { get; set; }

    /// <summary>What was done: <c>create</c>, <c>update</c>, <c>patch</c>, <c>delete</c>, ….</summary>
    public string? Verb { get; set; }

    /// <summary>What was called.</summary>
    [JsonPropertyName("requestURI")]
    public string? RequestUri { get; set; }

    /// <summary>Who did it.</summary>
    public AuditedUser? User { get; set; }

    /// <summary>As whom, when not as themselves.</summary>
    public AuditedUser? ImpersonatedUser { get; set; }

    /// <summary>Where the call came from; none for a part of the server itself.</summary>
    [JsonPropertyName("sourceIPs")]
    public List<string>? SourceIps { get; set; }

    /// <summary>The program that called.</summary>
    public string? UserAgent { get; set; }

    /// <summary>What it was done to.</summary>
    public AuditedReference? ObjectRef { get; set; }

    /// <summary>What came of it.</summary>
    public AuditedOutcome? ResponseStatus { get; set; }

    /// <summary>When the call came.</summary>
    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? RequestReceivedTimestamp { get; set; }

    /// <summary>When it was written down.</summary>
    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? StageTimestamp { get; set; }

    /// <summary>Further facts, such as how many alike refusals the record stands for.</summary>
    public Dictionary<string, string>? Annotations { get; set; }
}

/// <summary>Somebody who did something.</summary>
public sealed class AuditedUser
{
    /// <summary>Name.</summary>
    public string? Username { get; set; }

    /// <summary>Groups they acted as a member of.</summary>
    public List<string>? Groups { get; set; }
}

/// <summary>What something was done to.</summary>
public sealed class AuditedReference
{
    /// <summary>Plural name of the kind.</summary>
    public string? Resource { get; set; }

    /// <summary>API group of the kind.</summary>
    public string? ApiGroup { get; set; }

    /// <summary>API version of the kind.</summary>
    public string? ApiVersion { get; set; }

    /// <summary>Namespace of the object.</summary>
    public string? Namespace { get; set; }

    /// <summary>Name of the object.</summary>
    public string? Name { get; set; }

    /// <summary>Identity of the object.</summary>
    public string? Uid { get; set; }

    /// <summary>Revision that the object had afterwards.</summary>
    public string? ResourceVersion { get; set; }

    /// <summary>Part of the object, such as <c>status</c>.</summary>
    public string? Subresource { get; set; }
}

/// <summary>What came of a call.</summary>
public sealed class AuditedOutcome
{
    /// <summary>HTTP status.</summary>
    public int? Code { get; set; }

    /// <summary><c>Failure</c> when it was refused; absent when it was done.</summary>
    public string? Status { get; set; }

    /// <summary>Why it was refused, as one word.</summary>
    public string? Reason { get; set; }

    /// <summary>Why it was refused, for a person.</summary>
    public string? Message { get; set; }
}
