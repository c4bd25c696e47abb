using Modelyard.Api;

namespace Modelyard.Library;

/// <summary>
/// Which approval counts for which requirement. Nobody counts twice, and whoever could give several gives the one that helps most: as many requirements
/// as possible are satisfied (a matching in a bipartite graph, by augmenting paths). What somebody delegated is one voice, too: theirs.
/// </summary>
internal static class ApprovalAssignment
{
    /// <param name="requirements">What is asked for.</param>
    /// <param name="approvals">One for each person.</param>
    /// <param name="delegations">Who may decide in whose place; one for each person who delegated and did not decide.</param>
    public static IReadOnlyList<(int Requirement, ModelApprovalSpec Approval)> Of(
        IReadOnlyList<ApprovalRequirement> requirements, IReadOnlyList<ModelApprovalSpec> approvals, IReadOnlyList<ModelApprovalSpec> delegations)
    {
        var places = requirements.Index().SelectMany(r => Enumerable.Repeat(r.Index, r.Item.Count ?? 1)).ToArray();
        var taken = new int[places.Length];
        Array.Fill(taken, -1);
        foreach (var (index, _) in approvals.Index())
        {
            TryPlace(index, new bool[places.Length]);
        }

        return [.. taken.Index().Where(t => t.Item >= 0).Select(t => (places[t.Index], approvals[t.Item]))];

        bool TryPlace(int approval, bool[] tried)
        {
            for (var place = 0; place < places.Length; place++)
            {
                if (tried[place] || !MayGive(approvals[approval], requirements[places[place]], delegations))
                {
                    continue;
                }

                tried[place] = true;
                if (taken[place] < 0 || TryPlace(taken[place], tried))
                {
                    taken[place] = approval;
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>The requirements whose approvals help a missing one: itself, and those whose approvals could be counted for it instead.</summary>
    public static IReadOnlyList<ApprovalRequirement> Helping(
        int missing,
        IReadOnlyList<ApprovalRequirement> requirements,
        IReadOnlyList<(int Requirement, ModelApprovalSpec Approval)> assigned,
        IReadOnlyList<ModelApprovalSpec> delegations)
    {
        var found = new List<int> { missing };
        for (var next = 0; next < found.Count; next++)
        {
            var wanted = requirements[found[next]];
            var movable = assigned.Where(a => !found.Contains(a.Requirement) && MayGive(a.Approval, wanted, delegations)).Select(a => a.Requirement).Distinct().ToList();
            found.AddRange(movable);
        }

        return [.. found.Select(r => requirements[r])];
    }

    private static bool MayGive(ModelApprovalSpec approval, ApprovalRequirement requirement, IReadOnlyList<ModelApprovalSpec> delegations)
    {
        var (users, groups) = (requirement.Users ?? [], requirement.Groups ?? []);
        return (users.Count == 0 && groups.Count == 0)
            || users.Contains(approval.Approver!, StringComparer.Ordinal)
            || (approval.Groups ?? []).Intersect(groups).Any()
            || delegations.Any(d => d.DelegateTo == approval.Approver && d.At <= approval.At
                && (users.Contains(d.Approver!, StringComparer.Ordinal) || (d.Groups ?? []).Intersect(groups).Any()));
    }
}
