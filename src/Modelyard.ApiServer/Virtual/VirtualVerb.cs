using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>Every call on a virtual kind, but for the writes of those that are edited as other kinds are.</summary>
internal sealed class VirtualVerb(
    IEnumerable<IVirtualKind> kinds, ObjectDecoder decoder, AdmissionChain admission, NamespaceGuard namespaces, ObjectPresenter presenter) : IVerb
{
    // Objects of a ledger have no place in the log, so lists of them have no revision to watch from.
    private const string NoRevision = "0";

    public Task HandleAsync(ApiRequest request)
    {
        var kind = kinds.First(k => ReferenceEquals(k.Kind, request.Kind));
        return request.Http.Request.Method switch
        {
            var m when HttpMethods.IsPost(m) => CreateAsync(kind, request),
            var m when HttpMethods.IsDelete(m) => request.Path.Name is null ? DeleteAllAsync(kind, request) : DeleteAsync(kind, request),
            _ => request.Path.Name is null ? ListAsync(kind, request) : GetAsync(kind, request),
        };
    }

    private async Task GetAsync(IVirtualKind kind, ApiRequest request) =>
        await presenter.WriteAsync(request, StatusCodes.Ok, await FindAsync(kind, request));

    private async Task ListAsync(IVirtualKind kind, ApiRequest request)
    {
        var page = await PageAsync(kind, request);
        await presenter.WriteListAsync(request, [.. page.Items.Select(i => new ObjectView(i))], NoRevision, page.Next?.ToString());
    }

    private static Task<VirtualPage> PageAsync(IVirtualKind kind, ApiRequest request)
    {
        var limit = (int)Math.Min(request.Number("limit") ?? 0, int.MaxValue - 1);
        var after = request.Text("continue") is { Length: > 0 } token ? ContinueToken.Parse(token) : null;
        var query = new VirtualQuery(request.User, request.Path.Namespace, ObjectFilter.Of(request), limit, after);
        return LedgerErrors.TranslateAsync(request.Kind, "", () => kind.ListAsync(query, request.Aborted));
    }

    private async Task CreateAsync(IVirtualKind kind, ApiRequest request)
    {
        var document = await decoder.ReadAsync(request);
        if (kind.NamesItsObjects)
        {
            // Nobody asks for a question by its name, but everything that is validated has one.
            document.Meta().Name ??= NameGenerator.Complete(kind.Kind.Singular + "-");
        }

        ObjectWriter.Identify(kind.Kind, request.Namespace, document);
        if (!kind.OutlivesNamespace)
        {
            await namespaces.RequireAsync(kind.Kind, request.Namespace, document.Meta().Name!, request.Aborted);
        }

        document.Remove("status");
        document = await admission.AdmitAsync(kind.Kind, document, null, WriteOptions.Of(request), request.Aborted);
        var created = await LedgerErrors.TranslateAsync(request.Kind, document.Meta().Name!, () => request.DryRun
            ? PreviewAsync(kind, request, document)
            : kind.CreateAsync(VirtualCall.Of(request), document, request.Aborted));
        await presenter.WriteAsync(request, StatusCodes.Created, created);
    }

    private static async Task<JsonObject> PreviewAsync(IVirtualKind kind, ApiRequest request, JsonObject document)
    {
        await kind.CheckAsync(VirtualCall.Of(request), document, request.Aborted);
        return kind.Preview(document);
    }

    private async Task DeleteAsync(IVirtualKind kind, ApiRequest request)
    {
        var last = await FindAsync(kind, request);
        if (!request.DryRun)
        {
            await DeleteAsync(kind, request, request.Name);
        }

        RequestAudit.Of(request.Http)?.Show(last.Meta());
        await DeleteVerb.WriteGoneAsync(request, last);
    }

    private async Task DeleteAllAsync(IVirtualKind kind, ApiRequest request)
    {
        var page = await PageAsync(kind, request);
        var deleted = new List<ObjectView>(page.Items.Count);
        foreach (var item in page.Items)
        {
            try
            {
                if (!request.DryRun)
                {
                    await DeleteAsync(kind, request, item.Meta().Name!);
                }

                deleted.Add(new ObjectView(item));
            }
            catch (StatusException gone) when (gone.IsNotFound)
            {
                // Somebody else was quicker: it is what was wanted.
            }
        }

        await presenter.WriteListAsync(request, deleted, NoRevision, page.Next?.ToString());
    }

    private static Task DeleteAsync(IVirtualKind kind, ApiRequest request, string name) => LedgerErrors.TranslateAsync(request.Kind, name, async () =>
    {
        await kind.DeleteAsync(VirtualCall.Of(request), name, request.Aborted);
        return true;
    });

    private static async Task<JsonObject> FindAsync(IVirtualKind kind, ApiRequest request) =>
        await LedgerErrors.TranslateAsync(request.Kind, request.Name, () => kind.FindAsync(VirtualCall.Of(request), request.Name, request.Aborted))
        ?? throw StatusErrors.NotFound(request.Kind, request.Name);
}
