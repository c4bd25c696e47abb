using System.Text.Json;

namespace Modelyard.Artifacts;

/// <summary>The three calls of the hub that fetching needs: commit of a revision, files of a commit, address of a file.</summary>
internal sealed class HubApi(HttpSender sender, Uri endpoint, HubModelUri uri, HttpCredentials credentials, HubFailure failure)
{
    private const int MaxFiles = 100_000;

    internal async Task<string> CommitAsync(CancellationToken cancellationToken)
    {
        var address = Address($"api/models/{uri.Repository}/revision/{Uri.EscapeDataString(uri.Revision)}");
        var (revision, _) = await GetAsync<HubRevision>(address, cancellationToken);
        return revision.Sha is { Length: 40 } sha && sha.All(char.IsAsciiHexDigitLower)
            ? sha
            : throw Nonsense("names no commit");
    }

    internal async Task<IReadOnlyList<HubEntry>> FilesAsync(string commit, CancellationToken cancellationToken)
    {
        var files = new List<HubEntry>();
        Uri? page = Address($"api/models/{uri.Repository}/tree/{commit}?recursive=true");
        for (var pages = 0; page is not null; pages++)
        {
            if (pages == HttpLinks.MaxPages || files.Count > MaxFiles)
            {
                throw new FetchException(FetchFailure.Unsupported, $"{uri.Repository} has more than {MaxFiles} files.");
            }

            (var entries, page) = await GetAsync<List<HubEntry>>(page, cancellationToken);
            files.AddRange(entries.Where(e => e is { Type: "file", Path: not null }));
        }

        return files;
    }

    internal Uri FileAddress(string commit, string path) =>
        Address($"{uri.Repository}/resolve/{commit}/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}");

    private Uri Address(string path) => new(endpoint.AbsoluteUri.TrimEnd('/') + "/" + path);

    private async Task<(T Value, Uri? Next)> GetAsync<T>(Uri address, CancellationToken cancellationToken)
    {
        using var response = await sender.GetAsync(address, credentials, null, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw await failure.OfAsync(response, cancellationToken);
        }

        try
        {
            var value = await sender.ReadJsonAsync<T>(response, cancellationToken) ?? throw Nonsense("is empty");
            return (value, HttpLinks.Next(response, address));
        }
        catch (JsonException e)
        {
            throw Nonsense($"is not what the hub's API sends ({e.Message})");
        }
    }

    private FetchException Nonsense(string problem) =>
        new(FetchFailure.Unsupported, $"the answer of {endpoint} about {uri.Repository} {problem}. Is HF_ENDPOINT the address of a hub?");
}
