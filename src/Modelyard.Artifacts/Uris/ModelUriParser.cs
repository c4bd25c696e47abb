using System.Text.RegularExpressions;

namespace Modelyard.Artifacts;

/// <summary>Reads a model URI; every refusal names the part that is wrong and shows the form that is right.</summary>
internal static partial class ModelUriParser
{
    internal static (ModelUri? Uri, string? Problem) Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return No("the model URI is empty. Write a path, or a URI such as hf://owner/model or https://host/model.gguf");
        }

        if (text.Any(char.IsControl))
        {
            return No("the model URI contains a control character");
        }

        if (text != text.Trim())
        {
            return No($"the model URI \"{text}\" has a blank at its beginning or end");
        }

        return SchemePattern().Match(text) is { Success: true } match
            ? ParseScheme(text, match.Groups[1].Value.ToLowerInvariant(), text[match.Length..])
            : (new LocalModelUri(text, text), null);
    }

    private static (ModelUri?, string?) ParseScheme(string text, string scheme, string rest) => scheme switch
    {
        "file" => ParseFile(text, rest),
        "http" or "https" => ParseHttp(text),
        "hf" => HubUriParser.Parse(text, rest),
        "oci" => OciUriParser.Parse(text, rest),
        "s3" when rest.Length > 0 => S3UriParser.Parse(text, rest),
        _ when rest.Length == 0 => No($"\"{text}\" names nothing after {scheme}://"),
        _ => (new OtherModelUri(text, scheme), null),
    };

    private static (ModelUri?, string?) ParseFile(string text, string rest)
    {
        if (rest.StartsWith("localhost/", StringComparison.OrdinalIgnoreCase))
        {
            rest = rest["localhost".Length..];
        }

        if (!rest.StartsWith('/'))
        {
            return rest.Length == 0
                ? No("\"file://\" names no path: write file:///folder/model.gguf")
                : No($"\"{text}\" names a host (\"{rest.Split('/')[0]}\") and files are only read from this machine: "
                    + $"write file:///{rest} for an absolute path, or {rest} without file:// for one relative to the current folder");
        }

        var path = Uri.UnescapeDataString(rest);
        return path.Contains('\0') ? No($"\"{text}\" contains a zero byte") : (new LocalModelUri(text, path), null);
    }

    private static (ModelUri?, string?) ParseHttp(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Host.Length == 0)
        {
            return No($"\"{text}\" is not a valid web address: write https://host/folder/model.gguf");
        }

        if (address.AbsolutePath == "/")
        {
            return No($"\"{WithoutSecrets(address)}\" names no file and no folder: "
                + "write the address of one model file, of a .zip, .tar, .tar.gz or .tgz archive, or of a folder");
        }

        var isFolder = address.AbsolutePath.EndsWith('/');
        var name = Uri.UnescapeDataString(address.Segments[^1]).TrimEnd('/');
        if (name.AsSpan().ContainsAny('/', '\\') || RelativePath.Problem(name) is not null)
        {
            return No($"\"{WithoutSecrets(address)}\" ends in \"{name}\", which cannot be the name of a file");
        }

        if (isFolder && address.Fragment.Length > 1)
        {
            return No($"\"{WithoutSecrets(address)}\" is a folder and has the fragment \"{address.Fragment}\": only a file has a digest");
        }

        string? digest = null;
        if (address.Fragment.Length > 1)
        {
            if (Sha256Fragment().Match(address.Fragment) is not { Success: true } match)
            {
                return No($"\"{WithoutSecrets(address)}\" has the fragment \"{address.Fragment}\": "
                    + "only #sha256=<64 hex digits> means something here");
            }

            digest = match.Groups[1].Value.ToLowerInvariant();
        }

        var user = address.UserInfo.Length == 0 ? null : Uri.UnescapeDataString(address.UserInfo);
        var request = new UriBuilder(address) { UserName = "", Password = "", Fragment = "" }.Uri;
        return (new HttpModelUri(text, request, digest, user), null);
    }

    private static string WithoutSecrets(Uri address) =>
        address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    private static (ModelUri?, string?) No(string problem) => (null, problem);

    [GeneratedRegex("^([A-Za-z][A-Za-z0-9+.-]*)://")]
    private static partial Regex SchemePattern();

    [GeneratedRegex("^#sha256=([0-9a-fA-F]{64})$")]
    private static partial Regex Sha256Fragment();
}
