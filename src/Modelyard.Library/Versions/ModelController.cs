using Microsoft.Extensions.Logging;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Library;

/// <summary>Makes a model when its first version comes, and says which versions there are of it.</summary>
internal sealed class ModelController(
    Informer<Model> models,
    Informer<ModelVersion> versions,
    IResourceClient client,
    TimeProvider time,
    ILogger<ModelController> logger) : Controller<Model>(models, time, logger)
{
    private readonly InformerIndex<ModelVersion> _versions = new(versions, v => new NamespacedName(v.Metadata.Namespace!, v.Spec.Model!));

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<IDisposable>> StartingAsync(CancellationToken cancellationToken)
    {
        await versions.WaitForSyncAsync(cancellationToken);
        return [versions.Subscribe(change => Enqueue(new NamespacedName(change.Object.Metadata.Namespace!, change.Object.Spec.Model!)))];
    }

    /// <inheritdoc/>
    protected override async Task<ReconcileResult> ReconcileAsync(NamespacedName key, CancellationToken cancellationToken)
    {
        var own = _versions.Of(key).Where(v => v.Metadata.DeletionTimestamp is null).ToList();
        var model = await client.TryGetAsync<Model>(key, cancellationToken);
        if (model is null && own.Count > 0)
        {
            try
            {
                model = await client.CreateAsync(new Model { Metadata = new ObjectMeta { Namespace = key.Namespace, Name = key.Name } }, cancellationToken);
            }
            catch (StatusException e) when (e.IsForbidden || e.IsNotFound)
            {
                // The project goes, and all that is in it.
                return ReconcileResult.Done;
            }
        }

        if (model is { Metadata.DeletionTimestamp: null })
        {
            var status = new ModelFamilyStatus
            {
                Versions = own.Count,
                Latest = VersionOrder.NewestFirst(own).FirstOrDefault()?.Spec.Version,
                Approved = VersionOrder.NewestFirst(own).FirstOrDefault(v => VersionGate.Objection(v) is null)?.Spec.Version,
                Production = VersionOrder.NewestFirst(own).FirstOrDefault(v => LibraryNames.StageOf(v) == LibraryNames.Production)?.Spec.Version,
            };
            await client.WriteAsync<Model, ModelFamilySpec, ModelFamilyStatus>(model, status, cancellationToken);
        }

        return ReconcileResult.Done;
    }
}
