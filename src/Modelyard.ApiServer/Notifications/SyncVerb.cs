using System.Globalization;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>
/// <c>POST</c> of a repository's <c>sync</c>: its source has something new. Whatever is sent along is a registry's notification or nothing; who may send it, roles say. However
/// many come while the source is being looked through, it is looked through once more afterwards.
/// </summary>
internal sealed class SyncVerb(ObjectWriter writer, TimeProvider time) : IVerb
{
    public const string Subresource = "sync";

    public async Task HandleAsync(ApiRequest request)
    {
        var body = await RequestBody.ReadAsync(request.Http.Request, request.Aborted);
        if (RegistryNotification.IsAboutReadingOnly(body.Span))
        {
            await AnswerAsync(request, "nothing has changed at the source: it was read");
            return;
        }

        var now = time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
        await writer.UpdateAsync(
            request.Kind, request.Namespace, request.Name, live => Asked(live, now), WriteOptions.Of(request) with { Subresource = "" }, request.Aborted);
        await AnswerAsync(request, "the source is being looked through");
    }

    private static JsonObject Asked(JsonObject live, string now)
    {
        if (live["metadata"]!["annotations"] is not JsonObject annotations)
        {
            live["metadata"]!["annotations"] = annotations = [];
        }

        annotations[LibraryNames.SyncRequestAnnotation] = now;
        return live;
    }

    private static Task AnswerAsync(ApiRequest request, string message) => ResponseWriter.WriteAsync(
        request.Http, StatusCodes.Ok, new JsonObject { ["kind"] = "Status", ["apiVersion"] = "v1", ["metadata"] = new JsonObject(), ["status"] = "Success", ["message"] = message });
}
