using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>Server-side apply: the client sends what it wants to say about an object, and says only that.</summary>
internal sealed class ApplyVerb(ObjectWriter writer, ObjectPresenter presenter) : IVerb
{
    public async Task HandleAsync(ApiRequest request)
    {
        if (request.Text("fieldManager") is not { Length: > 0 })
        {
            throw new StatusException(
                System.Net.HttpStatusCode.UnprocessableEntity,
                StatusReason.Invalid,
                "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for apply patch");
        }

        var body = await RequestBody.ReadAsync(request.Http.Request, request.Aborted);
        var configuration = ObjectDecoder.DecodeYaml(body.Span);
        Check(request, configuration);
        var force = request.Text("force") is { } text && text is not ("false" or "0");
        var (result, created) = await writer.ApplyAsync(
            request.Kind, request.Namespace, request.Name, configuration, force, WriteOptions.Of(request), request.Aborted);
        await presenter.WriteAsync(request, created ? StatusCodes.Created : StatusCodes.Ok, result);
    }

    private static void Check(ApiRequest request, JsonObject configuration)
    {
        var kind = request.Kind;
        ObjectDecoder.RequireKind(configuration, kind.ApiVersion, kind.Kind);
        var meta = configuration.Meta();
        if (configuration["metadata"]?["managedFields"] is not null)
        {
            throw StatusErrors.BadRequest("metadata.managedFields must be nil");
        }

        if (meta.Name is { } name && name != request.Name)
        {
            throw StatusErrors.BadRequest($"the name of the object ({name}) does not match the name on the URL ({request.Name})");
        }

        if (kind.IsNamespaced() && meta.Namespace is { } ns && ns != request.Namespace)
        {
            throw StatusErrors.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
        }

        var unknown = SchemaChecker.UnknownFields(kind.Schema.Value, configuration);
        if (unknown.Count > 0)
        {
            // An unknown field cannot be owned, so apply refuses it whatever fieldValidation says.
            var paths = unknown.Select(static u => "." + u.Split('"')[1] + ": field not declared in schema").ToList();
            var list = paths.Count == 1 ? paths[0] : "errors:\n  " + string.Join("\n  ", paths);
            throw StatusErrors.BadRequest(
                $"failed to create typed patch object ({request.Namespace}/{request.Name}; {kind.Group}/{kind.Version}, Kind={kind.Kind}): {list}");
        }

        Pruner.Prune(kind.Schema.Value, configuration);
    }
}
