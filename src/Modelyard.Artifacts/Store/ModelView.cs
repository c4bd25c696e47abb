namespace Modelyard.Artifacts;

/// <summary>The folder an engine is given: built aside and renamed, so that it is complete whenever it exists.</summary>
internal sealed class ModelView(ContentStore store)
{
    private readonly StoreLayout _layout = store.Layout;

    /// <summary>Whether everything a manifest names is there, at the right size. Reading every byte is what verifying is for.</summary>
    internal bool IsComplete(ModelManifest manifest)
    {
        var view = _layout.Model(manifest.Key);
        return store.MemoryFor(manifest) is not null
            ? manifest.Files.All(f => store.HasBlob(f.Sha256!, f.Size))
            : Directory.Exists(view) && manifest.Files.All(f => IsComplete(f, Path.Combine(view, f.Path)));

        bool IsComplete(ModelFile file, string path) => manifest.InPlace is { } folder
            ? new FileInfo(path).LinkTarget == Path.Combine(folder, file.Path)
            : store.HasBlob(file.Sha256!, file.Size) && SizeOf(new FileInfo(path)) == file.Size;
    }

    /// <summary>Of an encrypted model there is none here.</summary>
    internal string? Build(ModelManifest manifest)
    {
        var view = _layout.Model(manifest.Key);
        if (store.MemoryFor(manifest) is not null)
        {
            return null;
        }

        if (IsComplete(manifest))
        {
            return view;
        }

        var scratch = _layout.NewScratch();
        Directory.CreateDirectory(scratch);
        foreach (var file in manifest.Files)
        {
            var path = Path.Combine(scratch, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            if (manifest.InPlace is { } folder)
            {
                File.CreateSymbolicLink(path, Path.Combine(folder, file.Path));
            }
            else
            {
                DurableFile.Link(_layout.Blob(file.Sha256!), path);
            }
        }

        foreach (var folder in Directory.EnumerateDirectories(scratch, "*", SearchOption.AllDirectories).Append(scratch))
        {
            DurableFile.FlushFolder(folder);
        }

        Replace(view, scratch);
        return view;
    }

    /// <summary>Takes it away; what engines have open stays open.</summary>
    internal void Remove(string key)
    {
        if (Directory.Exists(_layout.Model(key)))
        {
            var scratch = _layout.NewScratch();
            Directory.Move(_layout.Model(key), scratch);
            Directory.Delete(scratch, recursive: true);
        }
    }

    private void Replace(string view, string scratch)
    {
        // Files an engine has open stay open: only names move.
        var old = _layout.NewScratch();
        if (Directory.Exists(view))
        {
            Directory.Move(view, old);
        }

        DurableFile.Publish(scratch, view);
        if (Directory.Exists(old))
        {
            Directory.Delete(old, recursive: true);
        }
    }

    private static long SizeOf(FileInfo file)
    {
        var target = file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo;
        return target is { Exists: true } ? target.Length : -1;
    }
}
