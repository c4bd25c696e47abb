using Microsoft.Extensions.Logging;
using Modelyard.Api;
using Modelyard.Storage;

namespace Modelyard.ApiServer;

/// <summary>Serves the kinds that definitions add, reports on the definitions, and empties a kind before its definition goes.</summary>
internal sealed class CustomKindFollower(
    ObjectStore objects, CustomKinds kinds, DefinitionStatus status, KindEmptier emptier, KindCatalog catalog, TimeProvider time, ILogger<CustomKindFollower> logger)
    : StoreFollower(objects, time, logger)
{
    /// <summary>Serves what is defined already, before anybody asks.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken) => await ListAsync(cancellationToken);

    protected override async Task FollowAsync(Action progressed, CancellationToken cancellationToken)
    {
        if (Kind is null)
        {
            return;
        }

        var revision = await ListAsync(cancellationToken);
        foreach (var definition in kinds.Definitions.ToList())
        {
            await OnPresentAsync(definition, cancellationToken);
        }

        await foreach (var change in Objects.Store.WatchAsync(new WatchQuery(null, revision), cancellationToken))
        {
            if (change.Key.Collection == CustomKinds.Collection)
            {
                await OnDefinitionAsync(change, cancellationToken);
                progressed();
            }
            else if (change.Type == ChangeType.Deleted && Terminating(change.Key.Collection) is { } definition)
            {
                await OnPresentAsync(definition, cancellationToken);
            }
        }
    }

    private KindDescriptor? Kind => catalog.Current.FindCollection(CustomKinds.Collection);

    private async Task<long> ListAsync(CancellationToken cancellationToken)
    {
        if (Kind is not { } kind)
        {
            return 0;
        }

        var page = await Objects.Store.ListAsync(new ListQuery(CustomKinds.Collection), cancellationToken);
        kinds.Reset(page.Items.Select(i => CustomKinds.Read(new StoredDocument(kind, i.Document, i.Revision).Decode())));
        return page.Revision;
    }

    private async Task OnDefinitionAsync(StoreChange change, CancellationToken cancellationToken)
    {
        if (change.Type == ChangeType.Deleted)
        {
            kinds.Remove(change.Key.Name);

            // Its names may be what another definition has been waiting for.
            foreach (var other in kinds.Definitions.Where(d => d.Status?.Conditions?.Any(c => c is { Type: "NamesAccepted", Status: "False" }) == true).ToList())
            {
                await OnPresentAsync(other, cancellationToken);
            }

            return;
        }

        var definition = CustomKinds.Read(new StoredDocument(Kind!, change.Document, change.Revision).Decode());
        kinds.Set(definition);
        await OnPresentAsync(definition, cancellationToken);
    }

    private async Task OnPresentAsync(CustomResourceDefinition definition, CancellationToken cancellationToken)
    {
        await status.WriteAsync(Kind!, definition, kinds.ConflictOf(definition.Metadata.Name!), cancellationToken);
        if (definition.Metadata.DeletionTimestamp is not null && await IsEmptyAsync(definition, cancellationToken))
        {
            await status.ReleaseAsync(Kind!, definition, cancellationToken);
        }
    }

    private async Task<bool> IsEmptyAsync(CustomResourceDefinition definition, CancellationToken cancellationToken) =>
        CustomKind.Of(definition).FirstOrDefault() is not { } kind || await emptier.TryEmptyAsync(kind, null, cancellationToken);

    private CustomResourceDefinition? Terminating(string collection) => kinds.Definitions.FirstOrDefault(
        d => d.Metadata.DeletionTimestamp is not null && $"{d.Spec.Group}/{d.Spec.Names!.Plural}" == collection);
}
