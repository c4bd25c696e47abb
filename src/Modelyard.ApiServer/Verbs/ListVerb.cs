using System.Globalization;
using Modelyard.Storage;

namespace Modelyard.ApiServer;

/// <summary><c>GET</c> of a collection, whole or in pages of one revision.</summary>
internal sealed class ListVerb(ObjectLister lister, ObjectStore objects, ObjectPresenter presenter) : IVerb
{
    public async Task HandleAsync(ApiRequest request)
    {
        var limit = (int)Math.Min(request.Number("limit") ?? 0, int.MaxValue - 1);
        var start = request.Text("continue") is { Length: > 0 } token ? ContinueToken.Parse(token) : null;
        var filter = ObjectFilter.Of(request);
        try
        {
            var revision = start?.Revision ?? await ExactRevisionAsync(request, limit);
            if (limit == 0)
            {
                await presenter.WriteListAsync(request, lister.ReadAheadAsync(request.Kind, request.Path.Namespace, filter, revision, start, request.Aborted));
                return;
            }

            var page = await lister.ListAsync(request.Kind, request.Path.Namespace, filter, revision, limit, start, request.Aborted);
            await presenter.WriteListAsync(request, page.Items, page.Revision.ToString(CultureInfo.InvariantCulture), page.Next?.ToString());
        }
        catch (CompactedException) when (start is not null)
        {
            throw StatusErrors.ContinueExpired();
        }
    }

    /// <summary>The revision the client insists on, or 0 when the newest will do.</summary>
    private async Task<long> ExactRevisionAsync(ApiRequest request, int limit)
    {
        var revision = request.Number("resourceVersion") ?? 0;
        await objects.RequireReachedAsync(revision, request.Aborted);
        return request.Text("resourceVersionMatch") switch
        {
            "Exact" when revision > 0 => revision,
            "Exact" => throw StatusErrors.BadRequest("resourceVersionMatch: Forbidden: resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\""),
            "NotOlderThan" => 0,
            null or "" => limit > 0 ? revision : 0,
            var other => throw StatusErrors.BadRequest(
                $"resourceVersionMatch: Unsupported value: \"{other}\": supported values: \"Exact\", \"NotOlderThan\""),
        };
    }
}
