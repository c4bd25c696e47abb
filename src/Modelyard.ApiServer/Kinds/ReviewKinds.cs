namespace Modelyard.ApiServer;

/// <summary>Kinds that are questions: they are posted, answered, and never stored.</summary>
internal static class ReviewKinds
{
    public static readonly IReadOnlyList<ReviewKind> All =
    [
        new("authentication.k8s.io", "v1", "SelfSubjectReview", "selfsubjectreviews"),
        new("authorization.k8s.io", "v1", "SelfSubjectAccessReview", "selfsubjectaccessreviews"),
    ];

    public static IEnumerable<GroupVersion> GroupVersions => All.Select(k => new GroupVersion(k.Group, k.Version));

    public static ReviewKind? Find(string group, string version, string plural) =>
        All.FirstOrDefault(k => k.Group == group && k.Version == version && k.Plural == plural);
}

/// <summary>One kind of question.</summary>
internal sealed record ReviewKind(string Group, string Version, string Kind, string Plural);
