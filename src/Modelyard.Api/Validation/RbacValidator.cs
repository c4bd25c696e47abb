namespace Modelyard.Api;

/// <summary>Rules on roles and bindings.</summary>
internal static class RbacValidator
{
    private const string Group = "rbac.authorization.k8s.io";

    /// <summary>Names of roles and bindings may hold what a URL segment may: <c>system:basic-user</c> is one.</summary>
    public static IEnumerable<string> Name(string name)
    {
        if (name is "." or "..")
        {
            yield return $"may not be '{name}'";
        }

        foreach (var forbidden in (string[])["/", "%"])
        {
            if (name.Contains(forbidden, StringComparison.Ordinal))
            {
                yield return $"may not contain '{forbidden}'";
            }
        }
    }

    public static void Validate(Role value, Role? old, FieldErrors errors) => CheckRules(value.Rules, namespaced: true, errors);

    public static void Validate(ClusterRole value, ClusterRole? old, FieldErrors errors)
    {
        CheckRules(value.Rules, namespaced: false, errors);
        if (value.AggregationRule is { ClusterRoleSelectors: null or [] })
        {
            errors.Required(FieldPath.Of("aggregationRule").Child("clusterRoleSelectors"), "at least one clusterRoleSelector required if aggregationRule is non-nil");
        }
    }

    public static void Validate(RoleBinding value, RoleBinding? old, FieldErrors errors)
    {
        CheckReference(value.RoleRef!, old?.RoleRef, errors, "Role", "ClusterRole");
        CheckSubjects(value.Subjects, errors);
    }

    public static void Validate(ClusterRoleBinding value, ClusterRoleBinding? old, FieldErrors errors)
    {
        CheckReference(value.RoleRef!, old?.RoleRef, errors, "ClusterRole");
        CheckSubjects(value.Subjects, errors);
    }

    private static void CheckRules(List<PolicyRule>? rules, bool namespaced, FieldErrors errors)
    {
        for (var i = 0; i < (rules?.Count ?? 0); i++)
        {
            Check(rules![i], namespaced, FieldPath.Of("rules").Index(i), errors);
        }
    }

    private static void Check(PolicyRule rule, bool namespaced, FieldPath path, FieldErrors errors)
    {
        if (rule.Verbs is null or [])
        {
            errors.Required(path.Child("verbs"), "verbs must contain at least one value");
        }

        if (rule.NonResourceUrls is { Count: > 0 } urls)
        {
            if (namespaced)
            {
                errors.Invalid(path.Child("nonResourceURLs"), urls, "namespaced rules cannot apply to non-resource URLs");
            }

            if (rule.ApiGroups is { Count: > 0 } || rule.Resources is { Count: > 0 } || rule.ResourceNames is { Count: > 0 })
            {
                errors.Invalid(path.Child("nonResourceURLs"), urls, "rules cannot apply to both regular resources and non-resource URLs");
            }

            return;
        }

        if (rule.ApiGroups is null or [])
        {
            errors.Required(path.Child("apiGroups"), "resource rules must supply at least one api group");
        }

        if (rule.Resources is null or [])
        {
            errors.Required(path.Child("resources"), "resource rules must supply at least one resource");
        }
    }

    private static void CheckReference(RoleRef role, RoleRef? old, FieldErrors errors, params string[] kinds)
    {
        var path = FieldPath.Of("roleRef");
        errors.OneOf(path.Child("apiGroup"), role.ApiGroup, Group);
        errors.OneOf(path.Child("kind"), role.Kind, kinds);
        if (role.Name!.Length == 0)
        {
            errors.Required(path.Child("name"));
        }
        else
        {
            errors.Check(path.Child("name"), role.Name, Name);
        }

        if (old is not null && (role.ApiGroup, role.Kind, role.Name) != (old.ApiGroup, old.Kind, old.Name))
        {
            errors.Invalid(path, new { apiGroup = role.ApiGroup, kind = role.Kind, name = role.Name }, "cannot change roleRef");
        }
    }

    private static void CheckSubjects(List<Subject>? subjects, FieldErrors errors)
    {
        for (var i = 0; i < (subjects?.Count ?? 0); i++)
        {
            Check(subjects![i], FieldPath.Of("subjects").Index(i), errors);
        }
    }

    private static void Check(Subject subject, FieldPath path, FieldErrors errors)
    {
        if (subject.Name!.Length == 0)
        {
            errors.Required(path.Child("name"));
        }

        switch (subject.Kind)
        {
            case "ServiceAccount":
                if (subject.Name.Length > 0)
                {
                    errors.Check(path.Child("name"), subject.Name, NameRules.Subdomain);
                }

                errors.OneOf(path.Child("apiGroup"), subject.ApiGroup, "");
                if (string.IsNullOrEmpty(subject.Namespace))
                {
                    errors.Required(path.Child("namespace"));
                }

                break;
            case "User" or "Group":
                errors.OneOf(path.Child("apiGroup"), subject.ApiGroup, Group);
                break;
            default:
                errors.OneOf(path.Child("kind"), subject.Kind, "ServiceAccount", "User", "Group");
                break;
        }
    }
}
