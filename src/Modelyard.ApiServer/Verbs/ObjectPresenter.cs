using System.Globalization;
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

    public Task WriteListAsync(ApiRequest request, IReadOnlyList<ObjectView> items, string resourceVersion, string? next) =>
        WriteListAsync(request, new[] { items }.ToAsyncEnumerable(), ListMetadata(resourceVersion, next));

    /// <summary>Writes all pages as one list.</summary>
    /// <param name="request">What asked for it.</param>
    /// <param name="pages">At least one, even when it is empty.</param>
    public async Task WriteListAsync(ApiRequest request, IAsyncEnumerable<ObjectPage> pages)
    {
        await using var page = pages.GetAsyncEnumerator(request.Aborted);
        await page.MoveNextAsync();
        await WriteListAsync(request, ItemsAsync(), ListMetadata(page.Current.Revision.ToString(CultureInfo.InvariantCulture), null));

        async IAsyncEnumerable<IReadOnlyList<ObjectView>> ItemsAsync()
        {
            do
            {
                yield return page.Current.Items;
            }
            while (await page.MoveNextAsync());
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

    private async Task WriteListAsync(ApiRequest request, IAsyncEnumerable<IReadOnlyList<ObjectView>> pages, JsonObject metadata)
    {
        switch (ContentNegotiation.Choose(request.Http.Request))
        {
            case Representation.Table:
                var rows = await pages.SelectMany(p => p.Select(i => i.Document)).ToListAsync(request.Aborted);
                await ResponseWriter.WriteAsync(request.Http, StatusCodes.Ok, tables.Build(request, rows, metadata, withColumns: true));
                break;
            case Representation.Metadata:
                var partial = pages.Select(p => (IReadOnlyList<ObjectView>)[.. p.Select(i => new ObjectView(MetadataOnly(i.Document)))]);
                await ListWriter.WriteAsync(request.Http, "PartialObjectMetadataList", "meta.k8s.io/v1", metadata, partial);
                break;
            default:
                await ListWriter.WriteAsync(request.Http, request.Kind.ListKind, request.Kind.ApiVersion, metadata, pages);
                break;
        }
    }

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
