using System.Text.Json.Nodes;

namespace Modelyard.ApiServer;

/// <summary><c>PATCH</c> of one object or of its status; the media type says which kind of patch it is.</summary>
internal sealed class PatchVerb(ObjectWriter writer, ObjectPresenter presenter) : IVerb
{
    private const string JsonPatchType = "application/json-patch+json";
    private const string MergePatchType = "application/merge-patch+json";

    public async Task HandleAsync(ApiRequest request)
    {
        var body = await RequestBody.ReadAsync(request.Http.Request, request.Aborted);
        var change = Change(RequestBody.MediaType(request.Http.Request), body);
        var options = WriteOptions.Of(request) with { RefuseUnknown = StrictDecoding.RefusePatch };
        var updated = await writer.UpdateAsync(request.Kind, request.Namespace, request.Name, change, options, request.Aborted);
        await presenter.WriteAsync(request, StatusCodes.Ok, updated);
    }

    private static Func<JsonObject, JsonObject> Change(string mediaType, ReadOnlyMemory<byte> body)
    {
        switch (mediaType)
        {
            case MergePatchType:
                var merge = RequestBody.ParseObject(body.Span);
                return live => MergePatch.Apply(live, merge);
            case JsonPatchType:
                var operations = RequestBody.ParseJson(body.Span) as JsonArray
                    ?? throw StatusErrors.BadRequest("error decoding patch: the body is not a list of operations");
                return live => ApplyOperations(live, operations);
            default:
                throw StatusErrors.UnsupportedMediaType($"{JsonPatchType}, {MergePatchType}");
        }
    }

    private static JsonObject ApplyOperations(JsonObject live, JsonArray operations)
    {
        try
        {
            return JsonPatch.Apply(live, operations);
        }
        catch (JsonPatchException error)
        {
            throw StatusErrors.UnprocessablePatch(error.Message);
        }
    }
}
