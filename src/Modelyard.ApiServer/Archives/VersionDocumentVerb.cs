using System.Net;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary><c>GET</c> of a version's <c>card</c>, as its authors wrote it, or <c>bom</c>, its bill of materials as far as the caller may see what it was made from.</summary>
internal sealed class VersionDocumentVerb(ModelArchivesSlot slot, ObjectStore objects) : IVerb
{
    public const string Card = "card";
    public const string Bom = "bom";

    public async Task HandleAsync(ApiRequest request)
    {
        await objects.GetAsync(request.Kind, request.Namespace, request.Name, request.Aborted);
        if (request.Path.Subresource == Bom)
        {
            var bom = await slot.Required.WriteBomAsync(request.Namespace, request.Name, request.User, request.Aborted);
            await ResponseWriter.WriteBytesAsync(request.Http, StatusCodes.Ok, "application/vnd.cyclonedx+json", bom);
            return;
        }

        // Never as HTML, whatever is in it: it comes from strangers.
        var card = await slot.Required.ReadCardAsync(request.Namespace, request.Name, request.Aborted) ?? throw NoCard(request);
        request.Http.Response.Headers.XContentTypeOptions = "nosniff";
        await ResponseWriter.WriteBytesAsync(request.Http, StatusCodes.Ok, "text/markdown; charset=utf-8", card);
    }

    private static StatusException NoCard(ApiRequest request) => new(
        HttpStatusCode.NotFound,
        StatusReason.NotFound,
        $"{request.Kind.QualifiedPlural()} \"{request.Name}\" has no card: no README.md of at most 1 MiB is among the files that are known of it",
        new StatusDetails { Name = request.Name, Group = request.Kind.Group, Kind = request.Kind.Plural });
}
