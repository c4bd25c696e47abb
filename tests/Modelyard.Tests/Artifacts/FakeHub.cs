using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Modelyard.Tests.Artifacts;

/// <summary>
/// Speaks the hub's API over real sockets: revisions, paged trees, files with their git or LFS digests, large files on a second
/// server behind signed links, and the hub's own ways of saying no.
/// </summary>
internal sealed class FakeHub : IAsyncDisposable
{
    private int _signature;

    private FakeHub(FileServer api, FileServer content) => (Api, Content) = (api, content);

    internal FileServer Api { get; }

    /// <summary>The content network.</summary>
    internal FileServer Content { get; }

    internal ConcurrentDictionary<string, FakeRepository> Repositories { get; } = new();

    internal ConcurrentDictionary<string, string> Renamed { get; } = new();

    internal int PageSize { get; set; } = 1000;

    /// <summary>So many requests are answered with 429.</summary>
    internal int Limit { get; set; }

    internal string Prefix { get; set; } = "";

    internal string Endpoint => Api.Address + Prefix;

    internal static async Task<FakeHub> StartAsync()
    {
        var hub = new FakeHub(await FileServer.StartAsync(), await FileServer.StartAsync());
        hub.Api.Intercept = hub.AnswerAsync;
        return hub;
    }

    internal FakeRepository Add(string name) => Repositories[name] = new FakeRepository(this);

    public async ValueTask DisposeAsync()
    {
        await Api.DisposeAsync();
        await Content.DisposeAsync();
    }

    private async Task<bool> AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value![Prefix.Length..];
        if (path == "/api/models")
        {
            return await ModelsAsync(context);
        }

        var isApi = path.StartsWith("/api/models/", StringComparison.Ordinal);
        var parts = (isApi ? path["/api/models/".Length..] : path[1..]).Split('/', 4);
        var name = $"{parts[0]}/{parts[1]}";
        if (Limit > 0)
        {
            Limit--;
            context.Response.Headers.RetryAfter = "11";
            return Refuse(context, 429, null, "Too many requests");
        }

        if (Renamed.TryGetValue(name, out var renamed))
        {
            context.Response.StatusCode = 307;
            context.Response.Headers.Location = context.Request.Path.Value!.Replace(name, renamed);
            return true;
        }

        var token = context.Request.Headers.Authorization.ToString().Replace("Bearer ", "");
        if (!Repositories.TryGetValue(name, out var repository))
        {
            return Refuse(context, token.Length == 0 ? 401 : 404, "RepoNotFound", "Repository not found");
        }

        if (repository.IsDisabled)
        {
            return Refuse(context, 403, null, "Access to this resource is disabled.");
        }

        if (repository.Token is not null && repository.Token != token)
        {
            return repository.IsGated ? Refuse(context, token.Length == 0 ? 401 : 403, "GatedRepo", "Access to this model is restricted")
                : token.Length == 0 ? Refuse(context, 401, "RepoNotFound", "Invalid username or password.")
                : Refuse(context, 401, null, "Invalid credentials in Authorization header");
        }

        if (parts[2] == "refs")
        {
            return await JsonAsync(context, new
            {
                branches = new[] { new { name = "main", @ref = "refs/heads/main", targetCommit = repository.Commit } },
                tags = repository.Tags.Select(t => new { name = t, @ref = "refs/tags/" + t, targetCommit = repository.Commit }),
            });
        }

        var revision = Uri.UnescapeDataString(parts[3].Split('/')[0]);
        if (revision != "main" && revision != repository.Commit && !repository.Tags.Contains(revision))
        {
            return Refuse(context, 404, "RevisionNotFound", $"Invalid rev id: {revision}");
        }

        return parts[2] switch
        {
            "revision" => await JsonAsync(context, new
            {
                id = name,
                sha = repository.Commit,
                lastModified = "2026-01-02T03:04:05.000Z",
                pipeline_tag = "text-generation",
                tags = repository.Topics,
                cardData = repository.Card,
                siblings = repository.Entries.Select(e => new { rfilename = e.Path, size = e.Size }),
            }),
            "tree" => await TreeAsync(context, repository),
            _ => await ResolveAsync(context, repository, parts[3].Split('/', 2)[1]),
        };
    }

    private async Task<bool> ModelsAsync(HttpContext context)
    {
        var from = int.Parse(context.Request.Query["cursor"].FirstOrDefault("0")!, CultureInfo.InvariantCulture);
        var owned = Repositories.Keys.Where(n => n.StartsWith(context.Request.Query["author"] + "/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        if (from + PageSize < owned.Count)
        {
            context.Response.Headers.Link = $"<{Api.Address}{context.Request.Path}?author={context.Request.Query["author"]}&cursor={from + PageSize}>; rel=\"next\"";
        }

        return await JsonAsync(context, owned.Skip(from).Take(PageSize).Select(id => new { id }));
    }

    private async Task<bool> TreeAsync(HttpContext context, FakeRepository repository)
    {
        var from = int.Parse(context.Request.Query["cursor"].FirstOrDefault("0")!, CultureInfo.InvariantCulture);
        if (from + PageSize < repository.Entries.Count)
        {
            context.Response.Headers.Link = $"<{Api.Address}{context.Request.Path}?recursive=true&cursor={from + PageSize}>; rel=\"next\"";
        }

        return await JsonAsync(context, repository.Entries.Skip(from).Take(PageSize).Select(e => e.Json));
    }

    private async Task<bool> ResolveAsync(HttpContext context, FakeRepository repository, string path)
    {
        var entry = repository.Entries.Single(e => e.Path == path);
        context.Response.Headers["X-Repo-Commit"] = repository.Commit;
        if (entry.Large is not null)
        {
            context.Response.StatusCode = 302;
            context.Response.Headers.Location = $"{Content.Address}{entry.Large}?X-Signature={Interlocked.Increment(ref _signature)}";
            return true;
        }

        await entry.Small!.SendAsync(context, Api.Requests.Last(r => r.Path == context.Request.Path.Value));
        return true;
    }

    private static bool Refuse(HttpContext context, int status, string? code, string message)
    {
        context.Response.StatusCode = status;
        context.Response.Headers["X-Error-Message"] = message;
        if (code is not null)
        {
            context.Response.Headers["X-Error-Code"] = code;
        }

        return true;
    }

    private static async Task<bool> JsonAsync<T>(HttpContext context, T value)
    {
        await context.Response.WriteAsJsonAsync(value);
        return true;
    }
}

internal sealed record FakeEntry(string Path, int Size, object Json, ServedFile? Small, string? Large);

internal sealed class FakeRepository(FakeHub hub)
{
    internal List<FakeEntry> Entries { get; } = [];

    internal List<string> Tags { get; } = [];

    /// <summary>What the hub calls tags of a model.</summary>
    internal List<string> Topics { get; } = [];

    internal object? Card { get; set; }

    internal string? Token { get; set; }

    internal bool IsGated { get; set; }

    internal bool IsDisabled { get; set; }

    /// <summary>Changes with the content, as a commit does.</summary>
    internal string Commit =>
        Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Entries.Select(e => e.Path)))));

    internal void Add(string path, byte[] content)
    {
        var oid = Convert.ToHexStringLower(SHA1.HashData([.. Encoding.ASCII.GetBytes($"blob {content.Length}\0"), .. content]));
        Entries.Add(new(path, content.Length, new { type = "file", path, size = content.Length, oid }, new ServedFile(content), null));
    }

    internal void AddLarge(string path, byte[] content)
    {
        var sha256 = TestFetcher.Sha256(content);
        var address = "/lfs/" + sha256;
        hub.Content.Serve(address, content);
        var lfs = new { oid = sha256, size = content.Length, pointerSize = 134 };
        Entries.Add(new(path, content.Length, new { type = "file", path, size = content.Length, oid = new string('a', 40), lfs }, null, address));
    }

    internal string LargePath(string path) => Entries.Single(e => e.Path == path).Large!;

    internal void Tamper(string path)
    {
        var entry = Entries.Single(e => e.Path == path);
        var file = entry.Small ?? hub.Content.Files[entry.Large!];
        file.Content = [.. file.Content];
        file.Content[0] ^= 1;
    }
}
