using System.Text.Json.Nodes;

namespace Modelyard.ApiServer;

/// <summary>Discovery of everything in one answer (<c>apidiscovery.k8s.io/v2</c>).</summary>
internal static class AggregatedDiscovery
{
    public const string ContentType = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

    public static JsonObject Core(KindCatalogSnapshot kinds) => List(kinds, static group => group.Length == 0);

    public static JsonObject Groups(KindCatalogSnapshot kinds) => List(kinds, static group => group.Length > 0);

    private static JsonObject List(KindCatalogSnapshot kinds, Func<string, bool> include) => new()
    {
        ["kind"] = "APIGroupDiscoveryList",
        ["apiVersion"] = "apidiscovery.k8s.io/v2",
        ["metadata"] = new JsonObject(),
        ["items"] = new JsonArray([.. kinds.GroupVersions.Where(g => include(g.Group)).GroupBy(g => g.Group).Select(g => Group(kinds, g))]),
    };

    private static JsonObject Group(KindCatalogSnapshot kinds, IGrouping<string, GroupVersion> versions)
    {
        var metadata = new JsonObject { ["creationTimestamp"] = null };
        if (versions.Key.Length > 0)
        {
            metadata["name"] = versions.Key;
        }

        return new JsonObject
        {
            ["metadata"] = metadata,
            ["versions"] = new JsonArray([.. versions.Select(v => new JsonObject
            {
                ["version"] = v.Version,
                ["resources"] = new JsonArray([.. ResourceEntry.In(kinds, v).Select(Resource)]),
                ["freshness"] = "Current",
            })]),
        };
    }

    private static JsonObject Resource(ResourceEntry entry)
    {
        var resource = new JsonObject
        {
            ["resource"] = entry.Plural,
            ["responseKind"] = Kind(entry.Group, entry.Version, entry.Kind),
            ["scope"] = entry.Namespaced ? "Namespaced" : "Cluster",
            ["singularResource"] = entry.Singular,
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

        if (entry.Subresources.Count > 0)
        {
            resource["subresources"] = new JsonArray([.. entry.Subresources.Select(s => new JsonObject
            {
                ["subresource"] = s.Name,
                ["responseKind"] = Kind(s.Group ?? entry.Group, s.Version ?? entry.Version, s.Kind),
                ["verbs"] = Texts(s.Verbs),
            })]);
        }

        return resource;
    }

    private static JsonObject Kind(string group, string version, string kind) =>
        new() { ["group"] = group, ["version"] = version, ["kind"] = kind };

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(t => (JsonNode?)t)];
}
