using Microsoft.AspNetCore.Http;

namespace Modelyard.WebConsole;

/// <summary>What browsers are told, whatever the answer: that it is data unless a page says otherwise, and for nobody else's page.</summary>
internal static class SecurityHeaders
{
    private const string Data = "default-src 'none'; frame-ancestors 'none'; sandbox";

    // A year, as is usual: a browser that has seen the console with HTTPS does not ask for it without.
    private const string OnlyWithHttps = "max-age=31536000";

    public static void Add(HttpResponse response)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = Data;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (response.HttpContext.Request.IsHttps)
        {
            headers.StrictTransportSecurity = OnlyWithHttps;
        }

        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
    }

    /// <summary>The answer is a page of the console: its own files, and styles and scripts that carry <paramref name="nonce"/>.</summary>
    public static void AllowPage(HttpResponse response, string nonce) => response.Headers.ContentSecurityPolicy =
        $"default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
        + "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
}
