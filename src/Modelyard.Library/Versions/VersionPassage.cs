using Modelyard.Api;
using Modelyard.Artifacts;

namespace Modelyard.Library;

/// <summary>A version on its way through the steps, with the status that they fill in.</summary>
internal sealed class VersionPassage(ModelVersion version)
{
    private readonly Dictionary<string, (bool? Status, string? Reason, string? Message)> _conditions = new(StringComparer.Ordinal);
    private Action? _endTurn;

    public ModelVersion Version { get; } = version;

    public NamespacedName Key { get; } = NamespacedName.Of(version);

    /// <summary>What will be written. The steps change it.</summary>
    public ModelVersionStatus Status { get; } = version.Status ??= new ModelVersionStatus();

    /// <summary>
    /// It has been through all steps before: it keeps its phase until they come to another decision, so that what is approved can run while it is looked
    /// at again.
    /// </summary>
    public bool IsDecided { get; } = version.Status?.Phase is "PendingApproval" or "Approved" or "Blocked" or "Rejected" or "Revoked";

    /// <summary>Its files, once a step has asked for them.</summary>
    public StoredModel? Model { get; set; }

    /// <summary>What the scan found, as far as it is there.</summary>
    public ScanReport? Report { get; set; }

    /// <summary>The report as it is kept.</summary>
    public ModelScanReport? KeptReport { get; set; }

    /// <summary>Whether it is its turn for long work.</summary>
    public bool HasTurn => _endTurn is not null;

    /// <summary>No step may go on from here.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>When it has to be looked at again although nothing changes.</summary>
    public DateTimeOffset? NextLook { get; private set; }

    public IReadOnlyDictionary<string, (bool? Status, string? Reason, string? Message)> Conditions => _conditions;

    /// <summary>Sets a condition, to be written with whatever is written next.</summary>
    public void Set(string condition, bool? status, string? reason, string? message = null) => _conditions[condition] = (status, reason, message);

    public void Stop() => IsStopped = true;

    public void TakeTurn(Action end) => _endTurn = end;

    /// <summary>It has been through the steps, as far as it came.</summary>
    public void End() => _endTurn?.Invoke();

    public void LookAgain(DateTimeOffset? at) => NextLook = at is null || NextLook < at ? NextLook : at;
}
