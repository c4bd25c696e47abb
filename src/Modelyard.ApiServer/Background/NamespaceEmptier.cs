using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>Empties namespaces that are being deleted, and lets them go when nothing is left in them.</summary>
internal sealed class NamespaceEmptier(ObjectStore objects, KindEmptier emptier, KindCatalog catalog)
{
    private readonly HashSet<string> _terminating = [];

    public void Reset() => _terminating.Clear();

    /// <summary>Acts on a namespace as it is now.</summary>
    public async Task OnNamespaceAsync(JsonObject document, CancellationToken cancellationToken)
    {
        if (document.Meta().IsBeingDeleted)
        {
            _terminating.Add(document.Meta().Name!);
            await EmptyAsync(document.Meta().Name!, cancellationToken);
        }
    }

    /// <summary>Something is gone from a namespace: perhaps it was the last.</summary>
    public Task OnGoneAsync(string @namespace, CancellationToken cancellationToken) =>
        _terminating.Contains(@namespace) ? EmptyAsync(@namespace, cancellationToken) : Task.CompletedTask;

    private async Task EmptyAsync(string @namespace, CancellationToken cancellationToken)
    {
        var empty = true;
        foreach (var kind in catalog.Current.Collections.Where(k => k.IsNamespaced()))
        {
            empty &= await emptier.TryEmptyAsync(kind, @namespace, cancellationToken);
        }

        if (empty)
        {
            await FinishAsync(@namespace, cancellationToken);
        }
    }

    private async Task FinishAsync(string name, CancellationToken cancellationToken)
    {
        var kind = catalog.Current.Find("", "v1", "namespaces")!;
        try
        {
            if (await objects.FindAsync(kind, "", name, cancellationToken) is not { } live || !live.Meta().IsBeingDeleted)
            {
                return;
            }

            if (live.Meta().Finalizers.Count == 0)
            {
                await objects.DeleteAsync(kind, live, null, cancellationToken);
                _terminating.Remove(name);
            }
            else if (NamespaceGuard.HoldsContents(kind, live))
            {
                // Somebody else's finalizer holds it; ours is done.
                var next = (JsonObject)live.DeepClone();
                next["spec"] = new JsonObject();
                await objects.UpdateAsync(kind, live, next, null, cancellationToken);
            }
        }
        catch (StatusException error) when (error.IsNotFound || error.IsConflict)
        {
            // It changed meanwhile; that change is reported next and looked at then.
        }
    }
}
