using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Modelyard.ApiServer;

/// <summary>Every call on a virtual kind.</summary>
internal sealed class VirtualVerb(
    IEnumerable<IVirtualKind> kinds, ObjectDecoder decoder, AdmissionChain admission, NamespaceGuard namespaces, ObjectPresenter presenter) : IVerb
{
    // Objects of a ledger have no place in the log, so lists of them have no revision to watch from.
    private const string NoRevision = "0";

    /// <summary>The call under the name rights are given for it; null when it does not apply to kinds of a ledger.</summary>
    public (string Name, IVerb Verb)? Find(ApiRequest request) => VerbName(request) is { } name ? (name, this) : null;

    public Task HandleAsync(ApiRequest request)
    {
        var kind = kinds.First(k => ReferenceEquals(k.Kind, request.Kind));
        return VerbName(request) switch
        {
            "get" => GetAsync(kind, request),
            "list" => ListAsync(kind, request),
            "create" => CreateAsync(kind, request),
            _ => DeleteAsync(kind, request),
        };
    }

    private static string? VerbName(ApiRequest request) => (request.Http.Request.Method, request.Path.Name) switch
    {
        var (m, name) when HttpMethods.IsGet(m) && name is not null => "get",
        var (m, _) when HttpMethods.IsGet(m) && !request.Flag("watch") => "list",
        var (m, name) when HttpMethods.IsPost(m) && name is null => "create",
        var (m, name) when HttpMethods.IsDelete(m) && name is not null => "delete",
        _ => null,
    };

    private async Task GetAsync(IVirtualKind kind, ApiRequest request) =>
        await presenter.WriteAsync(request, StatusCodes.Ok, await FindAsync(kind, request));

    private async Task ListAsync(IVirtualKind kind, ApiRequest request)
    {
        var filter = ObjectFilter.Of(request);
        var items = await kind.ListAsync(request.Path.Namespace, request.Aborted);
        await presenter.WriteListAsync(request, [.. items.Where(filter.Matches).Select(i => new ObjectView(i))], NoRevision, null);
    }

    private async Task CreateAsync(IVirtualKind kind, ApiRequest request)
    {
        var document = await decoder.ReadAsync(request);
        ObjectWriter.Identify(kind.Kind, request.Namespace, document);
        await namespaces.RequireAsync(kind.Kind, request.Namespace, document.Meta().Name!, request.Aborted);
        document.Remove("status");
        document = await admission.AdmitAsync(kind.Kind, document, null, WriteOptions.Of(request), request.Aborted);
        var created = request.DryRun ? document : await kind.CreateAsync(request.Namespace, document, request.Aborted);
        await presenter.WriteAsync(request, StatusCodes.Created, created);
    }

    private async Task DeleteAsync(IVirtualKind kind, ApiRequest request)
    {
        var last = await FindAsync(kind, request);
        if (!request.DryRun)
        {
            await kind.DeleteAsync(request.Namespace, request.Name, request.Aborted);
        }

        await DeleteVerb.WriteGoneAsync(request, last);
    }

    private static async Task<JsonObject> FindAsync(IVirtualKind kind, ApiRequest request) =>
        await kind.FindAsync(request.Namespace, request.Name, request.Aborted) ?? throw StatusErrors.NotFound(request.Kind, request.Name);
}
