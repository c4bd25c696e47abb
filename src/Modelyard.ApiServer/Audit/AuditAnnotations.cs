namespace Modelyard.ApiServer;

/// <summary>What we say in a record beyond what Kubernetes does.</summary>
internal static class AuditAnnotations
{
    private const string Prefix = "audit.modelyard.dev/";

    /// <summary>The call this write was a part of, by its audit ID.</summary>
    public const string PartOf = Prefix + "part-of";

    /// <summary>How many further refusals like the one recorded before this record stands for.</summary>
    public const string Repeated = Prefix + "repeated";

    /// <summary>When the first of those was.</summary>
    public const string FirstAt = Prefix + "first-at";

    /// <summary>The account that a sign-in, a session or a password is of.</summary>
    public const string Account = Prefix + "account";

    /// <summary>Older records than this were removed.</summary>
    public const string RemovedBefore = Prefix + "removed-before";
}
