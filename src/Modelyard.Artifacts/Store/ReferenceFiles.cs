using System.Text;

namespace Modelyard.Artifacts;

/// <summary>
/// Who uses which model. What counts is the file under the model. The models of an owner are noted a second time under the owner, so that what one keeps is
/// found without a look at what all others keep; a note without its file, as a process leaves it that ends in between, says nothing.
/// </summary>
internal sealed class ReferenceFiles
{
    private const string Noted = "noted";
    private const int Attempts = 10;
    private readonly Lock _gate = new();
    private readonly StoreLayout _layout;

    internal ReferenceFiles(StoreLayout layout)
    {
        _layout = layout;
        if (!File.Exists(Path.Combine(layout.Owners, Noted)))
        {
            NoteAll();
        }
    }

    internal void Add(string key, string owner)
    {
        var (file, note) = FilesOf(key, StoreLayout.KeyOf(owner));
        lock (_gate)
        {
            Write(note, []);
            Write(file, Encoding.UTF8.GetBytes(owner));

            // Another process may have ended an earlier use in between: a file is never without its note for long.
            if (!File.Exists(note))
            {
                Write(note, []);
            }
        }
    }

    internal bool Has(string key, string owner) => File.Exists(FilesOf(key, StoreLayout.KeyOf(owner)).File);

    internal void Remove(string key, string owner) => RemoveFile(key, StoreLayout.KeyOf(owner));

    /// <summary>Whatever it uses.</summary>
    internal void Remove(string owner)
    {
        foreach (var key in NotedOf(owner))
        {
            Remove(key, owner);
        }
    }

    internal void Remove(Func<string, string, bool> ofKeyAndOwner)
    {
        foreach (var (key, owner) in List())
        {
            if (ofKeyAndOwner(key, owner))
            {
                Remove(key, owner);
            }
        }
    }

    /// <summary>All models, by their keys, with each of their owners.</summary>
    internal IEnumerable<(string Key, string Owner)> List() =>
        Directory.EnumerateDirectories(_layout.References).Select(m => Path.GetFileName(m)).SelectMany(key => OwnersOf(key).Select(owner => (key, owner)));

    /// <summary>Keys of the models that somebody uses.</summary>
    internal IEnumerable<string> Models() => Directory.EnumerateDirectories(_layout.References).Where(m => Directory.EnumerateFiles(m).Any()).Select(m => Path.GetFileName(m));

    /// <summary>Keys of the models that an owner uses.</summary>
    internal IEnumerable<string> ModelsOf(string owner) => NotedOf(owner).Where(key => Has(key, owner));

    internal IEnumerable<string> OwnersOf(string key)
    {
        var folder = Path.Combine(_layout.References, key);
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Select(File.ReadAllText) : [];
    }

    private IReadOnlyList<string> NotedOf(string owner)
    {
        var folder = Path.Combine(_layout.Owners, StoreLayout.KeyOf(owner));
        return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder).Select(f => Path.GetFileName(f))] : [];
    }

    private void RemoveFile(string key, string ownerKey)
    {
        var (file, note) = FilesOf(key, ownerKey);
        lock (_gate)
        {
            Delete(file);
            Delete(note);
            if (File.Exists(file))
            {
                Write(note, []);
            }
            else
            {
                RemoveIfEmpty(Path.GetDirectoryName(note)!);
            }
        }
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (DirectoryNotFoundException)
        {
            // So it is gone.
        }
    }

    private static void RemoveIfEmpty(string folder)
    {
        try
        {
            Directory.Delete(folder);
        }
        catch (IOException)
        {
            // There is something in it, or another process has removed it.
        }
    }

    private void Write(string path, byte[] content)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                DurableFile.WriteAllBytes(path, content, _layout.NewScratch());
                return;
            }
            catch (Exception e) when (attempt < Attempts && e is DirectoryNotFoundException or FileNotFoundException)
            {
                // Another process has found the folder empty, and removed it.
            }
        }
    }

    /// <summary>For a store from before there were notes. Several processes may do so at once, and one that ends in between leaves it to the next.</summary>
    private void NoteAll()
    {
        foreach (var file in Directory.EnumerateFiles(_layout.References, "*", SearchOption.AllDirectories))
        {
            var note = FilesOf(Path.GetFileName(Path.GetDirectoryName(file)!), Path.GetFileName(file)).Note;
            Directory.CreateDirectory(Path.GetDirectoryName(note)!);
            File.WriteAllBytes(note, []);
        }

        DurableFile.WriteAllBytes(Path.Combine(_layout.Owners, Noted), [], _layout.NewScratch());
    }

    private (string File, string Note) FilesOf(string key, string ownerKey) =>
        (Path.Combine(_layout.References, key, ownerKey), Path.Combine(_layout.Owners, ownerKey, key));
}
