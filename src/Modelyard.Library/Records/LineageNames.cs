namespace Modelyard.Library;

/// <summary>The names under which a model at an address may be meant.</summary>
internal static class LineageNames
{
    private const string Hub = "hf://";

    /// <summary>The address, the same without what pins it, and the name alone of a model on the hub.</summary>
    public static IEnumerable<string> OfAddress(string? address)
    {
        if (string.IsNullOrEmpty(address))
        {
            yield break;
        }

        var isName = !address.Contains("://", StringComparison.Ordinal);
        if (isName && address.Count(c => c == '/') != 1)
        {
            yield break;
        }

        var full = isName ? Hub + address : address;
        yield return full;
        if (Unpinned(full) is var movable && movable != full)
        {
            yield return movable;
        }
    }

    // hf://owner/name:revision, oci://registry/name@sha256:…
    private static string Unpinned(string address)
    {
        var path = address.IndexOf('/', address.IndexOf("://", StringComparison.Ordinal) + 3);
        var pin = path < 0 ? -1 : address.IndexOfAny(['@', ':'], path);
        return pin < 0 ? address : address[..pin];
    }
}
