using System.Text;

namespace Modelyard.Storage.Tests;

/// <summary>Does on a real store what a random test says, in a collection of its own, and makes text of the answers.</summary>
internal sealed class StoreRun(IResourceStore store, StoreModel model, string collection, CancellationToken cancellationToken)
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(1);

    public async Task<string> AnswerAsync(Step step)
    {
        try
        {
            return step switch
            {
                Step.Create s => $"done at {await store.CreateAsync(Key(s.Namespace, s.Name), NextDocument(), cancellationToken)}",
                Step.Update s => $"done at {await store.UpdateAsync(
                    Key(s.Namespace, s.Name), model.Expected(s.Namespace, s.Name, s.Stale), NextDocument(), cancellationToken)}",
                Step.Delete s => $"done at {await store.DeleteAsync(
                    Key(s.Namespace, s.Name), model.Expected(s.Namespace, s.Name, s.Stale), cancellationToken)}",
                Step.Get s => await store.GetAsync(Key(s.Namespace, s.Name), cancellationToken) is { } found ? StoreModel.Describe(found) : "absent",
                Step.List s => await ListAsync(s),
                Step.Watch s => await WatchAsync(s.Namespace, model.At(s.Back), await store.GetRevisionAsync(cancellationToken)),
                Step.Compact s => await CompactAsync(model.At(s.Back)),
                _ => throw new ArgumentOutOfRangeException(nameof(step)),
            };
        }
        catch (StoreException error)
        {
            return error switch
            {
                KeyExistsException => "exists",
                KeyNotFoundInStoreException => "absent",
                RevisionConflictException conflict => $"conflict with {conflict.Actual}",
                FutureRevisionException => "future",
                CompactedException => "compacted",
                _ => error.ToString(),
            };
        }
    }

    /// <summary>What a watch reports from <paramref name="after"/> until it says that it has reported <paramref name="until"/>.</summary>
    /// <param name="ns">Only this namespace; null for all.</param>
    /// <param name="after">Where to begin.</param>
    /// <param name="until">Where to end.</param>
    public async Task<string> WatchAsync(string? ns, long after, long until)
    {
        var seen = new List<string>();
        await foreach (var change in store.WatchAsync(new WatchQuery(collection, after) { Namespace = ns, ProgressInterval = Soon }, cancellationToken))
        {
            if (change.Type != ChangeType.Progress)
            {
                seen.Add(StoreModel.Describe(change));
            }
            else if (change.Revision >= until)
            {
                break;
            }
        }

        return string.Join("; ", seen);
    }

    private async Task<string> ListAsync(Step.List step)
    {
        var query = new ListQuery(collection) { Namespace = step.Namespace, Limit = step.Limit, Revision = model.At(step.Back) };
        var pages = new List<string>();
        while (true)
        {
            var page = await store.ListAsync(query, cancellationToken);
            pages.Add(string.Join(", ", page.Items.Select(StoreModel.Describe)));
            if (!page.HasMore)
            {
                return $"{page.Revision}: {string.Join(" | ", pages)}";
            }

            query = query with { After = (page.Items[^1].Key.Namespace, page.Items[^1].Key.Name) };
        }
    }

    private async Task<string> CompactAsync(long revision)
    {
        await store.CompactAsync(revision, cancellationToken);
        return "done";
    }

    private ResourceKey Key(string ns, string name) => new(collection, ns, name);

    private ReadOnlyMemory<byte> NextDocument() => Encoding.UTF8.GetBytes(model.NextDocument());
}
