namespace Modelyard.Storage;

/// <summary>Writes that leave no record in the trail, for stores that keep none.</summary>
public static class UnrecordedWrites
{
    /// <inheritdoc cref="IResourceStore.CreateAsync"/>
    public static Task<long> CreateAsync(this IResourceStore store, ResourceKey key, ReadOnlyMemory<byte> document, CancellationToken cancellationToken) =>
        store.CreateAsync(key, document, null, cancellationToken);

    /// <inheritdoc cref="IResourceStore.UpdateAsync"/>
    public static Task<long> UpdateAsync(
        this IResourceStore store, ResourceKey key, long expectedRevision, ReadOnlyMemory<byte> document, CancellationToken cancellationToken) =>
        store.UpdateAsync(key, expectedRevision, document, null, cancellationToken);

    /// <inheritdoc cref="IResourceStore.DeleteAsync"/>
    public static Task<long> DeleteAsync(this IResourceStore store, ResourceKey key, long expectedRevision, CancellationToken cancellationToken) =>
        store.DeleteAsync(key, expectedRevision, null, cancellationToken);
}
