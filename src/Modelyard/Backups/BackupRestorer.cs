using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Modelyard.Commands;
using Modelyard.Storage.Sqlite;

namespace Modelyard;

/// <summary>Puts a backup into a data folder that nobody uses, after checking all of it. What was there is moved aside, not deleted.</summary>
internal sealed class BackupRestorer(DataDirectory data)
{
    /// <returns>Where what was there is now; null when there was nothing.</returns>
    /// <exception cref="CommandFailure">The archive is damaged, incomplete, or of a newer release. Nothing has been changed.</exception>
    public async Task<string?> RestoreAsync(string archive, CancellationToken cancellationToken)
    {
        var staging = data.CreateStaging();
        try
        {
            var manifest = await UnpackAsync(archive, staging, cancellationToken);
            Verify(archive, manifest, staging);

            // From here to the end the folder is neither the old nor the new one: a start in between must be refused.
            await File.WriteAllTextAsync(data.RestoreMarker, archive, cancellationToken);
            var aside = MoveAside();
            foreach (var name in manifest.Files.Select(f => f.Name))
            {
                var target = Path.Combine(data.Path, name);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
                File.Move(Path.Combine(staging, name), target);
            }

            File.Delete(data.RestoreMarker);
            return aside;
        }
        finally
        {
            Directory.Delete(staging, recursive: true);
        }
    }

    private static async Task<BackupManifest> UnpackAsync(string archive, string staging, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = File.OpenRead(archive);
            await using var expanded = new GZipStream(file, CompressionMode.Decompress);
            await using var tar = new TarReader(expanded);
            BackupManifest? manifest = null;
            while (await tar.GetNextEntryAsync(cancellationToken: cancellationToken) is { } entry)
            {
                if (manifest is null)
                {
                    manifest = entry.Name == BackupManifest.EntryName && entry.DataStream is { } content
                        ? await JsonSerializer.DeserializeAsync(content, BackupManifestJson.Default.BackupManifest, cancellationToken)
                        : null;
                    if (manifest is null)
                    {
                        break;
                    }
                }
                else if (entry.EntryType is TarEntryType.RegularFile && BackupContent.Knows(entry.Name))
                {
                    var target = Path.Combine(staging, entry.Name);
                    Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                    await entry.ExtractToFileAsync(target, overwrite: false, cancellationToken);
                }
            }

            return manifest ?? throw new CommandFailure(ExitCodes.Failed, $"{archive} is not a backup made by \"modelyard backup\".");
        }
        catch (Exception e) when (e is InvalidDataException or JsonException or EndOfStreamException)
        {
            throw new CommandFailure(ExitCodes.Failed, $"{archive} is damaged, or not a backup made by \"modelyard backup\": {e.Message}", e);
        }
    }

    private static void Verify(string archive, BackupManifest manifest, string staging)
    {
        if (manifest.Format > BackupManifest.CurrentFormat)
        {
            throw new CommandFailure(ExitCodes.Failed, $"{archive} was made by a newer release ({manifest.Version}); restore it with that one.");
        }

        foreach (var (name, sha256) in manifest.Files)
        {
            var path = Path.Combine(staging, name);
            if (!BackupContent.Knows(name) || !File.Exists(path) || Digest(path) != sha256)
            {
                throw new CommandFailure(ExitCodes.Failed, $"{archive} is damaged: {name} is missing or not as it was.");
            }

            if (BackupContent.Databases.Contains(name))
            {
                SqliteSnapshot.Check(path);
            }
        }
    }

    private static string Digest(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private string? MoveAside()
    {
        var present = BackupContent.TopLevel.Where(name => Path.Exists(Path.Combine(data.Path, name))).ToList();
        if (present.Count == 0)
        {
            return null;
        }

        var aside = Enumerable.Range(1, int.MaxValue).Select(i => Path.Combine(data.Path, $"before-restore-{i}")).First(path => !Path.Exists(path));
        Directory.CreateDirectory(aside, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        present.ForEach(name => Directory.Move(Path.Combine(data.Path, name), Path.Combine(aside, name)));
        return aside;
    }
}
