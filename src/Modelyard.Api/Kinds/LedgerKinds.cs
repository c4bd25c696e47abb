namespace Modelyard.Api;

/// <summary>The kinds whose objects are in the ledger rather than in the resource log: only a server that has a ledger serves them.</summary>
public static class LedgerKinds
{
    private static readonly string[] Asked = ["create"];
    private static readonly string[] Edited = ["create", "delete", "get", "list", "patch", "update"];
    private static readonly string[] Issued = ["create", "delete", "get", "list"];
    private static readonly string[] Listed = ["list"];
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

    /// <summary>The audit trail.</summary>
    public static KindDescriptor AuditEvents { get; } = Virtual(KindRegistry.Describe<AuditEvent>(LedgerColumns.AuditEvent), Listed) with
    {
        SelectableFields = ["verb", "user.username", "objectRef.resource", "objectRef.namespace", "objectRef.name"],
    };

    /// <summary>Which models ran, when, and who had approved them.</summary>
    public static KindDescriptor ServingRecords { get; } = Virtual(KindRegistry.Describe<ServingRecord>(LedgerColumns.ServingRecord, null, ServingRecordValidator.Validate), Noted) with
    {
        SelectableFields = ["service", ServingRecord.OnField, ServingRecord.UntilField],
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<KindDescriptor> All { get; } = [ApiKeys, Members, UsageRecords, UsageReports, AuditEvents, ServingRecords];

    private static KindDescriptor Virtual(KindDescriptor kind, IReadOnlyList<string> verbs) => kind with { HasStatus = false, IsVirtual = true, Verbs = verbs };
}
