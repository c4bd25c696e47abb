using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Modelyard.Artifacts;

/// <summary>The listing a web server makes of a folder by itself: nginx (page and JSON), Python's http.server, and others that look like them.</summary>
internal static partial class HttpAutoIndex
{
    private const string NginxTime = "dd-MMM-yyyy HH:mm";

    internal static FolderListing Read(byte[] body, string? type, Uri folder)
    {
        var text = Encoding.UTF8.GetString(body);
        return type switch
        {
            "application/json" => ReadJson(body, folder),
            _ when Listing().IsMatch(text) => ReadPage(text, folder),
            _ => throw new FetchException(FetchFailure.Unsupported,
                $"{HttpSender.Show(folder)} is a page, but not one that lists a folder. Let the server list it (autoindex), or put an index.json there."),
        };
    }

    private static FolderListing ReadJson(byte[] body, Uri folder)
    {
        try
        {
            var entries = JsonSerializer.Deserialize<IReadOnlyList<Entry>>(body, StoreJson.Options) ?? [];
            var named = entries.Where(e => e.Name is not null && RelativePath.Problem(e.Name) is null && !e.Name.Contains('/')).ToList();
            return new FolderListing(
                [.. named.Where(e => e.Type == "file").Select(e => new FolderFile(e.Name!, e.Size, Time(e.Mtime, "r")))],
                [.. named.Where(e => e.Type == "directory").Select(e => e.Name!)]);
        }
        catch (JsonException e)
        {
            throw new FetchException(FetchFailure.Unsupported, $"{HttpSender.Show(folder)} is not a listing as nginx makes it ({e.Message})", e);
        }
    }

    private static FolderListing ReadPage(string page, Uri folder)
    {
        var files = new List<FolderFile>();
        var folders = new List<string>();
        foreach (Match link in Link().Matches(page))
        {
            if (NameOf(WebUtility.HtmlDecode(link.Groups[1].Value), folder) is not { } name)
            {
                continue;
            }

            if (name.EndsWith('/'))
            {
                folders.Add(name[..^1]);
            }
            else
            {
                // The size as nginx shows it exactly; rounded ones ("1.2K") say nothing certain.
                var size = long.TryParse(link.Groups[3].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : (long?)null;
                files.Add(new FolderFile(name, size, Time(link.Groups[2].Value, NginxTime)));
            }
        }

        return new FolderListing([.. files.DistinctBy(f => f.Path)], [.. folders.Distinct()]);
    }

    /// <summary>The name in this folder that a link leads to, with a slash after that of a folder; null for links to anywhere else.</summary>
    private static string? NameOf(string link, Uri folder)
    {
        if (!Uri.TryCreate(folder, link, out var target) || target.Query.Length > 1 || target.Authority != folder.Authority
            || !target.AbsolutePath.StartsWith(folder.AbsolutePath, StringComparison.Ordinal))
        {
            return null;
        }

        var name = Uri.UnescapeDataString(target.AbsolutePath[folder.AbsolutePath.Length..]);
        var bare = name.EndsWith('/') ? name[..^1] : name;
        return bare.Contains('/') || RelativePath.Problem(bare) is not null ? null : name;
    }

    private static DateTimeOffset? Time(string? text, string format) =>
        DateTimeOffset.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    [GeneratedRegex("<title>\\s*(?:Index of|Directory listing for)\\b", RegexOptions.IgnoreCase)]
    private static partial Regex Listing();

    [GeneratedRegex("<a\\s+href=\"([^\"]+)\"[^>]*>[^<]*</a>(?:\\s+(\\d{2}-[A-Z][a-z]{2}-\\d{4} \\d{2}:\\d{2})\\s+(\\d+|-)\\s)?", RegexOptions.IgnoreCase)]
    private static partial Regex Link();

    private sealed record Entry(string? Name, string? Type, string? Mtime, long? Size);
}
