using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>What a rule allows, and whether rules cover another rule.</summary>
internal static class RuleMatch
{
    private const string All = "*";

    public static bool Allows(this PolicyRule rule, AccessAttributes wanted) => Has(rule.Verbs, wanted.Verb) && (wanted.Path is { } path
        ? HasUrl(rule.NonResourceUrls, path)
        : Has(rule.ApiGroups, wanted.Group) && HasResource(rule.Resources, wanted.RuleResource) && HasName(rule.ResourceNames, wanted.Name));

    /// <summary>The parts of a rule, each with one verb on one thing, that none of the <paramref name="held"/> rules gives.</summary>
    public static IEnumerable<PolicyRule> Missing(IReadOnlyList<PolicyRule> held, PolicyRule wanted) =>
        Parts(wanted).Where(part => !held.Any(rule => Covers(rule, part)));

    // Taken apart first: rights to two verbs may come from two rules.
    private static IEnumerable<PolicyRule> Parts(PolicyRule rule)
    {
        foreach (var verb in rule.Verbs ?? [])
        {
            foreach (var url in rule.NonResourceUrls ?? [])
            {
                yield return new PolicyRule { Verbs = [verb], NonResourceUrls = [url] };
            }

            foreach (var group in rule.ApiGroups ?? [])
            {
                foreach (var resource in rule.Resources ?? [])
                {
                    foreach (var name in rule.ResourceNames is { Count: > 0 } names ? names : [null!])
                    {
                        yield return new PolicyRule { Verbs = [verb], ApiGroups = [group], Resources = [resource], ResourceNames = name is null ? null : [name] };
                    }
                }
            }
        }
    }

    private static bool Covers(PolicyRule rule, PolicyRule part) => Has(rule.Verbs, part.Verbs![0]) && (part.NonResourceUrls is [var url]
        ? HasUrl(rule.NonResourceUrls, url)
        : Has(rule.ApiGroups, part.ApiGroups![0])
            && HasResource(rule.Resources, part.Resources![0])
            && (rule.ResourceNames is null or [] || (part.ResourceNames is [var name] && rule.ResourceNames.Contains(name))));

    private static bool Has(List<string>? values, string wanted) => values is not null && (values.Contains(All) || values.Contains(wanted));

    private static bool HasResource(List<string>? resources, string wanted)
    {
        if (Has(resources, wanted))
        {
            return true;
        }

        var slash = wanted.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && resources is not null && resources.Contains(All + wanted[slash..]);
    }

    private static bool HasName(List<string>? names, string wanted) => names is null or [] || names.Contains(wanted);

    private static bool HasUrl(List<string>? urls, string path) => urls is not null && urls.Any(url =>
        url == path || (url.EndsWith('*') && path.StartsWith(url[..^1], StringComparison.Ordinal)));
}
