using Microsoft.Extensions.Logging;
using Modelyard.Api;
using Modelyard.Client;
using NuGet.Versioning;

namespace Modelyard.Library;

/// <summary>Says of each model which versions there are of it.</summary>
internal sealed class ModelController(
    Informer<Model> models,
    Informer<ModelVersion> versions,
    IResourceClient client,
    TimeProvider time,
    ILogger<ModelController> logger) : Controller<Model>(models, time, logger)
{
    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<IDisposable>> StartingAsync(CancellationToken cancellationToken)
    {
        await versions.WaitForSyncAsync(cancellationToken);
        return [versions.Subscribe(change => Enqueue(new NamespacedName(change.Object.Metadata.Namespace!, change.Object.Spec.Model!)))];
    }

    /// <inheritdoc/>
    protected override async Task<ReconcileResult> ReconcileAsync(NamespacedName key, CancellationToken cancellationToken)
    {
        if (await client.TryGetAsync<Model>(key, cancellationToken) is { Metadata.DeletionTimestamp: null } model)
        {
            var own = versions.List().Where(v => v.Metadata.Namespace == key.Namespace && v.Spec.Model == key.Name).ToList();
            var status = new ModelFamilyStatus
            {
                Versions = own.Count,
                Latest = Newest(own)?.Spec.Version,
                Approved = Newest(own.Where(v => VersionGate.Objection(v) is null))?.Spec.Version,
                Production = Newest(own.Where(v => LibraryNames.StageOf(v) == LibraryNames.Production))?.Spec.Version,
            };
            await client.WriteAsync<Model, ModelFamilySpec, ModelFamilyStatus>(model, status, cancellationToken);
        }

        return ReconcileResult.Done;
    }

    /// <summary>By version number; without one, by when it came in.</summary>
    internal static ModelVersion? Newest(IEnumerable<ModelVersion> versions) => versions
        .OrderByDescending(v => RuleMatcher.VersionOf(v.Spec.Version!), Comparer<NuGetVersion?>.Create((a, b) => a is null ? (b is null ? 0 : -1) : b is null ? 1 : a.CompareTo(b)))
        .ThenByDescending(v => v.Metadata.CreationTimestamp)
        .FirstOrDefault();
}
