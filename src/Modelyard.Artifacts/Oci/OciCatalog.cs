using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Modelyard.Artifacts;

/// <summary>The repositories and tags of a registry, or of what begins with a prefix in it.</summary>
internal sealed partial class OciCatalog(OciRegistry registry, string? prefix, RetrySchedule retry) : ISourceCatalog
{
    private const string CatalogScope = "registry:catalog:*";

    public Task CheckAsync(CancellationToken cancellationToken) => retry.RunAsync(
        async ct =>
        {
            await registry.CheckAsync(ct);
            return true;
        },
        cancellationToken);

    public async IAsyncEnumerable<SourceCandidate> DiscoverAsync(
        IReadOnlyList<string> repositories, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var repository in repositories.Count > 0 ? repositories.ToAsyncEnumerable() : RepositoriesAsync(cancellationToken))
        {
            if (!OciUriParser.IsRepository(repository))
            {
                throw new FetchException(FetchFailure.InvalidUri, $"\"{repository}\" is not the name of a repository of a registry.");
            }

            await foreach (var tag in TagsAsync(repository, mayBeGone: repositories.Count == 0 && repository != prefix, cancellationToken))
            {
                yield return new SourceCandidate(repository, tag, $"oci://{registry.Name}/{repository}:{tag}");
            }
        }
    }

    public Task<SourceCandidate> DescribeAsync(SourceCandidate candidate, CancellationToken cancellationToken) => retry.RunAsync(
        ct => new OciDescription(registry, candidate).ReadAsync(ct), cancellationToken);

    private async IAsyncEnumerable<string> RepositoriesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pages = PagesAsync<CatalogPage>("_catalog?n=1000", CatalogScope, "its list of repositories", cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (pages)
        {
            var listed = await ListsAsync(pages);
            if (!listed && prefix is not null)
            {
                // Without a list the prefix can still be a repository itself.
                yield return prefix;
                yield break;
            }

            for (var more = listed; more; more = await pages.MoveNextAsync())
            {
                foreach (var name in pages.Current.Repositories ?? [])
                {
                    if (prefix is null || name == prefix || name.StartsWith(prefix + "/", StringComparison.Ordinal))
                    {
                        yield return name;
                    }
                }
            }
        }
    }

    private async Task<bool> ListsAsync(IAsyncEnumerator<CatalogPage> pages)
    {
        try
        {
            return await pages.MoveNextAsync();
        }
        catch (FetchException e) when (e.Reason is FetchFailure.Unauthorized or FetchFailure.NotFound or FetchFailure.Unsupported)
        {
            return prefix is not null ? false : throw new FetchException(e.Reason,
                $"the registry {registry.Name} does not list its repositories ({e.Message.TrimEnd('.')}). Name the repositories.", e);
        }
    }

    private async IAsyncEnumerable<string> TagsAsync(string repository, bool mayBeGone, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var pages = PagesAsync<TagsPage>(
            $"{repository}/tags/list?n=1000", OciRegistry.PullScope(repository), $"the tags of {repository}", cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await HasMoreAsync(pages, mayBeGone))
        {
            foreach (var tag in pages.Current.Tags ?? [])
            {
                // Signatures and the like are stored under tags made of the digest they belong to.
                if (OciUriParser.IsTag(tag) && !Attachment().IsMatch(tag))
                {
                    yield return tag;
                }
            }
        }
    }

    // A registry lists repositories whose first manifest is still being pushed, and those whose last one was deleted.
    private static async Task<bool> HasMoreAsync(IAsyncEnumerator<TagsPage> pages, bool mayBeGone)
    {
        try
        {
            return await pages.MoveNextAsync();
        }
        catch (FetchException e) when (mayBeGone && e.Reason == FetchFailure.NotFound)
        {
            return false;
        }
    }

    private async IAsyncEnumerable<T> PagesAsync<T>(
        string first, string scope, string what, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var path = first;
        for (var pages = 0; path is not null; pages++)
        {
            if (pages == HttpLinks.MaxPages)
            {
                throw new FetchException(FetchFailure.Unsupported, $"the registry {registry.Name} sends {what} in more than {HttpLinks.MaxPages} pages.");
            }

            var current = path;
            (var page, path) = await retry.RunAsync(
                ct => registry.PageAsync<T>(current, scope, what, ct), cancellationToken);
            yield return page;
        }
    }

    [GeneratedRegex(@"^sha256-[0-9a-f]{64}(?:\.[a-z]+)?\z")]
    private static partial Regex Attachment();

    private sealed record CatalogPage(IReadOnlyList<string>? Repositories);

    private sealed record TagsPage(IReadOnlyList<string>? Tags);
}
