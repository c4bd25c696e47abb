using Modelyard.Api;

namespace Modelyard.Serving;

/// <summary>What whoever deployed a version should know about it by now.</summary>
/// <param name="Reason">One word.</param>
/// <param name="Message">For a person.</param>
internal sealed record VersionNotice(string Reason, string Message)
{
    /// <summary>Null when there is nothing.</summary>
    public static VersionNotice? Of(ModelVersion version)
    {
        var objection = VersionGate.Objection(version);
        return objection is not null ? new VersionNotice(ReasonOf(version), $"It is not started again: {objection}.")
            : VersionGate.Remark(version) is { } remark ? new VersionNotice("Deprecated", remark + ".")
            : null;
    }

    private static string ReasonOf(ModelVersion version) => LibraryNames.StageOf(version) == LibraryNames.Retired ? "Retired" : version.Status?.Phase ?? "Pending";
}
