using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Modelyard.Commands;
using Modelyard.Storage.Sqlite;

namespace Modelyard;

/// <summary>Writes a backup of a data folder, which may be in use.</summary>
internal sealed class BackupWriter(DataDirectory data, TimeProvider time)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <returns>What is in it.</returns>
    /// <exception cref="CommandFailure">There is nothing to back up, or the file exists.</exception>
    public async Task<BackupManifest> WriteAsync(string archive, CancellationToken cancellationToken)
    {
        if (File.Exists(archive))
        {
            throw new CommandFailure(ExitCodes.Failed, $"{archive} exists; name another file.");
        }

        // Only its owner can look into it, which the files within a shared folder for backups could not say of themselves.
        var staging = data.CreateStaging();
        try
        {
            var files = await StageAsync(staging, cancellationToken);
            if (files.Count == 0)
            {
                throw new CommandFailure(ExitCodes.Failed, $"there is nothing to back up in {data.Path}.");
            }

            var manifest = new BackupManifest(
                BackupManifest.CurrentFormat, VersionCommand.Version, time.GetUtcNow(), [.. files.Select(name => Describe(staging, name))]);
            await File.WriteAllBytesAsync(
                Path.Combine(staging, BackupManifest.EntryName),
                JsonSerializer.SerializeToUtf8Bytes(manifest, BackupManifestJson.Default.BackupManifest),
                cancellationToken);
            await PackAsync(staging, [BackupManifest.EntryName, .. files], archive, cancellationToken);
            return manifest;
        }
        finally
        {
            Directory.Delete(staging, recursive: true);
        }
    }

    private static BackupFile Describe(string folder, string name)
    {
        using var file = File.OpenRead(Path.Combine(folder, name));
        return new BackupFile(name, Convert.ToHexStringLower(SHA256.HashData(file)));
    }

    private static async Task PackAsync(string folder, IEnumerable<string> names, string archive, CancellationToken cancellationToken)
    {
        var draft = archive + ".part";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = OwnerOnly };
        try
        {
            await using (var file = new FileStream(draft, options))
            {
                await using (var compressed = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true))
                await using (var tar = new TarWriter(compressed))
                {
                    foreach (var name in names)
                    {
                        await tar.WriteEntryAsync(Path.Combine(folder, name), name, cancellationToken);
                    }
                }

                file.Flush(flushToDisk: true);
            }

            File.Move(draft, archive, overwrite: false);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    private async Task<List<string>> StageAsync(string staging, CancellationToken cancellationToken)
    {
        // A rotation takes a key out of its file when nothing needs it any more. If the file is the same before and after, the key of everything
        // in between is in it.
        var key = Path.Combine(data.Path, BackupContent.EncryptionKey);
        while (true)
        {
            var before = await ReadAsync(key, cancellationToken);
            var staged = Stage(staging);
            if ((await ReadAsync(Path.Combine(staging, BackupContent.EncryptionKey), cancellationToken)).AsSpan().SequenceEqual(before))
            {
                return staged;
            }

            staged.ForEach(name => File.Delete(Path.Combine(staging, name)));
        }
    }

    private static async Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken) =>
        File.Exists(path) ? await File.ReadAllBytesAsync(path, cancellationToken) : [];

    private List<string> Stage(string staging)
    {
        // Before the databases: what is taken out of a journal in between is in the ledger, and what is in both counts once.
        var journals = BackupContent.JournalsIn(data.Path).Where(name => TryCopy(name, staging)).ToList();

        // Both databases at one moment, the files after them: a key is written before anything that needs it.
        var databases = BackupContent.Databases.Where(name => File.Exists(Path.Combine(data.Path, name))).ToList();
        using (var snapshot = SqliteSnapshot.Take(databases.Select(name => Path.Combine(data.Path, name))))
        {
            databases.ForEach(name => snapshot.CopyTo(Path.Combine(data.Path, name), Path.Combine(staging, name)));
        }

        var plain = BackupContent.PlainFilesIn(data.Path).ToList();
        plain.ForEach(name => Copy(name, staging));
        return [.. databases, .. plain, .. journals];
    }

    private bool TryCopy(string name, string staging)
    {
        try
        {
            Copy(name, staging);
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    private void Copy(string name, string staging)
    {
        var copy = Path.Combine(staging, name);
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        File.Copy(Path.Combine(data.Path, name), copy);
    }
}
