using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.Node;

/// <summary>A short name for the content of a Pod template, in letters and digits that spell no words.</summary>
internal static class RevisionHash
{
    private const string Alphabet = "bcdfghjklmnpqrstvwxz2456789";
    private const int Length = 10;

    public static string Of(Pod template)
    {
        var content = new JsonObject
        {
            ["labels"] = JsonSerializer.SerializeToNode(template.Metadata.Labels, ApiJson.Options),
            ["annotations"] = JsonSerializer.SerializeToNode(template.Metadata.Annotations, ApiJson.Options),
            ["spec"] = JsonSerializer.SerializeToNode(template.Spec, ApiJson.Options),
        };
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(Canonical(content)!.ToJsonString()));
        return string.Concat(digest.Take(Length).Select(b => Alphabet[b % Alphabet.Length]));
    }

    // The order of keys in a map is no content.
    private static JsonNode? Canonical(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, Canonical(p.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Canonical)]),
        _ => node?.DeepClone(),
    };
}
