using System.Runtime.CompilerServices;

namespace Modelyard.Artifacts;

/// <summary>
/// The models of a folder: <c>model/version/files</c>; a folder with weights right in it is a model with the one version
/// <c>latest</c>, and so is a file of weights beside the folders. What begins with a dot is passed over.
/// </summary>
internal sealed class FolderCatalog(IFolderTree tree, RetrySchedule retry) : ISourceCatalog
{
    internal const string OnlyVersion = "latest";
    private const long LargestCard = 1 << 20;
    private static readonly string[] Cards = ["README.md", "readme.md", "Readme.md"];

    public async Task CheckAsync(CancellationToken cancellationToken) => await ListAsync("", cancellationToken);

    public async IAsyncEnumerable<SourceCandidate> DiscoverAsync(
        IReadOnlyList<string> repositories, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var top = await ListAsync("", cancellationToken);
        foreach (var file in top.Files.Where(f => FileFormats.Of(f.Path) is not null && !f.Path.Contains('/') && Shown(f.Path)))
        {
            var name = Path.GetFileNameWithoutExtension(file.Path);
            if (Wanted(name))
            {
                yield return Describe(new SourceCandidate(name, OnlyVersion, tree.UriOf(file.Path, isFolder: false)), [file], top);
            }
        }

        foreach (var model in top.Folders.Where(Shown).Where(Wanted))
        {
            var listing = await ListAsync(model, cancellationToken);
            if (listing.Files.Any(f => FileFormats.Of(f.Path) is not null && !f.Path.Contains('/')))
            {
                yield return new SourceCandidate(model, OnlyVersion, tree.UriOf(model, isFolder: true));
                continue;
            }

            foreach (var version in listing.Folders.Where(Shown))
            {
                yield return new SourceCandidate(model, version, tree.UriOf($"{model}/{version}", isFolder: true));
            }
        }

        bool Wanted(string model) => repositories.Count == 0 || repositories.Contains(model, StringComparer.Ordinal);
    }

    public Task<SourceCandidate> DescribeAsync(SourceCandidate candidate, CancellationToken cancellationToken) => retry.RunAsync(
        ct => ReadAsync(candidate, ct), cancellationToken);

    private async Task<SourceCandidate> ReadAsync(SourceCandidate candidate, CancellationToken cancellationToken)
    {
        var path = new[] { candidate.Repository, $"{candidate.Repository}/{candidate.Version}" }
            .FirstOrDefault(p => tree.UriOf(p, isFolder: true) == candidate.Uri);
        if (path is null)
        {
            var top = await tree.ListAsync("", cancellationToken);
            var file = top.Files.FirstOrDefault(f => tree.UriOf(f.Path, isFolder: false) == candidate.Uri) ?? throw Gone(candidate);
            return Describe(candidate, [file], top);
        }

        var listing = await FolderWalk.RunAsync(tree, path, cancellationToken);
        if (listing.Files.Count == 0)
        {
            throw Gone(candidate);
        }

        var described = Describe(candidate, listing.Files, listing);
        return described.License is not null ? described : described with { License = await LicenseAsync(path, listing.Files, cancellationToken) };
    }

    private static SourceCandidate Describe(SourceCandidate candidate, IReadOnlyList<FolderFile> files, FolderListing listing) => candidate with
    {
        Revision = FolderWalk.RevisionOf(files),
        Size = files.All(f => f.Size is not null) ? files.Sum(f => f.Size) : null,
        ModifiedAt = files.Max(f => f.ModifiedAt),
        Formats = FileFormats.Of(files.Select(f => f.Path)),
        License = listing.License,
        Labels = listing.Labels ?? candidate.Labels,
    };

    private async Task<string?> LicenseAsync(string path, IReadOnlyList<FolderFile> files, CancellationToken cancellationToken)
    {
        if (files.FirstOrDefault(f => Cards.Contains(f.Path, StringComparer.Ordinal)) is not { } card || card.Size > LargestCard)
        {
            return null;
        }

        try
        {
            var text = System.Text.Encoding.UTF8.GetString(await tree.ReadAsync($"{path}/{card.Path}", LargestCard, cancellationToken));
            return ModelCard.Parse(text).First("license");
        }
        catch (MalformedContentException)
        {
            // A card without readable front matter says nothing of a licence.
            return null;
        }
    }

    private Task<FolderListing> ListAsync(string path, CancellationToken cancellationToken) =>
        retry.RunAsync(ct => tree.ListAsync(path, ct), cancellationToken);

    private FetchException Gone(SourceCandidate candidate) =>
        new(FetchFailure.NotFound, $"{candidate.Repository} {candidate.Version} is not in {tree.Display} any more, or is empty.");

    private static bool Shown(string name) => !name.StartsWith('.');
}
