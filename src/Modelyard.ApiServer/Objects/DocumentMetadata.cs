using System.Globalization;
using System.Text.Json.Nodes;

namespace Modelyard.ApiServer;

/// <summary>Reads and writes the metadata of a document, whatever its kind.</summary>
internal readonly struct DocumentMetadata(JsonObject document)
{
    /// <summary>The metadata object itself, made when absent.</summary>
    public JsonObject Object
    {
        get
        {
            if (document["metadata"] is JsonObject metadata)
            {
                return metadata;
            }

            metadata = [];
            document["metadata"] = metadata;
            return metadata;
        }
    }

    public string? Name { get => Text("name"); set => Object["name"] = value; }

    public string? GenerateName => Text("generateName");

    public string? Namespace { get => Text("namespace"); set => Set("namespace", value); }

    public string? Uid { get => Text("uid"); set => Set("uid", value); }

    public string? ResourceVersion { get => Text("resourceVersion"); set => Set("resourceVersion", value); }

    public long Generation
    {
        get => document["metadata"]?["generation"] is JsonValue value && value.TryGetValue<long>(out var number) ? number : 0;
        set => Object["generation"] = value;
    }

    public string? CreationTimestamp { get => Text("creationTimestamp"); set => Set("creationTimestamp", value); }

    public string? DeletionTimestamp { get => Text("deletionTimestamp"); set => Set("deletionTimestamp", value); }

    public bool IsBeingDeleted => DeletionTimestamp is not null;

    public long? DeletionGracePeriodSeconds
    {
        get => document["metadata"]?["deletionGracePeriodSeconds"] is JsonValue value && value.TryGetValue<long>(out var number) ? number : null;
        set => Object["deletionGracePeriodSeconds"] = value;
    }

    public JsonObject? Labels => document["metadata"]?["labels"] as JsonObject;

    public IReadOnlyList<string> Finalizers =>
        document["metadata"]?["finalizers"] is JsonArray list ? [.. list.OfType<JsonValue>().Select(v => v.GetValue<string>())] : [];

    public IEnumerable<JsonObject> OwnerReferences =>
        document["metadata"]?["ownerReferences"] is JsonArray list ? list.OfType<JsonObject>() : [];

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public void SetFinalizers(IReadOnlyCollection<string> finalizers)
    {
        if (finalizers.Count == 0)
        {
            Object.Remove("finalizers");
        }
        else
        {
            Object["finalizers"] = new JsonArray([.. finalizers.Select(f => (JsonNode?)f)]);
        }
    }

    private string? Text(string property) =>
        document["metadata"]?[property] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;

    private void Set(string property, string? value)
    {
        if (value is null)
        {
            Object.Remove(property);
        }
        else
        {
            Object[property] = value;
        }
    }
}

internal static class DocumentMetadataExtensions
{
    public static DocumentMetadata Meta(this JsonObject document) => new(document);
}
