using System.Text.Json.Nodes;

namespace Modelyard.ApiServer;

/// <summary>Shows objects in the representation the client asked for.</summary>
internal sealed class ObjectPresenter(TableBuilder tables)
{
    public Task WriteAsync(ApiRequest request, int code, JsonObject document)
    {
        RequestAudit.Of(request.Http)?.Show(document.Meta());
        var shown = ContentNegotiation.Choose(request.Http.Request) switch
        {
            Representation.Table => tables.Build(request, [document], ListMetadata(document.Meta().ResourceVersion!, null), withColumns: true),
            Representation.Metadata => MetadataOnly(document),
            _ => document,
        };
        return ResponseWriter.WriteAsync(request.Http, code, shown);
    }

    public Task WriteListAsync(ApiRequest request, IReadOnlyList<ObjectView> items, string resourceVersion, string? next)
    {
        var metadata = ListMetadata(resourceVersion, next);
        switch (ContentNegotiation.Choose(request.Http.Request))
        {
            case Representation.Table:
                return ResponseWriter.WriteAsync(request.Http, StatusCodes.Ok, tables.Build(request, items.Select(i => i.Document), metadata, withColumns: true));
            case Representation.Metadata:
                var partial = items.Select(i => new ObjectView(MetadataOnly(i.Document)));
                return ListWriter.WriteAsync(request.Http, "PartialObjectMetadataList", "meta.k8s.io/v1", metadata, partial);
            default:
                return ListWriter.WriteAsync(request.Http, request.Kind.ListKind, request.Kind.ApiVersion, metadata, items);
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
}
