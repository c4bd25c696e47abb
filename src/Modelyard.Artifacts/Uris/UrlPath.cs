namespace Modelyard.Artifacts;

/// <summary>Paths of files as parts of a URL.</summary>
internal static class UrlPath
{
    /// <summary>Escapes what a URL gives a meaning to, but not the slashes.</summary>
    internal static string Escape(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}
