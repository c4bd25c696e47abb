using System.Text.Json;

namespace Modelyard.Artifacts;

/// <summary>An <c>index.json</c>: what a folder has, with the digests a page of links cannot give.</summary>
internal static class HttpFolderIndex
{
    internal static FolderListing Read(byte[] json, string what)
    {
        Document? document;
        try
        {
            document = JsonSerializer.Deserialize<Document>(json, StoreJson.Options);
        }
        catch (JsonException e)
        {
            throw new FetchException(FetchFailure.Unsupported, $"{what} is not a listing of a folder ({e.Message})", e);
        }

        var files = document?.Files ?? [];
        if (document is null || (document.Files is null && document.Folders is null))
        {
            throw new FetchException(FetchFailure.Unsupported, $"{what} is not a listing of a folder: it has neither \"files\" nor \"folders\".");
        }

        foreach (var path in files.Select(f => f.Path ?? "").Concat(document.Folders ?? []))
        {
            if (RelativePath.Problem(path) is { } problem)
            {
                throw new FetchException(FetchFailure.Unsafe, $"{what} lists a path that {problem}: \"{path}\".");
            }
        }

        if (files.FirstOrDefault(f => f.Sha256 is { } sha && !(sha.Length == 64 && sha.All(char.IsAsciiHexDigit))) is { } wrong)
        {
            throw new FetchException(FetchFailure.Unsupported, $"{what} has \"{wrong.Sha256}\" as the sha256 of {wrong.Path}: write 64 hex digits.");
        }

        return new FolderListing(
            [.. files.Select(f => new FolderFile(f.Path!, f.Size, f.ModifiedAt, f.Sha256?.ToLowerInvariant()))], document.Folders ?? [])
        {
            License = document.License,
            Labels = document.Labels,
        };
    }

    private sealed record Document(
        IReadOnlyList<Entry>? Files, IReadOnlyList<string>? Folders, string? License, IReadOnlyDictionary<string, string>? Labels);

    private sealed record Entry(string? Path, long? Size, DateTimeOffset? ModifiedAt, string? Sha256);
}
