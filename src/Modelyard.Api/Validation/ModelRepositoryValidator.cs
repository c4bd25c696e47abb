namespace Modelyard.Api;

/// <summary>Rules on repositories. Schedules and ranges of versions are read by the library, which refuses those it cannot read.</summary>
internal static class ModelRepositoryValidator
{
    private static readonly string[] Schemes = ["oci", "hf", "s3", "https", "http", "file"];

    public static void Validate(ModelRepository value, ModelRepository? old, FieldErrors errors)
    {
        var path = FieldPath.Of("spec");
        if (value.Spec.Source is { } source)
        {
            CheckSource(source, path.Child("source"), errors);
        }

        foreach (var (index, rule) in (value.Spec.Rules ?? []).Index())
        {
            CheckRule(rule, path.Child("rules").Index(index), errors);
        }
    }

    private static void CheckSource(ModelSource source, FieldPath path, FieldErrors errors)
    {
        var url = source.Url ?? "";
        var separator = url.IndexOf("://", StringComparison.Ordinal);
        if (separator < 0 || !Schemes.Contains(url[..separator], StringComparer.Ordinal))
        {
            errors.Invalid(path.Child("url"), url, $"must begin with one of {string.Join(", ", Schemes.Select(s => s + "://"))}");
        }
        else if (separator + 3 == url.Length)
        {
            errors.Invalid(path.Child("url"), url, "names no place after the ://");
        }
        else if (url.Contains('@') && url.StartsWith("http", StringComparison.Ordinal))
        {
            errors.Invalid(path.Child("url"), "(hidden)", "credentials belong into a Secret that secretRef names, not into the address");
        }

        CheckAmount(source.Bandwidth, path.Child("bandwidth"), "50Mi", errors);
        foreach (var (name, address) in new[] { ("proxy", source.Proxy), ("endpoint", source.Endpoint) })
        {
            if (address is not null && !(Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
            {
                errors.Invalid(path.Child(name), address, "must be an http:// or https:// address");
            }
        }
    }

    private static void CheckRule(RepositoryRule rule, FieldPath path, FieldErrors errors)
    {
        TenancyRules.CheckDuration(rule.MinAge, path.Child("minAge"), "7d", errors);
        TenancyRules.CheckDuration(rule.MaxAge, path.Child("maxAge"), "365d", errors);
        CheckAmount(rule.MaxSize, path.Child("maxSize"), "20Gi", errors);
        if (Read(rule.MinAge) > Read(rule.MaxAge))
        {
            errors.Invalid(path.Child("maxAge"), rule.MaxAge, $"is shorter than minAge ({rule.MinAge}): nothing is older than that and younger than this");
        }

        if (rule is { Newest: not null, Action: "Exclude" })
        {
            errors.Invalid(path.Child("newest"), rule.Newest, "only a rule that includes can take the newest; exclude the others by leaving them to no rule");
        }
    }

    private static TimeSpan? Read(string? text) => text is not null && DurationText.TryParse(text, out var time) ? time : null;

    private static void CheckAmount(Quantity? amount, FieldPath path, string example, FieldErrors errors)
    {
        if (amount is { RoundedUp: <= 0 } value)
        {
            errors.Invalid(path, value.ToString(), $"must be more than nothing, such as {example}; leave it out for no bound");
        }
    }
}
