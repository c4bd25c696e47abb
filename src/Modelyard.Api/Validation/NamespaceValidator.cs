namespace Modelyard.Api;

/// <summary>Rules on namespaces.</summary>
internal static class NamespaceValidator
{
    public static void Validate(Namespace value, Namespace? old, FieldErrors errors)
    {
        foreach (var (index, finalizer) in (value.Spec.Finalizers ?? []).Index())
        {
            errors.Check(FieldPath.Of("spec").Child("finalizers").Index(index), finalizer, NameRules.Qualified);
        }

        // A word that means nothing would leave the project without a policy, and nobody would notice. What has one already can still be changed otherwise, and deleted.
        if (PolicyOf(value) is { } policy && policy != PolicyOf(old))
        {
            errors.OneOf(FieldPath.Of("metadata").Child("labels").Key(LibraryNames.PolicyLabel), policy, "enforce", "warn", "off");
        }
    }

    private static string? PolicyOf(Namespace? project) => project?.Metadata.Labels?.GetValueOrDefault(LibraryNames.PolicyLabel);
}
