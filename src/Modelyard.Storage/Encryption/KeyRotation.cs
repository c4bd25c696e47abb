namespace Modelyard.Storage;

/// <summary>
/// Replaces the key while the store is in use: the new key is in the file before anything is encrypted with it, and the old ones leave the file
/// when nothing is any more. Interrupted anywhere, every document has its key in the file; the next start, or rotation, finishes.
/// </summary>
internal sealed class KeyRotation(SealingDatabase database, LogWriter writer) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);

    public async Task RotateAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            var (sealing, keys) = (database.Sealing, database.Encryption.Keys);
            var fresh = keys.Add();
            await RunAsync(() =>
            {
                sealing.Use(fresh);
                return 0;
            });
            for (var after = 0L; after >= 0; cancellationToken.ThrowIfCancellationRequested())
            {
                after = await RunAsync(() => sealing.SealNext(fresh, after) ?? -1);
            }

            if (keys.Retiring is { } others)
            {
                await others(cancellationToken);
            }

            keys.Retire(fresh);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private Task<long> RunAsync(Func<long> work) => writer.EnqueueAsync(PendingWrite.Maintenance(work), CancellationToken.None);
}
