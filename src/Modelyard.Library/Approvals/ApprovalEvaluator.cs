using Modelyard.Api;

namespace Modelyard.Library;

/// <summary>
/// What the decisions of people come to under the policies: a pure function, so that whoever asks why gets the same answer as the controller.
/// </summary>
public static class ApprovalEvaluator
{
    // Nobody has to write a policy to be asked: without one, whoever may approve at all does.
    private static readonly ApprovalPolicy WithoutPolicy = new()
    {
        Metadata = new ObjectMeta { Name = "default" },
        Spec = new ApprovalPolicySpec { Approvals = [new ApprovalRequirement { Name = "approval" }], SeparationOfDuties = false },
    };

    /// <param name="version">With the digest that decisions must be about.</param>
    /// <param name="policies">All there are.</param>
    /// <param name="approvals">All decisions about it.</param>
    /// <param name="now">What expiry is measured by.</param>
    public static ApprovalState Evaluate(ModelVersion version, IEnumerable<ApprovalPolicy> policies, IEnumerable<ModelApproval> approvals, DateTimeOffset now)
    {
        var made = approvals
            .Where(a => a.Spec.Version == version.Metadata.Name && a.Spec.Digest == version.Status?.Digest && a.Spec.At is not null)
            .OrderBy(a => a.Spec.At)
            .ThenBy(a => a.Metadata.Name, StringComparer.Ordinal)
            .Select(a => a.Spec)
            .ToList();
        if (made.LastOrDefault(a => a.Decision == "Revoke" && !IsWithdrawn(a, made)) is { } revoked)
        {
            return Ended(ApprovalOutcome.Revoked, revoked, made);
        }

        if (made.LastOrDefault(a => a.Decision == "Reject" && !IsWithdrawn(a, made)) is { } rejected)
        {
            return Ended(ApprovalOutcome.Rejected, rejected, made);
        }

        var standing = Standing(made);
        var applying = policies.Where(p => VersionSelection.Selects(p.Spec.Versions, version)).OrderBy(p => p.Metadata.Name, StringComparer.Ordinal).ToList();

        // A policy about something else, such as what a revocation does, says nothing of approvals: it must not let everything in.
        var judged = (applying.TrueForAll(p => p.Spec.Approvals is null) ? [.. applying, WithoutPolicy] : applying).Select(p => Judge(p, version, standing, made, now)).ToList();
        var missing = judged.SelectMany(j => j.Progress.Missing ?? []).ToList();
        var used = judged.SelectMany(j => j.Used).ToList();
        return new ApprovalState(
            missing.Count == 0 ? ApprovalOutcome.Approved : ApprovalOutcome.Pending,
            missing.Count == 0 ? "" : string.Join(" ", missing),
            [.. judged.Select(j => j.Progress)],
            [.. standing.Select(a => Record(a, used.FirstOrDefault(u => u.Approval == a).For))],
            missing.Count == 0 ? used.Count > 0 ? used.Max(u => u.Approval.At) : null : null,
            judged.Min(j => j.ExpiresAt));
    }

    private static bool IsWithdrawn(ModelApprovalSpec decision, List<ModelApprovalSpec> made) =>
        made.Exists(a => a.Decision == "Withdraw" && a.Approver == decision.Approver && a.At >= decision.At && a != decision);

    // The last word of each person, unless they took it back.
    private static List<ModelApprovalSpec> Standing(List<ModelApprovalSpec> made) =>
        [.. made.Where(a => a.Decision == "Approve" && !IsWithdrawn(a, made)).GroupBy(a => a.Approver).Select(g => g.Last()).OrderBy(a => a.At)];

    // A person's authority is in one hand at a time: the last they gave it to, or their own once they decide themselves.
    private static List<ModelApprovalSpec> Delegations(ModelVersion version, ApprovalPolicySpec policy, List<ModelApprovalSpec> standing, List<ModelApprovalSpec> made) =>
    [
        .. made
            .Where(a => a.Decision == "Delegate" && !IsWithdrawn(a, made))
            .GroupBy(a => a.Approver)
            .Select(g => g.Last())
            .Where(d => !standing.Exists(a => a.Approver == d.Approver))
            .Where(d => policy.SeparationOfDuties == false || d.Approver != version.Spec.Submitter),
    ];

    private static ApprovalState Ended(ApprovalOutcome outcome, ModelApprovalSpec by, List<ModelApprovalSpec> made) => new(
        outcome, $"{by.Approver} {(outcome == ApprovalOutcome.Revoked ? "revoked" : "rejected")} it: {by.Comment}", [], [.. Standing(made).Append(by).Select(a => Record(a, null))], null, null);

    private static RecordedDecision Record(ModelApprovalSpec approval, string? @for) =>
        new() { By = approval.Approver, For = @for, Decision = approval.Decision, Comment = approval.Comment, At = approval.At };

    private static Judgement Judge(ApprovalPolicy policy, ModelVersion version, List<ModelApprovalSpec> standing, List<ModelApprovalSpec> made, DateTimeOffset now)
    {
        var spec = policy.Spec;
        var lifetime = spec.ExpiresAfter is { } text && DurationText.TryParse(text, out var time) ? time : (TimeSpan?)null;
        var able = standing
            .Where(a => spec.SeparationOfDuties == false || a.Approver != version.Spec.Submitter)
            .Where(a => lifetime is null || now - a.At < lifetime)
            .ToList();
        var requirements = spec.Approvals ?? [];
        var delegations = Delegations(version, spec, standing, made);
        var assigned = ApprovalAssignment.Of(requirements, able, delegations);
        var (missing, awaited) = (new List<string>(), new List<AwaitedApproval>());
        var except = able.Select(a => a.Approver).Append(spec.SeparationOfDuties == false ? null : version.Spec.Submitter).ToList();
        foreach (var (index, requirement) in requirements.Index())
        {
            var lacking = (requirement.Count ?? 1) - assigned.Count(a => a.Requirement == index);
            if (lacking > 0)
            {
                missing.Add(Want(policy, requirement, lacking));
                awaited.Add(AwaitedApprovals.Of(requirement, lacking, ApprovalAssignment.Helping(index, requirements, assigned, delegations), delegations, except));
            }
        }

        missing.AddRange(Gates(policy, version));
        return new Judgement(
            new PolicyProgress
            {
                Policy = policy.Metadata.Name,
                Satisfied = missing.Count == 0,
                Missing = missing.Count == 0 ? null : missing,
                Awaited = awaited.Count == 0 ? null : awaited,
            },
            [.. assigned.Select(a => (a.Approval, requirements[a.Requirement].Name))],
            lifetime is null || assigned.Count == 0 ? null : assigned.Min(a => a.Approval.At) + lifetime);
    }

    private static string Want(ApprovalPolicy policy, ApprovalRequirement requirement, int count)
    {
        var who = (requirement.Users ?? []).Select(u => u).Concat((requirement.Groups ?? []).Select(g => $"the group {g}")).ToList();
        var from = who.Count == 0 ? "somebody who may approve versions of this project" : who.Count == 1 ? who[0] : $"{string.Join(", ", who.SkipLast(1))} or {who[^1]}";
        return $"{count} approval{(count == 1 ? "" : "s")} for {requirement.Name} {(count == 1 ? "is" : "are")} missing, from {from} (policy {policy.Metadata.Name}).";
    }

    private static IEnumerable<string> Gates(ApprovalPolicy policy, ModelVersion version)
    {
        if (policy.Spec.Scan == "Clean" && version.Status?.Scan?.Verdict != "Clean")
        {
            yield return $"The scan must be clean and is {version.Status?.Scan?.Verdict ?? "not made"} (policy {policy.Metadata.Name}).";
        }

        if (policy.Spec.Signature == true && version.Status?.Signatures?.Exists(s => s is { Verified: true, Policy: not null }) != true)
        {
            yield return $"A signature that a SignaturePolicy trusts is missing (policy {policy.Metadata.Name}).";
        }
    }

    private sealed record Judgement(PolicyProgress Progress, IReadOnlyList<(ModelApprovalSpec Approval, string? For)> Used, DateTimeOffset? ExpiresAt);
}
