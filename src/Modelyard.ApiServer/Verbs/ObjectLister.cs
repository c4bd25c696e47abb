using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Modelyard.Api;
using Modelyard.Storage;

namespace Modelyard.ApiServer;

/// <summary>Objects that match, at one revision, and where the next ones are, if there are more.</summary>
internal sealed record ObjectPage(long Revision, IReadOnlyList<ObjectView> Items, ContinueToken? Next);

/// <summary>Reads matching objects.</summary>
internal sealed class ObjectLister(ObjectStore objects)
{
    private const int StorePage = 500;
    private const int PagesAhead = 4;

    /// <summary>Reads as many as are asked for, 0 for all; a page is filled even when few of the stored objects match.</summary>
    public async Task<ObjectPage> ListAsync(
        KindDescriptor kind, string? @namespace, ObjectFilter filter, long revision, int limit, ContinueToken? start, CancellationToken cancellationToken)
    {
        var items = new List<ObjectView>();
        var step = filter.IsEverything && limit > 0 ? limit : Math.Max(StorePage, limit);
        await foreach (var page in ReadAsync(kind, @namespace, filter, revision, step, start, cancellationToken))
        {
            revision = page.Revision;
            foreach (var item in page.Items)
            {
                if (limit > 0 && items.Count == limit)
                {
                    return Cut();
                }

                items.Add(item);
            }

            if (limit > 0 && items.Count == limit && page.Next is not null)
            {
                return Cut();
            }
        }

        return new ObjectPage(revision, items, null);

        ObjectPage Cut() => new(revision, items, new ContinueToken(revision, items[^1].Meta.Namespace ?? "", items[^1].Meta.Name!));
    }

    /// <summary>Reads all, as they were when the first page was read, and goes on reading while the caller is busy with a page.</summary>
    public async IAsyncEnumerable<ObjectPage> ReadAheadAsync(
        KindDescriptor kind, string? @namespace, ObjectFilter filter, long revision, ContinueToken? start, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var ahead = Channel.CreateBounded<ObjectPage>(new BoundedChannelOptions(PagesAhead) { SingleReader = true, SingleWriter = true });
        using var left = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = Task.Run(ReadAllAsync, CancellationToken.None);
        try
        {
            await foreach (var page in ahead.Reader.ReadAllAsync(cancellationToken))
            {
                yield return page;
            }
        }
        finally
        {
            await left.CancelAsync();
            await reading;
        }

        async Task ReadAllAsync()
        {
            try
            {
                await foreach (var page in ReadAsync(kind, @namespace, filter, revision, StorePage, start, left.Token))
                {
                    await ahead.Writer.WriteAsync(page, left.Token);
                }

                ahead.Writer.Complete();
            }
            catch (Exception error)
            {
                ahead.Writer.Complete(error);
            }
        }
    }

    private async IAsyncEnumerable<ObjectPage> ReadAsync(
        KindDescriptor kind, string? @namespace, ObjectFilter filter, long revision, int step, ContinueToken? start, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var query = new ListQuery(kind.Collection()) { Namespace = @namespace, Limit = step, Bearing = filter.Labels.Terms };
        do
        {
            var page = await objects.Store.ListAsync(query with { Revision = revision, After = start is null ? null : (start.Namespace, start.Name) }, cancellationToken);
            revision = page.Revision;
            start = page.HasMore && page.Items[^1].Key is var last ? new ContinueToken(revision, last.Namespace, last.Name) : null;
            var items = page.Items.Select(i => new ObjectView(kind, i.Document, i.Revision));
            yield return new ObjectPage(revision, [.. filter.IsEverything ? items : items.Where(filter.Matches)], start);
        }
        while (start is not null);
    }
}
