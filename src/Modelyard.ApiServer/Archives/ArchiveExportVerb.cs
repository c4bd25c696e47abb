namespace Modelyard.ApiServer;

/// <summary><c>GET</c> of a version's <c>archive</c>: its files and all that is known about it, and with <c>with=NAME</c> other versions of the project in the same archive.</summary>
internal sealed class ArchiveExportVerb(ModelArchivesSlot slot, ObjectStore objects, RequestAuthorizer authorizer) : IVerb
{
    public const string Subresource = "archive";
    public const string ContentType = "application/x-tar";

    public async Task HandleAsync(ApiRequest request)
    {
        string[] names = [request.Name, .. request.Query["with"].OfType<string>().Where(n => n != request.Name).Distinct()];
        foreach (var name in names)
        {
            await authorizer.RequireAsync(
                request.User, new AccessAttributes("get", request.Kind.Group, request.Kind.Plural, Subresource, request.Namespace, name), request.Aborted);
            await objects.GetAsync(request.Kind, request.Namespace, name, request.Aborted);
        }

        var write = await slot.Required.PrepareExportAsync(request.Namespace, names, request.Aborted);
        if (RequestAudit.Of(request.Http) is { } audit)
        {
            await audit.RecordExportAsync(names);
        }

        request.Http.Response.ContentType = ContentType;
        await ResponseWriter.BeginAsync(request.Http, request.Aborted);
        await write(request.Http.Response.Body, request.Aborted);
    }
}
