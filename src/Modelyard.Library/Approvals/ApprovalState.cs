using Modelyard.Api;

namespace Modelyard.Library;

/// <summary>How the approvals of a version stand.</summary>
/// <param name="Outcome">All of it in one word.</param>
/// <param name="Message">For a person.</param>
/// <param name="Policies">Each policy that applies.</param>
/// <param name="Decisions">Those that count.</param>
/// <param name="ApprovedAt">When the last that was needed came.</param>
/// <param name="ExpiresAt">When one of them no longer counts.</param>
public sealed record ApprovalState(
    ApprovalOutcome Outcome, string Message, IReadOnlyList<PolicyProgress> Policies, IReadOnlyList<RecordedDecision> Decisions, DateTimeOffset? ApprovedAt, DateTimeOffset? ExpiresAt);

public enum ApprovalOutcome
{
    Pending,
    Approved,
    Rejected,
    Revoked,
}
