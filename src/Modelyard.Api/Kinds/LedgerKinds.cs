namespace Modelyard.Api;

/// <summary>The kinds whose objects are in the ledger rather than in the resource log: only a server that has a ledger serves them.</summary>
public static class LedgerKinds
{
    private static readonly string[] Asked = ["create"];
    private static readonly string[] Edited = ["create", "delete", "get", "list", "patch", "update"];
    private static readonly string[] Issued = ["create", "delete", "get", "list"];
    private static readonly string[] Listed = ["list"];
    private static readonly string[] Kept = ["create", "delete", "deletecollection", "get", "list"];
    private static readonly string[] Noted = ["create", "get", "list"];
    private static readonly string[] Read = ["get", "list"];

    /// <summary>API keys.</summary>
    public static KindDescriptor ApiKeys { get; } = Virtual(KindRegistry.Describe<ApiKey>(LedgerColumns.ApiKey, null, ApiKeyValidator.Validate), Issued);

    /// <summary>Members of organizations.</summary>
    public static KindDescriptor Members { get; } =
        Virtual(KindRegistry.Describe<Member>(LedgerColumns.Member, null, MemberValidator.Validate), Edited) with { HasGeneration = true };

    /// <summary>Usage of single requests.</summary>
    public static KindDescriptor UsageRecords { get; } = Virtual(KindRegistry.Describe<Usage>(LedgerColumns.UsageRecord), Read) with
    {
        SelectableFields = ["user", "key", "deployment", "state"],
    };

    /// <summary>Questions about usage.</summary>
    public static KindDescriptor UsageReports { get; } = Virtual(KindRegistry.Describe<UsageReport>(LedgerColumns.UsageReport, null, UsageReportValidator.Validate), Asked);

    /// <summary>Questions about how usage went.</summary>
    public static KindDescriptor UsageSeries { get; } = Virtual(KindRegistry.Describe<UsageSeries>(LedgerColumns.UsageSeries, null, UsageSeriesValidator.Validate), Asked);

    /// <summary>Questions about the usage of everybody.</summary>
    public static KindDescriptor ClusterUsageReports { get; } =
        Virtual(KindRegistry.Describe<ClusterUsageReport>(LedgerColumns.UsageReport, null, UsageReportValidator.Validate), Asked);

    /// <summary>Questions about how the usage of everybody went.</summary>
    public static KindDescriptor ClusterUsageSeries { get; } =
        Virtual(KindRegistry.Describe<ClusterUsageSeries>(LedgerColumns.UsageSeries, null, UsageSeriesValidator.Validate), Asked);

    /// <summary>The audit trail.</summary>
    public static KindDescriptor AuditEvents { get; } = Virtual(KindRegistry.Describe<AuditEvent>(LedgerColumns.AuditEvent), Listed) with
    {
        SelectableFields =
        [
            "verb", "user.username", "objectRef.resource", "objectRef.namespace", "objectRef.name", "responseStatus.status",
            AuditEvent.ActorField, AuditEvent.InternalField, AuditEvent.SinceField, AuditEvent.UntilField,
        ],
    };

    /// <summary>Questions about whether the audit trail is what was written.</summary>
    public static KindDescriptor AuditVerifications { get; } =
        Virtual(KindRegistry.Describe<AuditVerification>(LedgerColumns.AuditVerification, null, AuditVerificationValidator.Validate), Asked);

    /// <summary>Which models ran, when, and who had approved them.</summary>
    public static KindDescriptor ServingRecords { get; } = Virtual(KindRegistry.Describe<ServingRecord>(LedgerColumns.ServingRecord, null, ServingRecordValidator.Validate), Noted) with
    {
        SelectableFields = ["service", ServingRecord.OnField, ServingRecord.UntilField],
    };

    /// <summary>Those who sign in with a password kept here.</summary>
    public static KindDescriptor Accounts { get; } =
        Virtual(KindRegistry.Describe<Account>(AccountColumns.Account, null, AccountValidator.Validate, AccountValidator.Name), Edited) with { HasGeneration = true };

    /// <summary>Who is signed in where.</summary>
    public static KindDescriptor Sessions { get; } = Virtual(KindRegistry.Describe<Session>(AccountColumns.Session, null, SessionValidator.Validate), Kept) with
    {
        SelectableFields = ["spec.user", "spec.provider"],
    };

    /// <summary>Attempts to sign in.</summary>
    public static KindDescriptor SignIns { get; } = Virtual(KindRegistry.Describe<SignIn>([Column.Age], null, SignInValidator.Validate), Asked);

    /// <summary>Whose session is this?</summary>
    public static KindDescriptor SessionReviews { get; } = Virtual(KindRegistry.Describe<SessionReview>([Column.Age]), Asked);

    /// <summary>Changes of one's own password.</summary>
    public static KindDescriptor PasswordChanges { get; } = Virtual(KindRegistry.Describe<PasswordChange>([Column.Age]), Asked);

    /// <summary>New passwords for others.</summary>
    public static KindDescriptor PasswordResets { get; } = Virtual(KindRegistry.Describe<PasswordReset>([Column.Age]), Asked);

    /// <summary>Where may I do what?</summary>
    public static KindDescriptor SelfProjectsReviews { get; } = Virtual(KindRegistry.Describe<SelfProjectsReview>([Column.Age]), Asked);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<KindDescriptor> All { get; } =
    [
        ApiKeys, Members, UsageRecords, UsageReports, UsageSeries, ClusterUsageReports, ClusterUsageSeries, AuditEvents, AuditVerifications, ServingRecords, Accounts, Sessions,
        SignIns, SessionReviews, PasswordChanges, PasswordResets, SelfProjectsReviews,
    ];

    /// <summary>Those that are only questions: what is created there changes nothing.</summary>
    public static IReadOnlyList<KindDescriptor> Questions { get; } = [UsageReports, UsageSeries, ClusterUsageReports, ClusterUsageSeries, AuditVerifications, SessionReviews, SelfProjectsReviews];

    private static KindDescriptor Virtual(KindDescriptor kind, IReadOnlyList<string> verbs) => kind with { HasStatus = false, IsVirtual = true, Verbs = verbs };
}
