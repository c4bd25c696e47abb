using System.Globalization;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary><c>DELETE</c> of all objects of a collection that match.</summary>
internal sealed class DeleteCollectionVerb(ObjectLister lister, ObjectDeleter deleter, DeletionGuard guard, ObjectPresenter presenter) : IVerb
{
    public async Task HandleAsync(ApiRequest request)
    {
        var options = await DeleteOptions.ReadAsync(request);
        var page = await lister.ListAsync(request.Kind, request.Path.Namespace, ObjectFilter.Of(request), 0, 0, null, request.Aborted);
        var deleted = new List<ObjectView>(page.Items.Count);
        foreach (var item in page.Items)
        {
            try
            {
                await guard.RequireAsync(request.Kind, item.Meta.Namespace ?? "", item.Meta.Name!, request.Aborted);
                var (last, _) = await deleter.DeleteAsync(request.Kind, item.Meta.Namespace ?? "", item.Meta.Name!, options, request.Aborted);
                deleted.Add(new ObjectView(last));
            }
            catch (StatusException gone) when (gone.IsNotFound)
            {
                // Somebody else was quicker: it is what was wanted.
            }
        }

        await presenter.WriteListAsync(request, deleted, page.Revision.ToString(CultureInfo.InvariantCulture), null);
    }
}
