using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>Takes back what the ledger has of a namespace that goes: whoever makes one of the same name later must not find keys and members in it.</summary>
internal sealed class LedgerEmptier(IEnumerable<IVirtualKind> kinds, ObjectStore objects, AuditTrail trail)
{
    public async Task EmptyAsync(KindDescriptor kind, string? @namespace, CancellationToken cancellationToken)
    {
        if (!kind.Verbs.Contains("delete"))
        {
            // What has happened has happened.
            return;
        }

        var virtualKind = kinds.First(k => ReferenceEquals(k.Kind, kind));
        foreach (var item in (await virtualKind.ListAsync(new VirtualQuery(AuditTrail.Server, @namespace, ObjectFilter.Everything, 0, null), cancellationToken)).Items)
        {
            if (kind.Verbs.Contains("update"))
            {
                await objects.DeleteAsync(kind, item, null, cancellationToken);
            }
            else
            {
                await virtualKind.DeleteAsync(VirtualCall.Own(item.Meta().Namespace!), item.Meta().Name!, cancellationToken);
                await trail.RecordOwnAsync(kind, item, Storage.ChangeType.Deleted);
            }
        }
    }
}
