using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>Deletes what belongs to owners that are gone, and finishes foreground and orphaning deletions.</summary>
internal sealed class GarbageCollector(ObjectStore objects, ObjectWriter writer, ObjectDeleter deleter, KindCatalog catalog)
{
    private static readonly DeleteOptions InBackground = new() { PropagationPolicy = "Background" };
    private static readonly DeleteOptions InForeground = new() { PropagationPolicy = "Foreground" };

    private OwnerIndex _index = new();

    /// <summary>Forgets everything: the log is about to be read anew.</summary>
    public void Reset() => _index = new OwnerIndex();

    public void Learn(KindDescriptor kind, JsonObject document) => _index.Set(kind, document);

    /// <summary>Acts on an object as it is now.</summary>
    public async Task OnPresentAsync(KindDescriptor kind, JsonObject document, CancellationToken cancellationToken)
    {
        var meta = document.Meta();
        if (meta.IsBeingDeleted && meta.Finalizers.Contains(ObjectDeleter.ForegroundFinalizer))
        {
            await FinishForegroundAsync(kind, document, cancellationToken);
        }
        else if (meta.IsBeingDeleted && meta.Finalizers.Contains(ObjectDeleter.OrphanFinalizer))
        {
            await OrphanAsync(kind, document, cancellationToken);
        }
        else if (meta.OwnerReferences.Any())
        {
            await CollectAsync(new ObjectAddress(kind, meta.Namespace ?? "", meta.Name!), cancellationToken);
        }
    }

    /// <summary>Acts on the end of an object: its dependents may have nobody left, and its owners may have waited for it.</summary>
    public async Task OnGoneAsync(KindDescriptor kind, JsonObject last, CancellationToken cancellationToken)
    {
        var meta = last.Meta();
        _index.Remove(meta.Uid!);
        foreach (var dependent in _index.DependentsOf(meta.Uid!))
        {
            await CollectAsync(dependent, cancellationToken);
        }

        foreach (var reference in meta.OwnerReferences)
        {
            if (Resolve(reference) is { } ownerKind
                && await FindOwnerAsync(ownerKind, meta.Namespace, reference, cancellationToken) is { } owner
                && owner.Meta().Finalizers.Contains(ObjectDeleter.ForegroundFinalizer))
            {
                await OnPresentAsync(ownerKind, owner, cancellationToken);
            }
        }
    }

    /// <summary>Deletes a dependent all of whose owners are gone; otherwise drops the references to those that are.</summary>
    private async Task CollectAsync(ObjectAddress address, CancellationToken cancellationToken)
    {
        if (await objects.FindAsync(address.Kind, address.Namespace, address.Name, cancellationToken) is not { } live || live.Meta().IsBeingDeleted)
        {
            return;
        }

        // The index only hints; what counts is whether the owner can be read now.
        var (present, absent) = (0, new HashSet<string>());
        foreach (var reference in live.Meta().OwnerReferences)
        {
            if (Resolve(reference) is { } kind && await FindOwnerAsync(kind, live.Meta().Namespace, reference, cancellationToken) is null)
            {
                absent.Add(reference["uid"]!.ToString());
            }
            else
            {
                present++;
            }
        }

        if (absent.Count == 0)
        {
            return;
        }

        await IgnoreGone(present == 0
            ? deleter.DeleteAsync(address.Kind, address.Namespace, address.Name, InBackground with { Preconditions = new DeletePreconditions(live.Meta().Uid, null) }, cancellationToken)
            : DropReferencesAsync(address, absent.Contains, cancellationToken));
    }

    private async Task FinishForegroundAsync(KindDescriptor kind, JsonObject owner, CancellationToken cancellationToken)
    {
        var uid = owner.Meta().Uid!;
        var waiting = false;
        foreach (var dependent in _index.DependentsOf(uid))
        {
            if (await objects.FindAsync(dependent.Kind, dependent.Namespace, dependent.Name, cancellationToken) is not { } live)
            {
                continue;
            }

            waiting |= live.Meta().OwnerReferences.Any(o => o["uid"]?.ToString() == uid && o["blockOwnerDeletion"]?.GetValue<bool>() == true);
            if (!live.Meta().IsBeingDeleted)
            {
                await IgnoreGone(deleter.DeleteAsync(dependent.Kind, dependent.Namespace, dependent.Name, InForeground, cancellationToken));
            }
        }

        if (!waiting)
        {
            await RemoveFinalizerAsync(kind, owner, ObjectDeleter.ForegroundFinalizer, cancellationToken);
        }
    }

    private async Task OrphanAsync(KindDescriptor kind, JsonObject owner, CancellationToken cancellationToken)
    {
        var uid = owner.Meta().Uid!;
        foreach (var dependent in _index.DependentsOf(uid))
        {
            await IgnoreGone(DropReferencesAsync(dependent, gone => gone == uid, cancellationToken));
        }

        await RemoveFinalizerAsync(kind, owner, ObjectDeleter.OrphanFinalizer, cancellationToken);
    }

    private Task DropReferencesAsync(ObjectAddress address, Func<string, bool> drop, CancellationToken cancellationToken) => writer.UpdateAsync(
        address.Kind,
        address.Namespace,
        address.Name,
        live =>
        {
            var kept = live.Meta().OwnerReferences.Where(o => !drop(o["uid"]?.ToString() ?? "")).Select(o => o.DeepClone()).ToArray();
            live.Meta().Object["ownerReferences"] = kept.Length == 0 ? null : new JsonArray(kept);
            return live;
        },
        WriteOptions.Internal,
        cancellationToken);

    private Task RemoveFinalizerAsync(KindDescriptor kind, JsonObject document, string finalizer, CancellationToken cancellationToken) => IgnoreGone(writer.UpdateAsync(
        kind,
        document.Meta().Namespace ?? "",
        document.Meta().Name!,
        live =>
        {
            live.Meta().SetFinalizers([.. live.Meta().Finalizers.Where(f => f != finalizer)]);
            return live;
        },
        WriteOptions.Internal,
        cancellationToken));

    /// <summary>The owner's kind; null when it is not one of ours, and then the owner counts as alive: deleting on a guess cannot be undone.</summary>
    private KindDescriptor? Resolve(JsonObject reference) =>
        catalog.Current.FindKind(reference["apiVersion"]?.ToString() ?? "", reference["kind"]?.ToString() ?? "");

    private async Task<JsonObject?> FindOwnerAsync(KindDescriptor kind, string? @namespace, JsonObject reference, CancellationToken cancellationToken)
    {
        var owner = await objects.FindAsync(kind, kind.IsNamespaced() ? @namespace ?? "" : "", reference["name"]?.ToString() ?? "", cancellationToken);
        return owner?.Meta().Uid == reference["uid"]?.ToString() ? owner : null;
    }

    private static async Task IgnoreGone(Task work)
    {
        try
        {
            await work;
        }
        catch (StatusException error) when (error.IsNotFound || error.IsConflict)
        {
            // Gone, or replaced by another of the same name: nothing is left to do here. Later changes are reported anyway.
        }
    }
}
