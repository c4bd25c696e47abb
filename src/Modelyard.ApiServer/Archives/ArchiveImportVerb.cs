using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Features;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>
/// <c>POST</c> of an archive. Keys to trust are given as <c>trust=PEM</c>; <c>allowUnsigned=true</c> takes archives that nobody signed. The body is read as it comes, and may be of any
/// length: what is too much for the disk is refused before it is stored.
/// </summary>
internal sealed class ArchiveImportVerb(ModelArchivesSlot slot, NamespaceGuard namespaces) : IVerb
{
    public async Task HandleAsync(ApiRequest request)
    {
        var http = request.Http;
        if (RequestBody.MediaType(http.Request) != ArchiveExportVerb.ContentType)
        {
            throw StatusErrors.UnsupportedMediaType(ArchiveExportVerb.ContentType);
        }

        if (request.DryRun)
        {
            throw StatusErrors.BadRequest("dryRun: Forbidden: an import cannot be tried out; without it nothing is stored before the signature of the archive was checked");
        }

        await namespaces.RequireAsync(request.Kind, request.Namespace, "", request.Aborted);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }

        var trust = new ArchiveTrust([.. request.Query["trust"].OfType<string>()], request.Flag("allowUnsigned"));
        var status = await slot.Required.ImportAsync(request.Namespace, request.User, http.Request.Body, trust, request.Aborted);
        var answer = new ModelImport { ApiVersion = request.Kind.ApiVersion, Kind = request.Kind.Kind, Metadata = { Namespace = request.Namespace }, Status = status };
        await ResponseWriter.WriteAsync(http, StatusCodes.Created, (JsonObject)JsonSerializer.SerializeToNode(answer, ApiJson.Options)!);
    }
}
