using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace Modelyard.WebConsole;

/// <summary>The files of the built front end, as they were when the console started: what is not among them does not exist, whatever the path says.</summary>
internal sealed class WebAssets
{
    private const string Index = "index.html";

    /// <summary>Vite's folder for files whose name holds a hash of their content.</summary>
    public const string Hashed = "/assets/";

    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>
    {
        [".css"] = "text/css; charset=utf-8",
        [".html"] = "text/html; charset=utf-8",
        [".ico"] = "image/x-icon",
        [".jpg"] = "image/jpeg",
        [".js"] = "text/javascript; charset=utf-8",
        [".json"] = "application/json",
        [".map"] = "application/json",
        [".png"] = "image/png",
        [".svg"] = "image/svg+xml",
        [".txt"] = "text/plain; charset=utf-8",
        [".wasm"] = "application/wasm",
        [".webmanifest"] = "application/manifest+json",
        [".webp"] = "image/webp",
        [".woff2"] = "font/woff2",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private readonly FrozenDictionary<string, WebAsset> _files;

    private WebAssets(FrozenDictionary<string, WebAsset> files, string? page) => (_files, Page) = (files, page);

    /// <summary>The page that everything begins with; null when there is no front end.</summary>
    public string? Page { get; }

    public static WebAssets Load(string folder)
    {
        if (!File.Exists(Path.Combine(folder, Index)))
        {
            return new WebAssets(FrozenDictionary<string, WebAsset>.Empty, null);
        }

        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .ToDictionary(file => "/" + Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/'), StringComparer.Ordinal);
        var assets = new Dictionary<string, WebAsset>(StringComparer.Ordinal);
        foreach (var (path, file) in files)
        {
            if (path != "/" + Index && Types.TryGetValue(Path.GetExtension(path), out var type))
            {
                assets[path] = new WebAsset(
                    file, type, ETag(file), path.StartsWith(Hashed, StringComparison.Ordinal), files.GetValueOrDefault(path + ".br"), files.GetValueOrDefault(path + ".gz"));
            }
        }

        return new WebAssets(assets.ToFrozenDictionary(StringComparer.Ordinal), File.ReadAllText(Path.Combine(folder, Index), Encoding.UTF8));
    }

    public WebAsset? Find(string path) => _files.GetValueOrDefault(path);

    private static string ETag(string file)
    {
        using var content = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 12));
    }
}

/// <summary>A file of the front end.</summary>
/// <param name="File">Where it is.</param>
/// <param name="ContentType">What it is.</param>
/// <param name="Hash">Of its content.</param>
/// <param name="IsImmutable">Whether another content would have another name.</param>
/// <param name="Brotli">The same, compressed with Brotli.</param>
/// <param name="Gzip">The same, compressed with gzip.</param>
internal sealed record WebAsset(string File, string ContentType, string Hash, bool IsImmutable, string? Brotli, string? Gzip);
