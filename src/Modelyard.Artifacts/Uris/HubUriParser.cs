using System.Text.RegularExpressions;

namespace Modelyard.Artifacts;

/// <summary>Reads <c>hf://owner/model[:revision][/path-or-glob]</c>, the form KServe uses plus the choice of files.</summary>
internal static partial class HubUriParser
{
    private const string Form = "hf://owner/model[:revision][/file-or-glob]";

    internal static (ModelUri? Uri, string? Problem) Parse(string text, string rest)
    {
        var segments = rest.Split('/');
        if (segments[0].Length == 0)
        {
            return (null, $"\"{text}\" names no owner: write {Form}");
        }

        if (segments.Length < 2 || segments[1].Length == 0 || segments[1][0] == ':')
        {
            return (null, $"\"{text}\" names no model after the owner \"{segments[0]}\": write {Form}");
        }

        var (name, colon, revision) = Cut(segments[1]);
        var pathStart = 2;
        if (name.Contains('@'))
        {
            return (null, $"\"{text}\" has '@' before the revision: write hf://{segments[0]}/{name.Replace('@', ':')}");
        }

        if ((BadName(segments[0]) ?? BadName(name)) is { } bad)
        {
            return (null, $"\"{text}\" contains the name \"{bad}\": "
                + "names on the hub have letters, digits, '-', '_' and '.', at most 96 of them, "
                + "neither beginning nor ending with '-' or '.', and no \"--\" or \"..\"");
        }

        if (colon && revision.Length == 0)
        {
            return (null, $"\"{text}\" has ':' but no revision after it: write a branch, tag or commit, or leave the ':' out");
        }

        // The hub's own refs contain slashes (refs/pr/3, refs/convert/parquet); any other name with one is written with %2F.
        if (revision == "refs" && segments.Length >= 4 && segments[2] is "pr" or "convert" && segments[3].Length > 0)
        {
            revision = $"refs/{segments[2]}/{segments[3]}";
            pathStart = 4;
        }

        revision = colon ? Uri.UnescapeDataString(revision) : "main";
        if (!RevisionPattern().IsMatch(revision) || revision.Contains("..", StringComparison.Ordinal))
        {
            return (null, $"\"{text}\" has the revision \"{revision}\", which cannot be a branch, tag or commit");
        }

        var path = segments[pathStart..];
        if (path is [.., ""])
        {
            path = path[..^1];
        }

        if (path.FirstOrDefault(s => s is "" or "." or ".." || s.Contains('\\')) is { } segment)
        {
            return (null, $"\"{text}\" has \"{segment}\" as a part of the path inside the repository");
        }

        var pattern = path.Length == 0 ? null : string.Join('/', path);
        return pattern is not null && RelativePath.Problem(pattern) is { } problem
            ? (null, $"\"{text}\" has a path inside the repository that {problem}")
            : (new HubModelUri(text, segments[0], name, revision, pattern), null);
    }

    private static (string Name, bool Colon, string Revision) Cut(string segment) =>
        segment.IndexOf(':') is var colon && colon < 0 ? (segment, false, "") : (segment[..colon], true, segment[(colon + 1)..]);

    private static string? BadName(string name) =>
        NamePattern().IsMatch(name) ? null : name;

    [GeneratedRegex(@"^(?!.*(?:--|\.\.))[A-Za-z0-9_](?:[A-Za-z0-9._-]{0,94}[A-Za-z0-9_])?\z")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^[^\s~^:?*\[\\/][^\s~^:?*\[\\]*(?<!/)\z")]
    private static partial Regex RevisionPattern();
}
