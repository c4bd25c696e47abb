using System.Text;
using System.Text.RegularExpressions;

namespace Modelyard.Artifacts;

/// <summary>The files a URI chooses: one file, everything below a folder, or a glob with <c>*</c>, <c>**</c> and <c>?</c>.</summary>
internal static class HubSelection
{
    internal static IReadOnlyList<HubEntry> Choose(HubModelUri uri, IReadOnlyList<HubEntry> files)
    {
        if (uri.Pattern is not { } pattern)
        {
            return files.Count > 0 ? files : throw new FetchException(FetchFailure.NotFound, $"{uri.Display} has no files.");
        }

        if (files.FirstOrDefault(f => f.Path == pattern) is { } exact)
        {
            return [exact];
        }

        var glob = Glob(pattern);
        var folder = pattern + "/";
        var chosen = files.Where(f => f.Path!.StartsWith(folder, StringComparison.Ordinal) || glob.IsMatch(f.Path)).ToList();
        return chosen.Count > 0 ? chosen : throw new FetchException(FetchFailure.NotFound,
            $"{uri.Repository} has no file that matches \"{pattern}\" at revision {uri.Revision}. {Offer(files)}");
    }

    private static Regex Glob(string pattern)
    {
        var expression = new StringBuilder("^");
        for (var i = 0; i < pattern.Length; i++)
        {
            expression.Append(pattern[i..] switch
            {
                ['*', '*', '/', ..] => "(?:.*/)?",
                ['*', '*', ..] => ".*",
                ['*', ..] => "[^/]*",
                ['?', ..] => "[^/]",
                _ => Regex.Escape(pattern[i].ToString()),
            });
            i += pattern[i..] switch { ['*', '*', '/', ..] => 2, ['*', '*', ..] => 1, _ => 0 };
        }

        return new Regex(expression.Append('$').ToString(), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }

    private static string Offer(IReadOnlyList<HubEntry> files)
    {
        var weights = files.Where(f => f.Lfs is not null).Select(f => f.Path!).ToList();
        var shown = (weights.Count > 0 ? weights : files.Select(f => f.Path!).ToList()).Take(8).ToList();
        return shown.Count == 0 ? "It has no files." : $"It has, among others: {string.Join(", ", shown)}.";
    }
}
