using Microsoft.AspNetCore.Http;

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
    DeleteCollectionVerb deleteCollection)
{
    public IVerb? Find(ApiRequest request) => request.Path switch
    {
        { Subresource: null, Name: null } => ForCollection(request),
        { Subresource: null } => ForObject(request),
        { Subresource: "status" } when request.Kind.HasStatus => ForStatus(request),
        _ => throw StatusErrors.NoSuchPath(),
    };

    private IVerb? ForCollection(ApiRequest request) => request.Http.Request.Method switch
    {
        var m when HttpMethods.IsGet(m) => request.Flag("watch") ? watch : list,
        var m when HttpMethods.IsPost(m) => create,
        var m when HttpMethods.IsDelete(m) => deleteCollection,
        _ => null,
    };

    private IVerb? ForObject(ApiRequest request) => request.Http.Request.Method switch
    {
        var m when HttpMethods.IsGet(m) => get,
        var m when HttpMethods.IsPut(m) => update,
        var m when HttpMethods.IsPatch(m) => patch,
        var m when HttpMethods.IsDelete(m) => delete,
        _ => null,
    };

    private IVerb? ForStatus(ApiRequest request) => request.Http.Request.Method switch
    {
        var m when HttpMethods.IsGet(m) => get,
        var m when HttpMethods.IsPut(m) => update,
        var m when HttpMethods.IsPatch(m) => patch,
        _ => null,
    };
}
