using Microsoft.AspNetCore.Http;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>Which verb a call is: HTTP method, object or collection, subresource.</summary>
internal sealed class VerbTable(
    GetVerb get,
    ListVerb list,
    WatchVerb watch,
    CreateVerb create,
    UpdateVerb update,
    PatchVerb patch,
    DeleteVerb delete,
    DeleteCollectionVerb deleteCollection,
    PodLogVerb log,
    TokenVerb token,
    ScaleVerb scale,
    ArchiveExportVerb export,
    ArchiveImportVerb import,
    VersionDocumentVerb documents,
    SyncVerb sync,
    VirtualVerb virtualKinds)
{
    /// <summary>The verb, and its name as rights are given for it; null when the method does not apply.</summary>
    public (string Name, IVerb Verb)? Find(ApiRequest request) => request.Path switch
    {
        { Subresource: null } when ReferenceEquals(request.Kind, QuestionKinds.ModelImports) =>
            HttpMethods.IsPost(request.Http.Request.Method) && request.Path.Name is null ? ("create", import) : null,
        { Subresource: null } when request.Kind.IsVirtual => ForVirtual(request),
        { Subresource: null, Name: null } => ForCollection(request),
        { Subresource: null } => ForObject(request),
        { Subresource: "status" } when request.Kind.HasStatus => ForStatus(request),
        { Subresource: "log" } when request.Kind.Is("", "pods") => HttpMethods.IsGet(request.Http.Request.Method) ? ("get", log) : null,
        { Subresource: ArchiveExportVerb.Subresource } when request.Kind.Is(TenancyNames.Group, "modelversions") => HttpMethods.IsGet(request.Http.Request.Method) ? ("get", export) : null,
        { Subresource: VersionDocumentVerb.Card or VersionDocumentVerb.Bom } when request.Kind.Is(TenancyNames.Group, "modelversions") => HttpMethods.IsGet(request.Http.Request.Method) ? ("get", documents) : null,
        { Subresource: SyncVerb.Subresource } when request.Kind.Is(TenancyNames.Group, "modelrepositories") => HttpMethods.IsPost(request.Http.Request.Method) ? ("create", sync) : null,
        { Subresource: "scale" } when request.Kind.Scale is not null => ForStatus(request) is { } found ? (found.Name, scale) : null,
        { Subresource: "token" } when request.Kind.Is("", "serviceaccounts") => HttpMethods.IsPost(request.Http.Request.Method) ? ("create", token) : null,
        _ => throw StatusErrors.NoSuchPath(),
    };

    /// <summary>What is edited in the ledger is edited as everything else is.</summary>
    private (string Name, IVerb Verb)? ForVirtual(ApiRequest request)
    {
        var verbs = request.Kind.Verbs;
        return (request.Path.Name is null ? ForCollection(request) : ForObject(request)) is { } found && verbs.Contains(found.Name)
            ? verbs.Contains("update") && found.Name != "list" ? found : (found.Name, virtualKinds)
            : null;
    }

    private (string Name, IVerb Verb)? ForCollection(ApiRequest request) => request.Http.Request.Method switch
    {
        var m when HttpMethods.IsGet(m) => request.Flag("watch") ? ("watch", watch) : ("list", list),
        var m when HttpMethods.IsPost(m) => ("create", create),
        var m when HttpMethods.IsDelete(m) => ("deletecollection", deleteCollection),
        _ => null,
    };

    private (string Name, IVerb Verb)? ForObject(ApiRequest request) => request.Http.Request.Method switch
    {
        var m when HttpMethods.IsDelete(m) => ("delete", delete),
        _ => ForStatus(request),
    };

    private (string Name, IVerb Verb)? ForStatus(ApiRequest request) => request.Http.Request.Method switch
    {
        var m when HttpMethods.IsGet(m) => ("get", get),
        var m when HttpMethods.IsPut(m) => ("update", update),
        var m when HttpMethods.IsPatch(m) => ("patch", patch),
        _ => null,
    };
}
