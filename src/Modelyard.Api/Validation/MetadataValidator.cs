using System.Text;

namespace Modelyard.Api;

/// <summary>Rules on the metadata every object has.</summary>
internal static class MetadataValidator
{
    private const int AnnotationBytes = 256 * 1024;

    public static void Validate(ObjectMeta metadata, Func<string, IEnumerable<string>> nameRule, FieldErrors errors)
    {
        var path = FieldPath.Of("metadata");
        CheckName(metadata, nameRule, path, errors);
        CheckLabels(metadata.Labels, path.Child("labels"), errors);
        CheckAnnotations(metadata.Annotations, path.Child("annotations"), errors);
        foreach (var (index, owner) in (metadata.OwnerReferences ?? []).Index())
        {
            CheckOwner(owner, path.Child("ownerReferences").Index(index), errors);
        }

        if (metadata.OwnerReferences?.Count(o => o.Controller == true) > 1)
        {
            errors.Invalid(path.Child("ownerReferences"), metadata.OwnerReferences.Count, "Only one reference can have Controller set to true.");
        }

        foreach (var (index, finalizer) in (metadata.Finalizers ?? []).Index())
        {
            errors.Check(path.Child("finalizers").Index(index), finalizer, NameRules.Qualified);
        }
    }

    public static void CheckLabels(IReadOnlyDictionary<string, string>? labels, FieldPath path, FieldErrors errors)
    {
        foreach (var (key, value) in labels ?? new Dictionary<string, string>())
        {
            errors.Check(path, key, NameRules.Qualified);
            errors.Check(path, value, NameRules.LabelValue);
        }
    }

    public static void CheckAnnotations(IReadOnlyDictionary<string, string>? annotations, FieldPath path, FieldErrors errors)
    {
        var size = 0L;
        foreach (var (key, value) in annotations ?? new Dictionary<string, string>())
        {
            errors.Check(path, key, static k => NameRules.Qualified(k.ToLowerInvariant()));
            size += Encoding.UTF8.GetByteCount(key) + Encoding.UTF8.GetByteCount(value);
        }

        if (size > AnnotationBytes)
        {
            errors.TooLong(path, $"may not be more than {AnnotationBytes} bytes");
        }
    }

    private static void CheckName(ObjectMeta metadata, Func<string, IEnumerable<string>> nameRule, FieldPath path, FieldErrors errors)
    {
        if (metadata.GenerateName is { Length: > 0 } prefix)
        {
            // What is appended is alphanumeric: a prefix may end in a dash.
            errors.Check(path.Child("generateName"), prefix, p => nameRule(p.EndsWith('-') ? p[..^1] + "a" : p));
        }

        if (metadata.Name is { Length: > 0 } name)
        {
            errors.Check(path.Child("name"), name, nameRule);
        }
        else if (string.IsNullOrEmpty(metadata.GenerateName))
        {
            errors.Required(path.Child("name"), "name or generateName is required");
        }
    }

    private static void CheckOwner(OwnerReference owner, FieldPath path, FieldErrors errors)
    {
        foreach (var (name, value) in new[] { ("apiVersion", owner.ApiVersion), ("kind", owner.Kind), ("name", owner.Name), ("uid", owner.Uid) })
        {
            if (value is not { Length: > 0 })
            {
                errors.Invalid(path.Child(name), value ?? "", "must not be empty");
            }
        }
    }
}
