using Modelyard.Api;
using Modelyard.Storage;

namespace Modelyard.ApiServer;

/// <summary>Objects that match, at one revision.</summary>
internal sealed record ObjectPage(long Revision, IReadOnlyList<ObjectView> Items, ContinueToken? Next);

/// <summary>Reads pages of matching objects; a page is filled even when few of the stored objects match.</summary>
internal sealed class ObjectLister(ObjectStore objects)
{
    private const int StorePage = 500;

    public async Task<ObjectPage> ListAsync(
        KindDescriptor kind, string? @namespace, ObjectFilter filter, long revision, int limit, ContinueToken? start, CancellationToken cancellationToken)
    {
        var items = new List<ObjectView>();
        var after = start is null ? ((string, string)?)null : (start.Namespace, start.Name);
        while (true)
        {
            var page = await objects.Store.ListAsync(
                new ListQuery(kind.Collection())
                {
                    Namespace = @namespace,
                    Revision = revision,
                    Limit = limit == 0 ? 0 : Math.Max(StorePage, limit),
                    After = after,
                },
                cancellationToken);
            revision = page.Revision;
            for (var i = 0; i < page.Items.Count; i++)
            {
                var stored = page.Items[i];
                var item = new ObjectView(kind, stored.Document, stored.Revision);
                if (!filter.IsEverything && !filter.Matches(item.Document))
                {
                    continue;
                }

                items.Add(item);
                if (items.Count == limit && (i + 1 < page.Items.Count || page.HasMore))
                {
                    return new ObjectPage(revision, items, new ContinueToken(revision, stored.Key.Namespace, stored.Key.Name));
                }
            }

            if (!page.HasMore)
            {
                return new ObjectPage(revision, items, null);
            }

            after = (page.Items[^1].Key.Namespace, page.Items[^1].Key.Name);
        }
    }
}
