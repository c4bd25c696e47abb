using Microsoft.AspNetCore.Http;

namespace Modelyard.WebConsole;

/// <summary>Where a browser keeps its ticket while it is at a provider.</summary>
internal static class SignInCookie
{
    // A ticket is smaller; what is larger is none.
    private const int Largest = 4096;

    public static string? Read(HttpRequest request) => request.Cookies.TryGetValue(NameFor(request), out var ticket) && ticket.Length is > 0 and <= Largest ? ticket : null;

    public static void Write(HttpContext http, string ticket, TimeSpan life)
    {
        var attributes = CookieAttributes.For(http.Request);
        attributes.MaxAge = life;
        http.Response.Cookies.Append(NameFor(http.Request), ticket, attributes);
    }

    public static void Clear(HttpContext http) => http.Response.Cookies.Delete(NameFor(http.Request), CookieAttributes.For(http.Request));

    private static string NameFor(HttpRequest request) => CookieAttributes.NameFor(request, "modelyard_sign_in");
}
