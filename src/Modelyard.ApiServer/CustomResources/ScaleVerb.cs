using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary><c>GET</c>, <c>PUT</c> and <c>PATCH</c> of <c>/scale</c>: the number of replicas, whatever the kind keeps it under.</summary>
internal sealed class ScaleVerb(ObjectStore objects, ObjectWriter writer) : IVerb
{
    public async Task HandleAsync(ApiRequest request)
    {
        if (HttpMethods.IsGet(request.Http.Request.Method))
        {
            await WriteAsync(request, await objects.GetAsync(request.Kind, request.Namespace, request.Name, request.Aborted));
            return;
        }

        var change = await ChangeAsync(request);
        var updated = await writer.UpdateAsync(
            request.Kind, request.Namespace, request.Name, live => Scaled(request.Kind, live, change(ScaleOf(request.Kind, live))), WriteOptions.Of(request) with { Subresource = "" }, request.Aborted);
        await WriteAsync(request, updated);
    }

    private static Task WriteAsync(ApiRequest request, JsonObject document) =>
        ResponseWriter.WriteAsync(request.Http, StatusCodes.Ok, ScaleOf(request.Kind, document));

    private static async Task<Func<JsonObject, JsonObject>> ChangeAsync(ApiRequest request)
    {
        if (!HttpMethods.IsPut(request.Http.Request.Method))
        {
            var patch = await RequestBody.ReadAsync(request.Http.Request, request.Aborted);
            return PatchVerb.Change(request.Kind, RequestBody.MediaType(request.Http.Request), patch);
        }

        var scale = await ObjectDecoder.ReadAsync(request.Http);
        ObjectDecoder.FillKind(scale, "autoscaling/v1", "Scale");
        ObjectDecoder.RequireKind(scale, "autoscaling/v1", "Scale");
        return _ => scale;
    }

    private static JsonObject ScaleOf(KindDescriptor kind, JsonObject document)
    {
        var (scale, meta) = (kind.Scale!, document.Meta());
        var status = new JsonObject { ["replicas"] = Number(document, scale.StatusReplicasPath!) };
        if (scale.LabelSelectorPath is { Length: > 0 } selector)
        {
            status["selector"] = At(document, selector)?.ToString() ?? "";
        }

        return new JsonObject
        {
            ["kind"] = "Scale",
            ["apiVersion"] = "autoscaling/v1",
            ["metadata"] = new JsonObject
            {
                ["name"] = meta.Name,
                ["namespace"] = meta.Namespace,
                ["uid"] = meta.Uid,
                ["resourceVersion"] = meta.ResourceVersion,
                ["creationTimestamp"] = meta.CreationTimestamp,
            },
            ["spec"] = new JsonObject { ["replicas"] = Number(document, scale.SpecReplicasPath!) },
            ["status"] = status,
        };
    }

    private static JsonObject Scaled(KindDescriptor kind, JsonObject live, JsonObject scale)
    {
        var replicas = scale["spec"]?["replicas"] is JsonValue value && value.TryGetValue<long>(out var number) ? number : 0;
        if (replicas < 0)
        {
            throw StatusErrors.Invalid(
                kind, live.Meta().Name!, [FieldError.Invalid("spec.replicas", replicas.ToString(CultureInfo.InvariantCulture), "must be greater than or equal to 0", quoted: false)]);
        }

        var steps = Steps(kind.Scale!.SpecReplicasPath!);
        var parent = live;
        foreach (var step in steps[..^1])
        {
            if (parent[step] is not JsonObject child)
            {
                parent[step] = child = [];
            }

            parent = child;
        }

        parent[steps[^1]] = replicas;
        if (scale["metadata"]?["resourceVersion"]?.ToString() is { Length: > 0 } revision)
        {
            live.Meta().ResourceVersion = revision;
        }

        return live;
    }

    private static long Number(JsonObject document, string path) => At(document, path) is JsonValue value && value.TryGetValue<long>(out var number) ? number : 0;

    private static JsonNode? At(JsonObject document, string path) => Steps(path).Aggregate((JsonNode?)document, static (node, step) => (node as JsonObject)?[step]);

    private static string[] Steps(string path) => path.TrimStart('.').Split('.');
}
