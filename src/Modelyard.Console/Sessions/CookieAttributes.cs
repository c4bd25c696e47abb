using Microsoft.AspNetCore.Http;

namespace Modelyard.WebConsole;

/// <summary>What all cookies of the console have in common.</summary>
internal static class CookieAttributes
{
    /// <summary>
    /// Browsers accept the prefix only with Secure, without a domain and for all paths: what another host of the domain sets cannot pass for it. Without HTTPS there
    /// is no such protection, and cookies know no ports: each port has a name of its own, so that consoles side by side do not sign each other out.
    /// </summary>
    public static string NameFor(HttpRequest request, string name) => request.IsHttps ? $"__Host-{name}" : request.Host.Port is { } port ? $"{name}_{port}" : name;

    public static CookieOptions For(HttpRequest request) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        Path = "/",
        SameSite = SameSiteMode.Lax,
        Secure = request.IsHttps,
    };
}
