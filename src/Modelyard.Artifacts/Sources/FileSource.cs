namespace Modelyard.Artifacts;

/// <summary>
/// Files and folders of this machine, used in place: nobody wants a second copy of a 100 GB model on the same disk, and the owner
/// may replace the file whenever he likes. Size and modification time are recorded instead of a digest, so that a replaced file is
/// a different model. Archives are the exception: they are unpacked into the store. Where the content must not change (<see cref="FetchOptions.Copy"/>),
/// it is copied into the store like that of any other source.
/// </summary>
internal sealed class FileSource(ArtifactsOptions options) : IModelSource
{
    private const int MaxFiles = 100_000;

    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = 32,
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = false,
    };

    public IReadOnlyCollection<string> Schemes { get; } = ["file"];

    public Task<Resolution> ResolveAsync(ModelUri uri, FetchOptions request, CancellationToken cancellationToken)
    {
        var path = ((LocalModelUri)uri).Path;
        if (options.PrivateFolder is { } folder && PrivateFolder.IsTouchedBy(path, folder))
        {
            throw new FetchException(FetchFailure.Unauthorized,
                $"{path} is in {folder} or has it in it, where Modelyard keeps its database and its keys: nothing of that is a model. Put the model into another folder.");
        }

        try
        {
            var resolution = Resolve(path, cancellationToken);
            return Task.FromResult(request.Copy && resolution is InPlaceResolution local ? Copied(local) : resolution);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new FetchException(FetchFailure.Unauthorized,
                $"{path} cannot be read by the user {Environment.UserName}, as which Modelyard runs: "
                    + $"{e.Message} Give that user read access.", e);
        }
        catch (IOException e)
        {
            throw new FetchException(FetchFailure.StoreUnavailable, $"{path} cannot be read: {e.Message}", e);
        }
    }

    private static Resolution Resolve(string path, CancellationToken cancellationToken)
    {
        var resolved = new Uri(path).AbsoluteUri;
        if (Directory.Exists(path))
        {
            return new InPlaceResolution(resolved, path, IsFolder: true, List(path, cancellationToken));
        }

        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw NotFound(path);
        }

        using (file.OpenRead())
        {
            // Opened only to find out now, not when an engine starts, that it may not be read.
        }

        if (ArchiveFormats.Of(file.Name) is not { } format)
        {
            return new InPlaceResolution(resolved, file.DirectoryName!, IsFolder: false, [Describe(file, file.Name)]);
        }

        var archive = new LocalSourceFile(path, file.LastWriteTimeUtc) { Path = file.Name, Size = file.Length, Unpack = format };
        return new FilesResolution(resolved, $"{file.Length}-{file.LastWriteTimeUtc.Ticks}", Immutable: false, [archive]);
    }

    private static FilesResolution Copied(InPlaceResolution local)
    {
        var version = FolderWalk.RevisionOf(local.Files.Select(f => new FolderFile(f.Path, f.Size, f.ModifiedAt)));
        return new FilesResolution(local.ResolvedUri, version, Immutable: false, [.. local.Files.Select(SourceFile (f) =>
            new LocalSourceFile(Path.Combine(local.Folder, f.Path), f.ModifiedAt!.Value.UtcDateTime) { Path = f.Path, Size = f.Size })]);
    }

    private static List<ModelFile> List(string folder, CancellationToken cancellationToken)
    {
        var files = new List<ModelFile>();
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*", Everything))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (files.Count == MaxFiles)
            {
                throw new FetchException(FetchFailure.Unsupported,
                    $"{folder} holds more than {MaxFiles} files: it is not the folder of one model. Name the model's own folder.");
            }

            files.Add(Describe(file, Path.GetRelativePath(folder, file.FullName).Replace(Path.DirectorySeparatorChar, '/')));
        }

        files.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        return files.Count > 0
            ? files
            : throw new FetchException(FetchFailure.NotFound, $"the folder {folder} is empty: it holds no model files.");
    }

    private static ModelFile Describe(FileInfo file, string path)
    {
        // Of a link (the hub's own cache is full of them) the size and time of the file it leads to count.
        var target = file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo;
        return target is { Exists: true }
            ? new ModelFile(path, target.Length, Sha256: null, new DateTimeOffset(target.LastWriteTimeUtc))
            : throw new FetchException(FetchFailure.NotFound, $"{file.FullName} is a link to {file.LinkTarget}, which does not exist.");
    }

    private static FetchException NotFound(string path)
    {
        var parent = path;
        while (Path.GetDirectoryName(parent) is { } up)
        {
            if (Directory.Exists(up))
            {
                return new FetchException(FetchFailure.NotFound,
                    $"there is no file or folder {path}; {up} exists, but has no \"{Path.GetFileName(parent)}\". "
                        + "Correct the path or put the model there.");
            }

            parent = up;
        }

        return new FetchException(FetchFailure.NotFound, $"there is no file or folder {path}.");
    }
}
