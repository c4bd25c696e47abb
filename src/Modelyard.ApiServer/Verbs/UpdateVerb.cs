using System.Text.Json.Nodes;

namespace Modelyard.ApiServer;

/// <summary><c>PUT</c> of one object or of its status.</summary>
internal sealed class UpdateVerb(ObjectDecoder decoder, ObjectWriter writer, ObjectPresenter presenter) : IVerb
{
    public async Task HandleAsync(ApiRequest request)
    {
        var document = await decoder.ReadAsync(request);
        var meta = document.Meta();
        meta.Name ??= request.Name;
        var updated = await writer.UpdateAsync(
            request.Kind, request.Namespace, request.Name, live => Replacement(live, document), WriteOptions.Of(request), request.Aborted);
        await presenter.WriteAsync(request, StatusCodes.Ok, updated);
    }

    private static JsonObject Replacement(JsonObject live, JsonObject document)
    {
        var next = (JsonObject)document.DeepClone();

        // Without a revision the client wants its state whatever the current one is.
        var meta = next.Meta();
        meta.ResourceVersion ??= live.Meta().ResourceVersion;
        return next;
    }
}
