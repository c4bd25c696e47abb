using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Modelyard.WebConsole;

/// <summary>The front end: its files, and its one page for every other path that a person may have open.</summary>
internal sealed class AssetSurface(WebAssets assets) : IConsoleSurface
{
    private const string NonceMarker = "__CSP_NONCE__";
    private const string Immutable = "public, max-age=31536000, immutable";
    private const string Revalidated = "no-cache";

    public bool IsPrivate => false;

    public Task HandleAsync(HttpContext http, ConsoleSession? session)
    {
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method))
        {
            http.Response.Headers.Allow = "GET, HEAD";
            throw Refusal.MethodNotAllowed();
        }

        var path = http.Request.Path.Value ?? "/";
        if (assets.Find(path) is { } asset)
        {
            return WriteAsync(http, asset);
        }

        return IsOfAFile(http.Request, path) ? throw Refusal.NotFound() : WritePageAsync(http);
    }

    public Task RefuseAsync(HttpContext http, Refusal refusal)
    {
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(refusal.Message + "\n", http.RequestAborted);
    }

    // What things are called may have a dot in it: a version, a user. Somebody who opens its page asks for a page; a page that asks for one of its files does not.
    private static bool IsOfAFile(HttpRequest request, string path) =>
        path.StartsWith(WebAssets.Hashed, StringComparison.Ordinal)
        || (path.AsSpan(path.LastIndexOf('/') + 1).Contains('.') && path != "/index.html" && !request.GetTypedHeaders().Accept.Any(a => a.MediaType == "text/html"));

    private static async Task WriteAsync(HttpContext http, WebAsset asset)
    {
        var (coding, file) = Choose(http.Request, asset);
        var response = http.Response;
        var tag = $"\"{asset.Hash}{(coding is null ? "" : "-" + coding)}\"";
        response.Headers.CacheControl = asset.IsImmutable ? Immutable : Revalidated;
        response.Headers.ETag = tag;
        if (asset.Brotli is not null || asset.Gzip is not null)
        {
            response.Headers.Vary = HeaderNames.AcceptEncoding;
        }

        if (http.Request.GetTypedHeaders().IfNoneMatch.Any(t => t.Tag == tag || t.Tag == "*"))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = asset.ContentType;
        response.Headers.ContentEncoding = coding;
        response.ContentLength = new FileInfo(file).Length;
        if (HttpMethods.IsGet(http.Request.Method))
        {
            await response.SendFileAsync(file, http.RequestAborted);
        }
    }

    private static (string? Coding, string File) Choose(HttpRequest request, WebAsset asset)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        return asset.Brotli is { } brotli && Accepts("br") ? ("br", brotli) : asset.Gzip is { } gzip && Accepts("gzip") ? ("gzip", gzip) : (null, asset.File);

        bool Accepts(string coding) => accepted.Any(a => a.Value.Equals(coding, StringComparison.OrdinalIgnoreCase) && a.Quality is not 0);
    }

    private Task WritePageAsync(HttpContext http)
    {
        if (assets.Page is not { } page)
        {
            throw new RefusedException(new Refusal(
                404, "NotFound", "The browser side of the console is not part of this build: build it in the folder console with npm, then start again."));
        }

        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));
        SecurityHeaders.AllowPage(http.Response, nonce);
        http.Response.Headers.CacheControl = Revalidated;
        http.Response.ContentType = "text/html; charset=utf-8";
        return HttpMethods.IsHead(http.Request.Method) ? Task.CompletedTask : http.Response.WriteAsync(page.Replace(NonceMarker, nonce, StringComparison.Ordinal), http.RequestAborted);
    }
}
