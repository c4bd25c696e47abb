using Modelyard.Api;
using Modelyard.Library;

namespace Modelyard.Tests.Library.Approvals;

public sealed class ApprovalEvaluatorTests
{
    private const string Digest = "sha256:aa";

    private static readonly DateTimeOffset Now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private int _minute;

    [Fact]
    public void WithoutAPolicy_OnePersonWhoMayApprove_IsAsked()
    {
        Evaluate([]).Outcome.ShouldBe(ApprovalOutcome.Pending);
        Evaluate([], By("ann")).Outcome.ShouldBe(ApprovalOutcome.Approved);
    }

    [Fact]
    public void Policy_AsksForEachOfItsApprovals_AndSaysWhoCanGiveThem()
    {
        var policy = Policy(Wants("security", users: ["lead"]), Wants("product", groups: ["owners"]));

        Evaluate([policy]).Message.ShouldBe(
            "1 approval for security is missing, from lead (policy production). 1 approval for product is missing, from the group owners (policy production).");
        Evaluate([policy], By("lead")).Message.ShouldBe("1 approval for product is missing, from the group owners (policy production).");
        Evaluate([policy], By("lead"), By("petra", "owners")).Outcome.ShouldBe(ApprovalOutcome.Approved);
    }

    [Fact]
    public void Awaited_SaysWhoCanGiveWhatIsMissing_AndWhoCannot()
    {
        var policy = Policy(Wants("security", users: ["lead"]), Wants("product", users: ["petra"], groups: ["owners"]));

        var awaited = Evaluate([policy], By("lead"), Delegation("petra", "paul")).Policies.ShouldHaveSingleItem().Awaited.ShouldNotBeNull().ShouldHaveSingleItem();

        awaited.For.ShouldBe("product");
        awaited.Count.ShouldBe(1);
        awaited.Users.ShouldBe(["petra", "paul"]);
        awaited.Groups.ShouldBe(["owners"]);
        awaited.Except.ShouldBe(["lead", "submitter"]);
    }

    [Fact]
    public void Awaited_WithoutNames_IsGivenByAnybody()
    {
        var awaited = Evaluate([]).Policies.ShouldHaveSingleItem().Awaited.ShouldNotBeNull().ShouldHaveSingleItem();

        awaited.Users.ShouldBeNull();
        awaited.Groups.ShouldBeNull();
    }

    [Fact]
    public void Awaited_NamesThemWhoFreeSomebodyElsesApproval()
    {
        // What ann gave counts for the first; once ben gives that, it counts for the second.
        var policy = Policy(Wants("first", users: ["ann", "ben"]), Wants("second", users: ["ann"]));

        var awaited = Evaluate([policy], By("ann")).Policies.ShouldHaveSingleItem().Awaited.ShouldNotBeNull().ShouldHaveSingleItem();

        awaited.Users.ShouldNotBeNull().ShouldContain("ben");
        awaited.Except.ShouldNotBeNull().ShouldContain("ann");
    }

    [Fact]
    public void OnePerson_DoesNotCountTwice()
    {
        var policy = Policy(Wants("security", users: ["lead"]), Wants("product", users: ["lead", "petra"]));

        Evaluate([policy], By("lead"), By("lead")).Outcome.ShouldBe(ApprovalOutcome.Pending);
        Evaluate([policy], By("lead"), By("petra")).Outcome.ShouldBe(ApprovalOutcome.Approved);
    }

    [Fact]
    public void WhoeverCouldGiveSeveral_GivesTheOneThatHelps()
    {
        // Taken in order, ann would use up the place that only ben can fill.
        var policy = Policy(Wants("first", users: ["ann", "ben"]), Wants("second", users: ["ann"]));

        Evaluate([policy], By("ann"), By("ben")).Outcome.ShouldBe(ApprovalOutcome.Approved);
    }

    [Fact]
    public void Submitter_DoesNotApprove_UnlessThePolicySaysSo()
    {
        var policy = Policy(Wants("any", users: ["submitter", "ann"]));
        Evaluate([policy], By("submitter")).Outcome.ShouldBe(ApprovalOutcome.Pending);

        policy.Spec.SeparationOfDuties = false;
        Evaluate([policy], By("submitter")).Outcome.ShouldBe(ApprovalOutcome.Approved);
    }

    [Fact]
    public void Approval_OfOtherContent_DoesNotCount()
    {
        var other = By("ann");
        other.Spec.Digest = "sha256:bb";

        Evaluate([], other).Outcome.ShouldBe(ApprovalOutcome.Pending);
    }

    [Fact]
    public void Approval_ThatIsWithdrawn_DoesNotCount_UntilGivenAgain()
    {
        Evaluate([], By("ann"), By("ann", decision: "Withdraw")).Outcome.ShouldBe(ApprovalOutcome.Pending);
        Evaluate([], By("ann"), By("ann", decision: "Withdraw"), By("ann")).Outcome.ShouldBe(ApprovalOutcome.Approved);
    }

    [Fact]
    public void Rejection_StandsUntilItIsWithdrawn()
    {
        var rejected = By("ann", decision: "Reject", comment: "too slow");
        Evaluate([], By("ben"), rejected).ShouldSatisfyAllConditions(s => s.Outcome.ShouldBe(ApprovalOutcome.Rejected), s => s.Message.ShouldBe("ann rejected it: too slow"));
        Evaluate([], By("ben"), rejected, By("ann", decision: "Withdraw")).Outcome.ShouldBe(ApprovalOutcome.Approved);
    }

    [Fact]
    public void Revocation_OutlivesApprovals()
    {
        var revoked = By("ann", decision: "Revoke", comment: "CVE");

        Evaluate([], By("ben"), revoked, By("carla")).Outcome.ShouldBe(ApprovalOutcome.Revoked);
    }

    [Fact]
    public void Revocation_IsWithdrawnByNobodyElse()
    {
        var (first, second) = (By("ann", decision: "Revoke", comment: "CVE"), By("ben", decision: "Revoke", comment: "CVE"));

        Evaluate([], By("carla"), first, second, By("ben", decision: "Withdraw")).Outcome.ShouldBe(ApprovalOutcome.Revoked);
    }

    [Fact]
    public void Approval_Expires_AndSaysWhen()
    {
        var policy = Policy(Wants("any", users: ["ann"]));
        policy.Spec.ExpiresAfter = "10d";
        var approval = By("ann");

        Evaluate([policy], approval).ExpiresAt.ShouldBe(approval.Spec.At!.Value.AddDays(10));
        approval.Spec.At = Now.AddDays(-11);
        Evaluate([policy], approval).Outcome.ShouldBe(ApprovalOutcome.Pending);
    }

    [Fact]
    public void Delegate_DecidesInThePlaceOfWhoDelegated()
    {
        var policy = Policy(Wants("security", users: ["lead"]));
        var delegation = Delegation("lead", "deputy");

        Evaluate([policy], By("deputy")).Outcome.ShouldBe(ApprovalOutcome.Pending);
        Evaluate([policy], delegation, By("deputy")).Outcome.ShouldBe(ApprovalOutcome.Approved);
        Evaluate([policy], delegation, By("lead", decision: "Withdraw"), By("deputy")).Outcome.ShouldBe(ApprovalOutcome.Pending);
    }

    [Fact]
    public void Delegation_DoesNotMultiplyWhoDelegated()
    {
        var policy = Policy(Wants("security", users: ["lead"], count: 2));

        Evaluate([policy], By("lead"), Delegation("lead", "deputy"), By("deputy")).Outcome.ShouldBe(ApprovalOutcome.Pending);
        Evaluate([policy], Delegation("lead", "first"), Delegation("lead", "second"), By("first"), By("second")).Outcome.ShouldBe(ApprovalOutcome.Pending);
    }

    [Fact]
    public void Submitter_DoesNotDelegate()
    {
        var policy = Policy(Wants("any", users: ["submitter"]));
        Evaluate([policy], Delegation("submitter", "friend"), By("friend")).Outcome.ShouldBe(ApprovalOutcome.Pending);

        policy.Spec.SeparationOfDuties = false;
        Evaluate([policy], Delegation("submitter", "friend"), By("friend")).Outcome.ShouldBe(ApprovalOutcome.Approved);
    }

    [Fact]
    public void Policies_ThatApply_AllCount_AndThoseThatDoNot_DoNot()
    {
        var (first, second, other) = (Policy(Wants("a", users: ["ann"])), Policy(Wants("b", users: ["ben"])), Policy(Wants("c", users: ["carla"])));
        (second.Metadata.Name, other.Metadata.Name) = ("second", "other");
        other.Spec.Versions = new VersionSelector { Models = ["llama*"] };

        Evaluate([first, second, other], By("ann")).Policies.Select(p => (p.Policy, p.Satisfied)).ShouldBe([("production", true), ("second", false)]);
    }

    [Fact]
    public void Policy_ThatSaysNothingOfApprovals_DoesNotDoWithoutThem()
    {
        var (silent, none) = (Policy(), Policy());
        (silent.Spec.Approvals, silent.Spec.OnRevocation) = (null, "Drain");

        Evaluate([silent]).Outcome.ShouldBe(ApprovalOutcome.Pending);
        Evaluate([silent]).Message.ShouldContain("from somebody who may approve versions of this project");
        Evaluate([silent, none]).Outcome.ShouldBe(ApprovalOutcome.Approved, "an empty list asks for none");
    }

    [Theory]
    [InlineData("Clean", "Findings", false)]
    [InlineData("Clean", "Clean", true)]
    [InlineData("Findings", "Findings", true)]
    public void ScanGate_IsKept(string wanted, string found, bool satisfied)
    {
        var policy = Policy();
        policy.Spec.Scan = wanted;
        var version = Version();
        version.Status!.Scan = new VersionScan { Verdict = found };

        (ApprovalEvaluator.Evaluate(version, [policy], [], Now).Outcome == ApprovalOutcome.Approved).ShouldBe(satisfied);
    }

    [Fact]
    public void SignatureGate_WantsOneThatAPolicyTrusts()
    {
        var policy = Policy();
        policy.Spec.Signature = true;
        var version = Version();
        version.Status!.Signatures = [new VersionSignature { Type = "cosign", Verified = false }];
        ApprovalEvaluator.Evaluate(version, [policy], [], Now).Message.ShouldBe("A signature that a SignaturePolicy trusts is missing (policy production).");

        (version.Status.Signatures[0].Verified, version.Status.Signatures[0].Policy) = (true, "signed");
        ApprovalEvaluator.Evaluate(version, [policy], [], Now).Outcome.ShouldBe(ApprovalOutcome.Approved);
    }

    private static ApprovalState Evaluate(ApprovalPolicy[] policies, params ModelApproval[] approvals) => ApprovalEvaluator.Evaluate(Version(), policies, approvals, Now);

    private static ModelVersion Version() => new()
    {
        Metadata = new ObjectMeta { Namespace = "acme", Name = "atlas-1.2" },
        Spec = new ModelVersionSpec { Model = "atlas", Version = "1.2", Submitter = "submitter" },
        Status = new ModelVersionStatus { Digest = Digest },
    };

    private static ApprovalPolicy Policy(params ApprovalRequirement[] wants) =>
        new() { Metadata = new ObjectMeta { Name = "production" }, Spec = new ApprovalPolicySpec { Approvals = [.. wants] } };

    private static ApprovalRequirement Wants(string name, List<string>? users = null, List<string>? groups = null, int? count = null) =>
        new() { Name = name, Users = users, Groups = groups, Count = count };

    private ModelApproval Delegation(string from, string to)
    {
        var delegation = By(from, decision: "Delegate");
        delegation.Spec.DelegateTo = to;
        return delegation;
    }

    private ModelApproval By(string user, string? group = null, string decision = "Approve", string? comment = null) => new()
    {
        Metadata = new ObjectMeta { Name = $"a{_minute}" },
        Spec = new ModelApprovalSpec
        {
            Version = "atlas-1.2", Decision = decision, Approver = user, Groups = group is null ? [] : [group], Comment = comment, Digest = Digest, At = Now.AddDays(-1).AddMinutes(_minute++),
        },
    };
}
