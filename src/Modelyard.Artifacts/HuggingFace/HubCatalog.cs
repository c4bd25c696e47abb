using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Modelyard.Artifacts;

/// <summary>The models of an owner on the hub, or one of them; branches and tags are their versions.</summary>
internal sealed class HubCatalog(HubRepositories hub, string owner, string? name, RetrySchedule retry, TimeProvider time) : ISourceCatalog
{
    public Task CheckAsync(CancellationToken cancellationToken) => name is null
        ? AskAsync(ct => ModelsPageAsync(hub.Client.Address($"api/models?author={Uri.EscapeDataString(owner)}&limit=1"), ct), cancellationToken)
        : AskAsync(ct => RefsAsync($"{owner}/{name}", ct), cancellationToken);

    public async IAsyncEnumerable<SourceCandidate> DiscoverAsync(
        IReadOnlyList<string> repositories, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var models = repositories.Count > 0 ? repositories.ToAsyncEnumerable()
            : name is not null ? new[] { $"{owner}/{name}" }.ToAsyncEnumerable()
            : ModelsAsync(cancellationToken);
        await foreach (var repository in models)
        {
            var refs = await AskAsync(ct => RefsAsync(repository, ct), cancellationToken);
            foreach (var reference in (refs.Tags ?? []).Concat(refs.Branches ?? []))
            {
                var uri = $"hf://{repository}:{Uri.EscapeDataString(reference.Name ?? "")}";
                if (ModelUri.TryParse(uri, out _, out _))
                {
                    yield return new SourceCandidate(repository, reference.Name!, uri) { Revision = reference.TargetCommit };
                }
            }
        }
    }

    public Task<SourceCandidate> DescribeAsync(SourceCandidate candidate, CancellationToken cancellationToken) =>
        AskAsync(ct => ReadAsync(candidate, ct), cancellationToken);

    private async IAsyncEnumerable<string> ModelsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var page = hub.Client.Address($"api/models?author={Uri.EscapeDataString(owner)}&limit=1000");
        for (var pages = 0; page is not null; pages++)
        {
            if (pages == HttpLinks.MaxPages)
            {
                throw new FetchException(FetchFailure.Unsupported, $"the hub lists the models of {owner} in more than {HttpLinks.MaxPages} pages.");
            }

            var current = page;
            (var models, page) = await AskAsync(ct => ModelsPageAsync(current, ct), cancellationToken);
            foreach (var model in models)
            {
                if (model.Id is { } id && id.StartsWith(owner + "/", StringComparison.OrdinalIgnoreCase))
                {
                    yield return id;
                }
            }
        }
    }

    private Task<(List<HubModel> Models, Uri? Next)> ModelsPageAsync(Uri page, CancellationToken cancellationToken) => hub.Client.ReadAsync<List<HubModel>>(
        page, $"the models of {owner}", (response, _) => Task.FromResult(HttpStatusFailure.Of(response, $"the list of models of {owner} at {page.Authority}", time)), cancellationToken);

    private async Task<HubRefs> RefsAsync(string repository, CancellationToken cancellationToken)
    {
        var uri = hub.Parse($"hf://{repository}");
        var address = hub.Client.Address($"api/models/{uri.Repository}/refs");
        return (await hub.Client.ReadAsync<HubRefs>(address, uri.Repository, hub.FailureOf(uri).OfAsync, cancellationToken)).Value;
    }

    private async Task<SourceCandidate> ReadAsync(SourceCandidate candidate, CancellationToken cancellationToken)
    {
        var uri = hub.Parse(candidate.Uri);
        var address = hub.Client.Address($"api/models/{uri.Repository}/revision/{Uri.EscapeDataString(uri.Revision)}?blobs=true");
        var (model, _) = await hub.Client.ReadAsync<HubModel>(address, uri.Repository, hub.FailureOf(uri).OfAsync, cancellationToken);
        if (model.Commit is not { } commit)
        {
            throw hub.Client.Nonsense(uri.Repository, "names no commit");
        }

        var files = model.Siblings ?? [];
        return candidate with
        {
            Uri = uri.At(commit).Text,
            Revision = commit,
            Size = files.All(f => f.Size is not null) ? files.Sum(f => f.Size) : null,
            ModifiedAt = model.LastModified,
            Formats = FileFormats.Of(files.Select(f => f.Rfilename ?? "")),
            License = LicenseOf(model),
            Labels = LabelsOf(model),
        };
    }

    private Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken) =>
        retry.RunAsync(ask, cancellationToken);

    /// <summary>From the card; else from the tag the hub makes of it. Its names of licences are SPDX's in lower case.</summary>
    private static string? LicenseOf(HubModel model) => model.CardData is { ValueKind: JsonValueKind.Object } card && card.TryGetProperty("license", out var license)
        ? license.ValueKind switch
        {
            JsonValueKind.String => license.GetString(),
            JsonValueKind.Array => string.Join(" AND ", license.EnumerateArray().Where(l => l.ValueKind == JsonValueKind.String).Select(l => l.GetString())),
            _ => null,
        }
        : model.Tags?.FirstOrDefault(t => t.StartsWith("license:", StringComparison.Ordinal))?["license:".Length..];

    /// <summary>A tag <c>a:b</c> is the label a with the value b; others have none.</summary>
    private static Dictionary<string, string> LabelsOf(HubModel model)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var tag in model.Tags ?? [])
        {
            var colon = tag.IndexOf(':');
            labels.TryAdd(colon < 0 ? tag : tag[..colon], colon < 0 ? "" : tag[(colon + 1)..]);
        }

        foreach (var (key, value) in new[] { ("task", model.PipelineTag), ("library", model.LibraryName) })
        {
            if (value is not null)
            {
                labels[key] = value;
            }
        }

        return labels;
    }
}
