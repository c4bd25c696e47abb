namespace Modelyard.Api;

/// <summary>
/// A question, answered at once and not stored: is the audit trail what was written? Each record is tied to the one before with a key that only the
/// server has, so that none can be changed, removed, added or moved unnoticed. <c>modelyard audit verify</c> answers the same without a server.
/// </summary>
[Kind("ledger.modelyard.dev", "v1alpha1", "AuditVerification", "auditverifications", ResourceScope.Cluster)]
public sealed class AuditVerification : Resource<AuditVerificationSpec, AuditVerificationStatus>;

/// <summary>What is asked.</summary>
public sealed class AuditVerificationSpec
{
    /// <summary>The number of the first record to check, which is the name of its AuditEvent; those before it are taken as they are. The whole trail when absent.</summary>
    [Minimum(1)]
    public long? From { get; set; }

    /// <summary>An end of the trail that was noted before, as <c>status.head</c> had it: that record must still be there.</summary>
    [Pattern("^[1-9][0-9]*:[0-9a-f]{64}$")]
    public string? Head { get; set; }
}

/// <summary>The answer.</summary>
public sealed class AuditVerificationStatus
{
    /// <summary>Whether every record that was looked at is as it was written, and none is missing.</summary>
    public bool? Intact { get; set; }

    /// <summary>How many records are as they were written.</summary>
    public long? Records { get; set; }

    /// <summary>The last of them, as NUMBER:HASH: to be noted in another place from time to time, and given as <c>spec.head</c> later.</summary>
    public string? Head { get; set; }

    /// <summary>What is wrong; absent when nothing is.</summary>
    public AuditFault? Fault { get; set; }
}

/// <summary>Where the trail is not what was written.</summary>
public sealed class AuditFault
{
    /// <summary>The number of the first record that is not as it was written, or is missing.</summary>
    public long? Record { get; set; }

    /// <summary>What is wrong with it.</summary>
    public string? Message { get; set; }
}
