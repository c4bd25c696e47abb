using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary><c>PATCH</c> of one object or of its status; the media type says which kind of patch it is.</summary>
internal sealed class PatchVerb(ObjectWriter writer, ObjectPresenter presenter, ApplyVerb apply) : IVerb
{
    public const string JsonType = "application/json-patch+json";
    public const string MergeType = "application/merge-patch+json";
    public const string StrategicType = "application/strategic-merge-patch+json";
    public const string ApplyType = "application/apply-patch+yaml";

    /// <summary>Strategic merge is of Kubernetes' own kinds; for all others clients use merge patch.</summary>
    public static IReadOnlyList<string> TypesFor(KindDescriptor kind) =>
        SupportsStrategic(kind) ? [JsonType, MergeType, StrategicType, ApplyType] : [JsonType, MergeType, ApplyType];

    public async Task HandleAsync(ApiRequest request)
    {
        var mediaType = RequestBody.MediaType(request.Http.Request);
        if (mediaType == ApplyType)
        {
            await apply.HandleAsync(request);
            return;
        }

        var body = await RequestBody.ReadAsync(request.Http.Request, request.Aborted);
        var change = Change(request.Kind, mediaType, body);
        var options = WriteOptions.Of(request) with { RefuseUnknown = StrictDecoding.RefusePatch };
        var updated = await writer.UpdateAsync(request.Kind, request.Namespace, request.Name, change, options, request.Aborted);
        await presenter.WriteAsync(request, StatusCodes.Ok, updated);
    }

    private static bool SupportsStrategic(KindDescriptor kind) =>
        kind.Group.Length == 0 || !kind.Group.Contains('.', StringComparison.Ordinal) || kind.Group.EndsWith(".k8s.io", StringComparison.Ordinal);

    /// <summary>What a patch does.</summary>
    public static Func<JsonObject, JsonObject> Change(KindDescriptor kind, string mediaType, ReadOnlyMemory<byte> body)
    {
        switch (mediaType)
        {
            case MergeType:
                var merge = RequestBody.ParseObject(body.Span);
                return live => MergePatch.Apply(live, merge);
            case StrategicType when SupportsStrategic(kind):
                var strategic = RequestBody.ParseObject(body.Span);
                return live => StrategicMergePatch.Apply(kind.Schema.Value, live, strategic);
            case JsonType:
                var operations = RequestBody.ParseJson(body.Span) as JsonArray
                    ?? throw StatusErrors.BadRequest("error decoding patch: the body is not a list of operations");
                return live => ApplyOperations(live, operations);
            default:
                throw StatusErrors.UnsupportedMediaType(string.Join(", ", TypesFor(kind)));
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
