namespace Modelyard.ApiServer;

/// <summary>What a URL under <c>/api</c> or <c>/apis</c> names.</summary>
internal sealed record ResourcePath(string Group, string Version, string Plural, string? Namespace, string? Name, string? Subresource)
{
    /// <summary>Reads a path that goes at least as far as a resource, or returns null.</summary>
    public static ResourcePath? Parse(ReadOnlySpan<string> segments)
    {
        if (segments is ["api", var coreVersion, .. var core])
        {
            return Parse("", coreVersion, core);
        }

        return segments is ["apis", var group, var version, .. var rest] ? Parse(group, version, rest) : null;
    }

    private static ResourcePath? Parse(string group, string version, ReadOnlySpan<string> rest) => rest switch
    {
        // A namespace is an object itself, and the parent of others.
        ["namespaces", var ns] => new(group, version, "namespaces", null, ns, null),
        ["namespaces", var ns, ("status" or "finalize") and var subresource] => new(group, version, "namespaces", null, ns, subresource),
        ["namespaces", var ns, var plural] => new(group, version, plural, ns, null, null),
        ["namespaces", var ns, var plural, var name] => new(group, version, plural, ns, name, null),
        ["namespaces", var ns, var plural, var name, var subresource] => new(group, version, plural, ns, name, subresource),
        [var plural] => new(group, version, plural, null, null, null),
        [var plural, var name] => new(group, version, plural, null, name, null),
        [var plural, var name, var subresource] => new(group, version, plural, null, name, subresource),
        _ => null,
    };
}
