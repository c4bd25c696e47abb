using Microsoft.AspNetCore.Http;

namespace Modelyard.WebConsole;

/// <summary>Where a browser keeps its session.</summary>
internal static class SessionCookie
{
    public static string? Read(HttpRequest request) => request.Cookies.TryGetValue(NameFor(request), out var token) && token.Length > 0 ? token : null;

    /// <summary>Gives the browser a session, until it is closed or the session ends.</summary>
    public static void Write(HttpContext http, string token) => http.Response.Cookies.Append(NameFor(http.Request), token, CookieAttributes.For(http.Request));

    public static void Clear(HttpContext http) => http.Response.Cookies.Delete(NameFor(http.Request), CookieAttributes.For(http.Request));

    private static string NameFor(HttpRequest request) => CookieAttributes.NameFor(request, "modelyard_session");
}
