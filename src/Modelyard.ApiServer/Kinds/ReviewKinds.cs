using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>Kinds that are questions: they are posted, answered, and never stored.</summary>
internal static class ReviewKinds
{
    private const string Who = "authentication.k8s.io";
    private const string May = "authorization.k8s.io";

    public static readonly IReadOnlyList<ReviewKind> All =
    [
        new(Who, "v1", "SelfSubjectReview", "selfsubjectreviews"),
        new(Who, "v1", "TokenReview", "tokenreviews"),
        new(May, "v1", "LocalSubjectAccessReview", "localsubjectaccessreviews", Namespaced: true),
        new(May, "v1", "SelfSubjectAccessReview", "selfsubjectaccessreviews"),
        new(May, "v1", "SelfSubjectRulesReview", "selfsubjectrulesreviews"),
        new(May, "v1", "SubjectAccessReview", "subjectaccessreviews"),
    ];

    // An import is answered as a question is, but takes models in.
    private static readonly IReadOnlyList<KindDescriptor> Questions = [.. QuestionKinds.All.Except([QuestionKinds.ModelImports]), .. LedgerKinds.Questions];

    public static IEnumerable<GroupVersion> GroupVersions => All.Select(k => new GroupVersion(k.Group, k.Version));

    /// <summary>Whether what is posted there is only a question.</summary>
    public static bool IsQuestion(ResourcePath path) =>
        Find(path) is not null || (path.Name is null && Questions.Any(k => k.Group == path.Group && k.Plural == path.Plural));

    public static ReviewKind? Find(ResourcePath path) => path.Name is null && path.Subresource is null
        ? All.FirstOrDefault(k => k.Group == path.Group && k.Version == path.Version && k.Plural == path.Plural && k.Namespaced == path.Namespace is not null)
        : null;
}

/// <summary>One kind of question.</summary>
internal sealed record ReviewKind(string Group, string Version, string Kind, string Plural, bool Namespaced = false);
