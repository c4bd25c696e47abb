using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>Shows objects in the representation the client asked for.</summary>
internal sealed class ObjectPresenter(TableBuilder tables)
{
    public Task WriteAsync(ApiRequest request, int code, JsonObject document)
    {
        var shown = ContentNegotiation.Choose(request.Http.Request) switch
        {
            Representation.Table => tables.Build(request, [document], ListMetadata(document.Meta().ResourceVersion!, null), withColumns: true),
            Representation.Metadata => MetadataOnly(document),
            _ => document,
        };
        return ResponseWriter.WriteAsync(request.Http, code, shown);
    }

    public Task WriteListAsync(ApiRequest request, IReadOnlyList<JsonObject> items, string resourceVersion, string? next)
    {
        var metadata = ListMetadata(resourceVersion, next);
        switch (ContentNegotiation.Choose(request.Http.Request))
        {
            case Representation.Table:
                return ResponseWriter.WriteAsync(request.Http, StatusCodes.Ok, tables.Build(request, items, metadata, withColumns: true));
            case Representation.Metadata:
                return WriteItemsAsync(request, "PartialObjectMetadataList", "meta.k8s.io/v1", metadata, items.Select(MetadataOnly));
            default:
                return WriteItemsAsync(request, request.Kind.ListKind, request.Kind.ApiVersion, metadata, items);
        }
    }

    /// <summary>The object of one watch event.</summary>
    /// <param name="request">The watch.</param>
    /// <param name="representation">What it asked for.</param>
    /// <param name="document">The object.</param>
    /// <param name="first">Only the first event's table carries the columns.</param>
    public JsonObject ForEvent(ApiRequest request, Representation representation, JsonObject document, bool first) => representation switch
    {
        Representation.Table => tables.Build(request, [document], ListMetadata(document.Meta().ResourceVersion!, null), withColumns: first),
        Representation.Metadata => MetadataOnly(document),
        _ => document,
    };

    public static JsonObject MetadataOnly(JsonObject document) => new()
    {
        ["kind"] = "PartialObjectMetadata",
        ["apiVersion"] = "meta.k8s.io/v1",
        ["metadata"] = document.Meta().Object.DeepClone(),
    };

    private static JsonObject ListMetadata(string resourceVersion, string? next)
    {
        var metadata = new JsonObject { ["resourceVersion"] = resourceVersion };
        if (next is not null)
        {
            metadata["continue"] = next;
        }

        return metadata;
    }

    private static Task WriteItemsAsync(ApiRequest request, string kind, string apiVersion, JsonObject metadata, IEnumerable<JsonObject> items) =>
        ResponseWriter.WriteAsync(request.Http, StatusCodes.Ok, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("kind"u8, kind);
            writer.WriteString("apiVersion"u8, apiVersion);
            writer.WritePropertyName("metadata"u8);
            metadata.WriteTo(writer, ApiJson.Options);
            writer.WriteStartArray("items"u8);
            foreach (var item in items)
            {
                item.WriteTo(writer, ApiJson.Options);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
}
