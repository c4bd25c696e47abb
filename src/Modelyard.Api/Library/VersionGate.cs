namespace Modelyard.Api;

/// <summary>Whether a version may run, in the words a person is told.</summary>
public static class VersionGate
{
    /// <summary>What the project does about models that no approved version stands behind.</summary>
    public static PolicyMode ModeOf(Namespace? project) => ModeOf(project?.Metadata.Labels?.GetValueOrDefault(LibraryNames.PolicyLabel));

    /// <summary>The same, from the value of the project's label.</summary>
    public static PolicyMode ModeOf(string? label) => label switch
    {
        "enforce" => PolicyMode.Enforce,
        "warn" => PolicyMode.Warn,
        _ => PolicyMode.Off,
    };

    /// <summary>What stands against it; null when nothing does.</summary>
    public static string? Objection(ModelVersion version)
    {
        var name = VersionReference.Of(version);
        if (LibraryNames.StageOf(version) == LibraryNames.Retired)
        {
            return $"{name} is retired: use another version";
        }

        return version.Status?.Phase switch
        {
            "Approved" => null,
            "PendingApproval" => $"{name} is not approved yet{Because(". ")}",
            "Rejected" or "Revoked" => $"{name} may not be used{Because(": ")}",
            "Blocked" or "Failed" => $"{name} is not fit for use{Because(": ")}",
            var phase => $"{name} is still on its way into the library ({phase ?? "Pending"}{Because(": ")})",
        };

        string Because(string separator) => version.Status?.Message is { Length: > 0 } message ? separator + message.TrimEnd('.') : "";
    }

    /// <summary>What should be known about a version that may run; null for nothing.</summary>
    public static string? Remark(ModelVersion version) => LibraryNames.StageOf(version) == LibraryNames.Deprecated
        ? $"{VersionReference.Of(version)} is deprecated: plan to move to another version"
        : null;
}
