namespace Modelyard.Api;

/// <summary>Rules on quotas. What could not be counted is refused: a limit that does not hold would be worse than none.</summary>
internal static class ResourceQuotaValidator
{
    public static void Validate(ResourceQuota value, ResourceQuota? old, FieldErrors errors)
    {
        var path = FieldPath.Of("spec");
        foreach (var (name, amount) in value.Spec.Hard ?? [])
        {
            CheckLimit(path.Child("hard").Key(name), name, amount, errors);
        }

        CheckScopes(value.Spec, path, errors);
        if (old is not null && !(value.Spec.Scopes ?? []).Order(StringComparer.Ordinal).SequenceEqual((old.Spec.Scopes ?? []).Order(StringComparer.Ordinal)))
        {
            errors.Invalid(path.Child("scopes"), string.Join(',', value.Spec.Scopes ?? []), "field is immutable");
        }
    }

    private static void CheckLimit(FieldPath path, string name, Quantity amount, FieldErrors errors)
    {
        errors.Check(path, name, NameRules.Qualified);
        if (LedgerKinds.All.FirstOrDefault(k => name == QuotaNames.CountOf(k.Group, k.Plural)) is { } recorded)
        {
            errors.Invalid(path, name, $"{recorded.Plural} are kept in the ledger and cannot be counted");
        }
        else if (!QuotaNames.IsKnown(name))
        {
            errors.Invalid(
                path, name, name.Contains('/') ? $"must be requests.{Device(name)}: of a device what pods ask for is counted" : "must be a standard resource for quota");
        }

        if (amount.Value < 0)
        {
            errors.Invalid(path, amount.ToString(), "must be greater than or equal to 0");
        }
        else if (QuotaNames.IsCount(name) && amount.Value != Math.Truncate(amount.Value))
        {
            errors.Invalid(path, amount.ToString(), "must be an integer");
        }
    }

    private static string Device(string name) => name.StartsWith("limits.", StringComparison.Ordinal) ? name["limits.".Length..] : name;

    private static void CheckScopes(ResourceQuotaSpec spec, FieldPath path, FieldErrors errors)
    {
        foreach (var scope in spec.Scopes ?? [])
        {
            CheckScope(scope, spec, path.Child("scopes"), errors);
        }

        foreach (var (index, expression) in (spec.ScopeSelector?.MatchExpressions ?? []).Index())
        {
            var at = path.Child("scopeSelector").Child("matchExpressions").Index(index);
            CheckScope(expression.ScopeName ?? "", spec, at.Child("scopeName"), errors);
            if (expression.Operator != "Exists")
            {
                errors.Invalid(at.Child("operator"), expression.Operator, "must be 'Exists' when scope is any of Terminating, NotTerminating, BestEffort, NotBestEffort");
            }

            if (expression.Values is { Count: > 0 })
            {
                errors.Invalid(at.Child("values"), string.Join(',', expression.Values), "must be no value when `operator` is 'Exists'");
            }
        }

        var all = QuotaScopes.Of(spec).ToHashSet(StringComparer.Ordinal);
        if (QuotaScopes.Opposites.Any(o => all.Contains(o.Item1) && all.Contains(o.Item2)))
        {
            errors.Invalid(path.Child("scopes"), string.Join(',', all), "conflicting scopes");
        }
    }

    private static void CheckScope(string scope, ResourceQuotaSpec spec, FieldPath path, FieldErrors errors)
    {
        if (!QuotaScopes.All.Contains(scope))
        {
            errors.Add(FieldError.NotSupported(path, scope, QuotaScopes.All));
            return;
        }

        // A pod that asks for nothing can only be counted.
        foreach (var name in (spec.Hard ?? []).Keys.Where(n => scope == QuotaScopes.BestEffort ? n != QuotaNames.Pods : !QuotaNames.IsOfPods(n)))
        {
            errors.Invalid(path, scope, $"unsupported scope applied to resource {name}");
        }
    }
}
