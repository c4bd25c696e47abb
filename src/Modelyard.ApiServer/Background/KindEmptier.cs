using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>Deletes all objects of a kind, in one namespace or everywhere: before their namespace goes, or their definition.</summary>
internal sealed class KindEmptier(ObjectLister lister, ObjectDeleter deleter, LedgerEmptier ledger)
{
    private static readonly DeleteOptions InBackground = new() { PropagationPolicy = "Background" };

    /// <summary>True when nothing is left; false when something still holds an object.</summary>
    public async Task<bool> TryEmptyAsync(KindDescriptor kind, string? @namespace, CancellationToken cancellationToken)
    {
        if (kind.IsVirtual)
        {
            await ledger.EmptyAsync(kind, @namespace, cancellationToken);
            return true;
        }

        var empty = true;
        var page = await lister.ListAsync(kind, @namespace, ObjectFilter.Everything, 0, 0, null, cancellationToken);
        foreach (var meta in page.Items.Select(i => i.Meta))
        {
            empty &= !meta.IsBeingDeleted && await TryDeleteAsync(kind, meta.Namespace ?? "", meta.Name!, cancellationToken);
        }

        return empty;
    }

    private async Task<bool> TryDeleteAsync(KindDescriptor kind, string @namespace, string name, CancellationToken cancellationToken)
    {
        try
        {
            var (_, gone) = await deleter.DeleteAsync(kind, @namespace, name, InBackground, cancellationToken);
            return gone;
        }
        catch (StatusException error) when (error.IsNotFound)
        {
            return true;
        }
    }
}
