using Modelyard.Api;

namespace Modelyard.Library;

/// <summary>Who can give an approval that is missing, for whoever wants to know whether it is theirs to give.</summary>
internal static class AwaitedApprovals
{
    /// <param name="requirement">What is missing.</param>
    /// <param name="count">How many.</param>
    /// <param name="helping">The requirements whose approvals help it.</param>
    /// <param name="delegations">Who may decide in whose place.</param>
    /// <param name="except">People whose approval does not help, or is counted already.</param>
    public static AwaitedApproval Of(
        ApprovalRequirement requirement,
        int count,
        IReadOnlyList<ApprovalRequirement> helping,
        IReadOnlyList<ModelApprovalSpec> delegations,
        IEnumerable<string?> except)
    {
        var awaited = new AwaitedApproval { For = requirement.Name, Count = count, Except = ListOf(except) };
        if (!helping.Any(r => r is { Users: null or [], Groups: null or [] }))
        {
            var (users, groups) = (helping.SelectMany(r => r.Users ?? []).ToList(), helping.SelectMany(r => r.Groups ?? []).ToList());
            var delegates = delegations.Where(d => users.Contains(d.Approver!, StringComparer.Ordinal) || (d.Groups ?? []).Intersect(groups).Any()).Select(d => d.DelegateTo);
            awaited.Users = ListOf(users.Concat(delegates));
            awaited.Groups = ListOf(groups);
        }

        return awaited;
    }

    private static List<string>? ListOf(IEnumerable<string?> names) => names.OfType<string>().Distinct(StringComparer.Ordinal).ToList() is { Count: > 0 } list ? list : null;
}
