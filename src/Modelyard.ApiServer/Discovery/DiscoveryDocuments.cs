using System.Text.Json.Nodes;

namespace Modelyard.ApiServer;

/// <summary>Discovery as every client knows it: versions, groups, and one list of resources for each group version.</summary>
internal static class DiscoveryDocuments
{
    public static JsonObject CoreVersions(string serverAddress) => new()
    {
        ["kind"] = "APIVersions",
        ["versions"] = new JsonArray("v1"),
        ["serverAddressByClientCIDRs"] = new JsonArray(new JsonObject { ["clientCIDR"] = "0.0.0.0/0", ["serverAddress"] = serverAddress }),
    };

    public static JsonObject Groups(KindCatalogSnapshot kinds) => new()
    {
        ["kind"] = "APIGroupList",
        ["apiVersion"] = "v1",
        ["groups"] = new JsonArray([.. kinds.GroupVersions.Where(g => g.Group.Length > 0).GroupBy(g => g.Group).Select(Group)]),
    };

    public static JsonObject? Group(KindCatalogSnapshot kinds, string group)
    {
        var versions = kinds.GroupVersions.Where(g => g.Group == group).GroupBy(g => g.Group).FirstOrDefault();
        if (versions is null || group.Length == 0)
        {
            return null;
        }

        var document = Group(versions);
        document.Insert(0, "kind", "APIGroup");
        document.Insert(1, "apiVersion", "v1");
        return document;
    }

    public static JsonObject? Resources(KindCatalogSnapshot kinds, GroupVersion groupVersion) =>
        !kinds.GroupVersions.Contains(groupVersion) ? null : new JsonObject
        {
            ["kind"] = "APIResourceList",
            ["apiVersion"] = "v1",
            ["groupVersion"] = groupVersion.ToString(),
            ["resources"] = new JsonArray([.. ResourceEntry.In(kinds, groupVersion).SelectMany(Resource)]),
        };

    private static JsonObject Group(IGrouping<string, GroupVersion> versions) => new()
    {
        ["name"] = versions.Key,
        ["versions"] = new JsonArray([.. versions.Select(Version)]),
        ["preferredVersion"] = Version(versions.First()),
    };

    private static JsonObject Version(GroupVersion groupVersion) =>
        new() { ["groupVersion"] = groupVersion.ToString(), ["version"] = groupVersion.Version };

    private static IEnumerable<JsonObject> Resource(ResourceEntry entry)
    {
        var resource = new JsonObject
        {
            ["name"] = entry.Plural,
            ["singularName"] = entry.Singular,
            ["namespaced"] = entry.Namespaced,
            ["kind"] = entry.Kind,
            ["verbs"] = Texts(entry.Verbs),
        };
        if (entry.ShortNames.Count > 0)
        {
            resource["shortNames"] = Texts(entry.ShortNames);
        }

        if (entry.Categories.Count > 0)
        {
            resource["categories"] = Texts(entry.Categories);
        }

        yield return resource;
        foreach (var subresource in entry.Subresources)
        {
            var document = new JsonObject { ["name"] = $"{entry.Plural}/{subresource.Name}", ["singularName"] = "", ["namespaced"] = entry.Namespaced };
            if (subresource.Group is not null)
            {
                document["group"] = subresource.Group;
                document["version"] = subresource.Version;
            }

            document["kind"] = subresource.Kind;
            document["verbs"] = Texts(subresource.Verbs);
            yield return document;
        }
    }

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(t => (JsonNode?)t)];
}
