using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Modelyard.WebConsole;

/// <summary>A page that says one thing, for when the front end has no say: on the way to a provider and back.</summary>
internal static class MessagePage
{
    private const string Style = """
        :root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
        body{max-width:34rem;margin:18vh auto;padding:0 1.5rem}
        h1{font-size:1.3rem;font-weight:600}
        """;

    public static Task WriteAsync(HttpContext http, string title, string message)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));
        SecurityHeaders.AllowPage(http.Response, nonce);
        http.Response.ContentType = "text/html; charset=utf-8";
        return http.Response.WriteAsync(
            $"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{WebUtility.HtmlEncode(title)}</title>
            <style nonce="{nonce}">{Style}</style></head>
            <body><h1>{WebUtility.HtmlEncode(title)}</h1><p>{WebUtility.HtmlEncode(message)}</p><p><a href="/">Back to the console</a></p></body></html>
            """,
            http.RequestAborted);
    }
}
