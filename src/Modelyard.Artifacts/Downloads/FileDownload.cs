using System.Buffers;

namespace Modelyard.Artifacts;

/// <summary>
/// Brings one file into the store: wait for whoever is downloading it already, go on where the last attempt ended, check, publish.
/// </summary>
internal sealed class FileDownload(ContentStore store, RetrySchedule retry, ArtifactsOptions options, string? holder, TimeProvider time)
{
    private const int BufferSize = 256 << 10;

    internal async Task<ModelFile> RunAsync(SourceFile file, FetchTracker tracker, CancellationToken cancellationToken)
    {
        if (Present(file) is { } present)
        {
            return Done(present, tracker);
        }

        using var mine = await LockAsync(file, tracker, cancellationToken);
        if (Present(file) is { } joined)
        {
            return Done(joined, tracker);
        }

        using var partial = PartialFile.Open(store, KeyOf(file), file.Digest is not null);
        return await ArriveAsync(file, partial, tracker, cancellationToken, sha256 =>
        {
            partial.Complete(store, sha256);
            store.Holders.AddFile(sha256, holder);
            return new ModelFile(file.Path, partial.Length, sha256);
        });
    }

    /// <summary>Brings a file here that is read and then not needed any more: an archive.</summary>
    internal async Task<HeldFile> HoldAsync(SourceFile file, FetchTracker tracker, CancellationToken cancellationToken)
    {
        if (file.LocalPath is { } local)
        {
            return new HeldFile(() => SequentialFile.Open(local), null, null);
        }

        var mine = await LockAsync(file, tracker, cancellationToken);
        PartialFile? partial = null;
        try
        {
            if (Present(file) is { } present)
            {
                Done(present, tracker);
                return new HeldFile(() => store.Open(present.Sha256!), null, mine);
            }

            partial = PartialFile.Open(store, KeyOf(file), file.Digest is not null);
            return await ArriveAsync(file, partial, tracker, cancellationToken, _ => new HeldFile(partial.Finish(), partial, mine));
        }
        catch
        {
            partial?.Dispose();
            mine.Dispose();
            throw;
        }
    }

    private Task<FileLock> LockAsync(SourceFile file, FetchTracker tracker, CancellationToken cancellationToken) =>
        FileLock.AcquireAsync(store.Layout.Lock("file-" + KeyOf(file)), exclusive: true, time,
            () => tracker.Note($"{file.Path} is being downloaded already; waiting for it."), cancellationToken);

    private async Task<T> ArriveAsync<T>(
        SourceFile file, PartialFile partial, FetchTracker tracker, CancellationToken cancellationToken, Func<string, T> arrived)
    {
        tracker.AddBytes(partial.Length);
        try
        {
            var result = arrived(await DownloadAsync(file, partial, tracker, cancellationToken));
            tracker.FileDone();
            return result;
        }
        catch (FetchException e) when (e.Reason is FetchFailure.Corrupt or FetchFailure.NotFound)
        {
            partial.Discard();
            throw;
        }
        catch (IOException e) when (DiskFailure.IsDiskFull(e))
        {
            // What was fetched so far is of no use while there is no room for the rest, and the machine needs the space.
            partial.Discard();
            throw;
        }
    }

    /// <summary>What one holder has got of a file is not for another: its digest says nothing about where it came from.</summary>
    internal string KeyOf(SourceFile file) => StoreLayout.KeyOf((holder is null ? "" : $"{holder}\n") + (file.Digest?.ToString() ?? file.Identity));

    /// <summary>Bytes still to come, or null when the source does not say.</summary>
    internal long? Missing(SourceFile file)
    {
        if (Present(file) is not null || (file.Unpack is not null && file.LocalPath is not null))
        {
            return 0;
        }

        return file.Size is { } size ? Math.Max(0, size - PartialFile.LengthOf(store, KeyOf(file))) : null;
    }

    private static ModelFile Done(ModelFile file, FetchTracker tracker)
    {
        tracker.AddBytes(file.Size);
        tracker.FileDone();
        return file;
    }

    private ModelFile? Present(SourceFile file) =>
        file.Digest is { Kind: DigestKind.Sha256, Hex: var sha256 } && store.HasBlob(sha256, file.Size) && store.Holders.MayUse(sha256, holder)
            ? new ModelFile(file.Path, store.SizeOf(sha256)!.Value, sha256)
            : null;

    private async Task<string> DownloadAsync(
        SourceFile file, PartialFile partial, FetchTracker tracker, CancellationToken cancellationToken)
    {
        for (var failures = 0; ;)
        {
            var before = partial.Length;
            try
            {
                return await AttemptAsync(file, partial, tracker, cancellationToken);
            }
            catch (FetchException e) when (e.IsTransient)
            {
                partial.Checkpoint();
                failures = partial.Length > before ? 1 : failures + 1;
                if (failures >= retry.MaxAttempts)
                {
                    var message = $"{e.Message} Given up after {failures} attempts; what has arrived is kept for the next one.";
                    throw new FetchException(e.Reason, message, e, e.RetryAfter);
                }

                await retry.WaitAsync(failures, e, tracker.Note, cancellationToken);
            }
            catch (FetchException e) when (e.Reason == FetchFailure.Corrupt && before > 0)
            {
                // The part found from before may be what is wrong: worth one more time from the start.
                tracker.AddBytes(-partial.Length);
                partial.Restart(validator: null);
            }
            catch (OperationCanceledException)
            {
                partial.Checkpoint();
                throw;
            }
        }
    }

    private async Task<string> AttemptAsync(SourceFile file, PartialFile partial, FetchTracker tracker, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            using var hasher = new ContentHasher(file.Digest, file.Size);
            if (partial.Length > 0 && partial.Length == file.Size && file.Digest is not null)
            {
                await partial.ReplayAsync(hasher, buffer, cancellationToken);
                return Check(file, hasher);
            }

            await using var body = await file.OpenAsync(partial.Length, partial.Validator, cancellationToken);
            if (body.Offset != partial.Length || body.Offset == 0)
            {
                tracker.AddBytes(-partial.Length);
                partial.Restart(body.Validator);
            }

            await partial.ReplayAsync(hasher, buffer, cancellationToken);
            await CopyAsync(file, body, partial, hasher, buffer, tracker, cancellationToken);
            return Check(file, hasher);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task CopyAsync(
        SourceFile file,
        SourceBody body,
        PartialFile partial,
        ContentHasher hasher,
        byte[] buffer,
        FetchTracker tracker,
        CancellationToken cancellationToken)
    {
        var expected = file.Size ?? body.TotalSize;
        var reading = new TimedStep(file.Display, $"{file.Display}: no byte arrived for", options.IdleTimeout, time);
        while (await reading.RunAsync(token => body.Content.ReadAsync(buffer, token), cancellationToken) is var read and > 0)
        {
            if (partial.Length + read > expected)
            {
                throw new FetchException(FetchFailure.Corrupt, $"{file.Display} is longer than the {expected} bytes its source announced.");
            }

            await partial.AppendAsync(buffer.AsMemory(0, read), cancellationToken);
            hasher.Append(buffer.AsSpan(0, read));
            tracker.AddBytes(read);
        }

        if (partial.Length < expected)
        {
            throw new FetchException(FetchFailure.Unreachable,
                $"{file.Display}: the connection ended after {partial.Length} of {expected} bytes.");
        }
    }

    private static string Check(SourceFile file, ContentHasher hasher) => hasher.Finish() switch
    {
        (var sha256, null) => sha256,
        (_, var mismatch) => throw new FetchException(FetchFailure.Corrupt,
            $"{file.Display} {mismatch}: the source sent something else than it announced, and nothing was kept. "
                + "Try again; if it stays so, the copy at the source is damaged."),
    };
}
