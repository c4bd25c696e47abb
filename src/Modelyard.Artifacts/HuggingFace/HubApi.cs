namespace Modelyard.Artifacts;

/// <summary>The three calls of the hub that fetching needs: commit of a revision, files of a commit, address of a file.</summary>
internal sealed class HubApi(HubClient client, HubModelUri uri, HubFailure failure)
{
    private const int MaxFiles = 100_000;

    internal async Task<string> CommitAsync(CancellationToken cancellationToken)
    {
        var address = client.Address($"api/models/{uri.Repository}/revision/{Uri.EscapeDataString(uri.Revision)}");
        var (revision, _) = await client.ReadAsync<HubModel>(address, uri.Repository, failure.OfAsync, cancellationToken);
        return revision.Commit ?? throw client.Nonsense(uri.Repository, "names no commit");
    }

    internal async Task<IReadOnlyList<HubEntry>> FilesAsync(string commit, CancellationToken cancellationToken)
    {
        var files = new List<HubEntry>();
        Uri? page = client.Address($"api/models/{uri.Repository}/tree/{commit}?recursive=true");
        for (var pages = 0; page is not null; pages++)
        {
            if (pages == HttpLinks.MaxPages || files.Count > MaxFiles)
            {
                throw new FetchException(FetchFailure.Unsupported, $"{uri.Repository} has more than {MaxFiles} files.");
            }

            (var entries, page) = await client.ReadAsync<List<HubEntry>>(page, uri.Repository, failure.OfAsync, cancellationToken);
            files.AddRange(entries.Where(e => e is { Type: "file", Path: not null }));
        }

        return files;
    }

    internal Uri FileAddress(string commit, string path) =>
        client.Address($"{uri.Repository}/resolve/{commit}/{UrlPath.Escape(path)}");
}
