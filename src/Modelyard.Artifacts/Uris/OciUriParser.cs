using System.Text.RegularExpressions;

namespace Modelyard.Artifacts;

/// <summary>Reads <c>oci://registry[:port]/repository[:tag][@sha256:…]</c>, as image references are written after the scheme.</summary>
internal static partial class OciUriParser
{
    private const string Form = "oci://registry/repository[:tag][@sha256:…]";

    internal static (ModelUri? Uri, string? Problem) Parse(string text, string rest)
    {
        var (registry, path) = CutAt(rest, rest.IndexOf('/'));
        if (registry.Length == 0 || path.Length == 0)
        {
            return No($"\"{text}\" names no repository of a registry: write {Form}");
        }

        if (!IsRegistry(registry))
        {
            return No($"\"{text}\" names the registry \"{registry}\", which is not a host or host:port"
                + (registry.Contains('@') ? "; user and password belong into a secret, not here" : ""));
        }

        (path, var digest) = CutAt(path, path.IndexOf('@'));
        if (digest.Length > 0 && !DigestPattern().IsMatch(digest))
        {
            return No($"\"{text}\" has the digest \"{digest}\": write @sha256: and 64 lower-case hex digits");
        }

        (var repository, var tag) = CutAt(path, path.IndexOf(':', path.LastIndexOf('/') + 1));
        if (tag.Length > 0 ? !TagPattern().IsMatch(tag) : path.EndsWith(':'))
        {
            return No($"\"{text}\" has the tag \"{tag}\": a tag has letters, digits, '_', '.' and '-', at most 128 of them, and does not begin with '.' or '-'");
        }

        return RepositoryPattern().IsMatch(repository) && repository.Length <= 255
            ? (new OciModelUri(text, registry, repository, tag.Length > 0 ? tag : null, digest.Length > 0 ? digest : null), null)
            : No($"\"{text}\" names the repository \"{repository}\": repositories have lower-case letters and digits, "
                + "separated by '.', '_', '-' and '/'");
    }

    internal static bool IsRegistry(string text) =>
        RegistryPattern().IsMatch(text) && Uri.TryCreate($"https://{text}/", UriKind.Absolute, out var address) && address.Port > 0;

    internal static bool IsRepository(string text) => RepositoryPattern().IsMatch(text);

    internal static bool IsTag(string text) => TagPattern().IsMatch(text);

    internal static bool IsDigest(string text) => DigestPattern().IsMatch(text);

    private static (string, string) CutAt(string text, int at) => at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);

    private static (ModelUri?, string?) No(string problem) => (null, problem);

    [GeneratedRegex(@"^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9a-fA-F:.]+\])(?::[0-9]{1,5})?\z")]
    private static partial Regex RegistryPattern();

    [GeneratedRegex(@"^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*\z")]
    private static partial Regex RepositoryPattern();

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}\z")]
    private static partial Regex TagPattern();

    [GeneratedRegex(@"^sha256:[0-9a-f]{64}\z")]
    private static partial Regex DigestPattern();
}
