using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Modelyard.Artifacts;

/// <summary>
/// Plain copies of encrypted models, in memory, for engines to read: one of each model however many read it, made while it is checked, there in full or
/// not at all, and gone when nobody uses the model any more.
/// </summary>
internal sealed class ModelMemory
{
    private const int MaxParallel = 4;
    private const int BufferSize = 1 << 20;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private readonly ContentStore _store;
    private readonly ContentEncryption _encryption;
    private readonly TimeProvider _time;

    internal ModelMemory(ContentStore store, ContentEncryption encryption, TimeProvider time)
    {
        (_store, _encryption, _time) = (store, encryption, time);
        foreach (var folder in PartsOf(encryption.MemoryFolder))
        {
            CreatePrivate(folder);
        }
    }

    private string Models => ModelsOf(_encryption.MemoryFolder);

    private string Scratch => TemporaryOf(_encryption.MemoryFolder);

    private string Locks => LocksOf(_encryption.MemoryFolder);

    internal static IReadOnlyList<string> PartsOf(string folder) => [ModelsOf(folder), TemporaryOf(folder), LocksOf(folder), ScratchOf(folder)];

    internal static string ScratchOf(string folder) => Path.Combine(folder, "scratch");

    internal string FolderOf(string key) => Path.Combine(Models, key);

    /// <summary>Has a model's copy be there. Unless the report is intact, it is not.</summary>
    /// <param name="user">Who will use it; it stays for as long as it is referenced under this name.</param>
    /// <param name="check">Whether a copy that is there already, and what it is a copy of, are read again.</param>
    /// <exception cref="FetchException">There is no room for it.</exception>
    internal async Task<VerifyReport> PrepareAsync(ModelManifest manifest, string? user, bool check, FetchTracker tracker, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(Models))
        {
            throw new FetchException(FetchFailure.StoreUnavailable,
                $"{_encryption.MemoryFolder} is gone, where engines read encrypted models: somebody removed it, perhaps systemd when its user logged out (RemoveIPC). Start Modelyard again.");
        }

        var digest = "sha256:" + manifest.Key;
        using var mine = await LockAsync(manifest.Key, tracker, cancellationToken);
        if (user is not null)
        {
            _store.AddReference(digest, user);
        }

        if (IsComplete(manifest))
        {
            return check ? await _store.VerifyAsync(digest, cancellationToken) : new(digest, []);
        }

        // One at a time: each must know how much room there is.
        using var alone = await LockAsync("all", tracker, cancellationToken);
        Delete(FolderOf(manifest.Key));
        DemandRoom(manifest);
        tracker.Note("Decrypting it into memory.");
        var scratch = Path.Combine(Scratch, Guid.NewGuid().ToString("n"));
        try
        {
            var broken = await CopyAsync(manifest, scratch, cancellationToken);
            if (broken.Count == 0)
            {
                Directory.Move(scratch, FolderOf(manifest.Key));
            }

            return new(digest, broken);
        }
        finally
        {
            Delete(scratch);
        }
    }

    /// <summary>Frees the copies of models, by their keys, that nobody uses.</summary>
    internal void Free(Predicate<string> isUnused)
    {
        if (!Directory.Exists(Models))
        {
            return;
        }

        foreach (var key in Directory.EnumerateDirectories(Models).Select(f => Path.GetFileName(f)!).ToList())
        {
            // Whoever holds the lock is about to use it, and has said so before.
            using var mine = FileLock.TryAcquire(Path.Combine(Locks, key), exclusive: true);
            if (mine is not null && isUnused(key))
            {
                Delete(FolderOf(key));
            }
        }
    }

    internal void Remove(string key) => Delete(FolderOf(key));

    internal void SweepScratch()
    {
        foreach (var folder in new[] { Scratch, _encryption.ScratchFolder })
        {
            Directory.Delete(folder, recursive: true);
            CreatePrivate(folder);
        }
    }

    private static string ModelsOf(string folder) => Path.Combine(folder, "models");

    private static string TemporaryOf(string folder) => Path.Combine(folder, "tmp");

    private static string LocksOf(string folder) => Path.Combine(folder, "locks");

    private static void CreatePrivate(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly);
        }
    }

    private Task<FileLock> LockAsync(string name, FetchTracker tracker, CancellationToken cancellationToken) => FileLock.AcquireAsync(
        Path.Combine(Locks, name), exclusive: true, _time, () => tracker.Note("Waiting for a model that is being decrypted into memory."), cancellationToken);

    private bool IsComplete(ModelManifest manifest) =>
        manifest.Files.All(f => new FileInfo(Path.Combine(FolderOf(manifest.Key), f.Path)) is { Exists: true } file && file.Length == f.Size);

    private void DemandRoom(ModelManifest manifest)
    {
        var needed = manifest.Files.DistinctBy(f => f.Sha256).Sum(f => f.Size);
        var room = _encryption.Room(_encryption.MemoryFolder);
        if (needed > room)
        {
            throw new FetchException(FetchFailure.NoSpace,
                $"the model needs {DiskFailure.Size(needed)} of memory in {_encryption.MemoryFolder}, where {DiskFailure.Size(room)} are free: it is encrypted, and engines are given a plain copy "
                    + "in memory. Stop other models, make that file system larger (mount -o remount,size=…), or give the machine more memory.");
        }
    }

    private async Task<IReadOnlyList<BrokenFile>> CopyAsync(ModelManifest manifest, string folder, CancellationToken cancellationToken)
    {
        CreatePrivate(folder);
        var broken = new ConcurrentBag<BrokenFile>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Min(Environment.ProcessorCount, MaxParallel), CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(manifest.Files.GroupBy(f => f.Sha256!), parallel, async (names, ct) =>
        {
            var first = names.First();
            var path = Place(folder, first);
            if (await CopyAsync(first, path, ct) is { } problem)
            {
                broken.Add(new(first.Path, problem));
                return;
            }

            foreach (var other in names.Skip(1))
            {
                DurableFile.Link(path, Place(folder, other));
            }
        });
        return [.. broken.OrderBy(b => b.Path, StringComparer.Ordinal)];
    }

    private static string Place(string folder, ModelFile file)
    {
        var path = Path.Combine(folder, file.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    /// <returns>What is wrong with the file.</returns>
    private async Task<string?> CopyAsync(ModelFile file, string path, CancellationToken cancellationToken)
    {
        if (_store.SizeOf(file.Sha256!) is not { } size)
        {
            return BrokenFile.Missing;
        }

        if (size != file.Size)
        {
            return BrokenFile.WrongSize(size, file.Size);
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        try
        {
            await using var from = _store.Open(file.Sha256!);
            using var to = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, preallocationSize: size);
            await PipeAsync(from, to, hash, cancellationToken);
        }
        catch (FetchException e) when (e.Reason == FetchFailure.Corrupt)
        {
            return BrokenFile.Undecipherable(e);
        }

        DurableFile.MakeReadOnly(path);
        return BrokenFile.WrongDigest(Convert.ToHexStringLower(hash.GetHashAndReset()), file);
    }

    /// <summary>Copies and hashes: to have memory written takes as long as to decrypt and hash it, so one is done while the other is.</summary>
    private static async Task PipeAsync(Stream from, SafeFileHandle to, IncrementalHash hash, CancellationToken cancellationToken)
    {
        var (piece, other) = (new byte[BufferSize], new byte[BufferSize]);
        var at = 0L;
        for (var read = await from.ReadAsync(piece, cancellationToken); read > 0;)
        {
            var (written, place) = (piece.AsMemory(0, read), at);
            var writing = Task.Run(() => RandomAccess.Write(to, written.Span, place), CancellationToken.None);
            try
            {
                hash.AppendData(written.Span);
                at += read;
                read = await from.ReadAsync(other, cancellationToken);
            }
            finally
            {
                await writing;
            }

            (piece, other) = (other, piece);
        }
    }

    /// <summary>Moved aside first: what has its place is complete.</summary>
    private void Delete(string folder)
    {
        if (Directory.Exists(folder))
        {
            var aside = Path.Combine(Scratch, Guid.NewGuid().ToString("n"));
            Directory.Move(folder, aside);
            Directory.Delete(aside, recursive: true);
        }
    }
}
