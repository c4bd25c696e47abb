namespace Modelyard.Api;

/// <summary>Rules on namespaces.</summary>
internal static class NamespaceValidator
{
    public static void Validate(Namespace value, Namespace? old, FieldErrors errors)
    {
        _ = old;
        foreach (var (index, finalizer) in (value.Spec.Finalizers ?? []).Index())
        {
            errors.Check(FieldPath.Of("spec").Child("finalizers").Index(index), finalizer, NameRules.Qualified);
        }
    }
}
