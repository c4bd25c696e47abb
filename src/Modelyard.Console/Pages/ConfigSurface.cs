using Microsoft.AspNetCore.Http;

namespace Modelyard.WebConsole;

/// <summary><c>/console/config</c>: the addresses that a person needs for calls.</summary>
internal sealed class ConfigSurface(ConsoleOptions options) : IConsoleSurface
{
    public bool IsPrivate => true;

    public Task HandleAsync(HttpContext http, ConsoleSession? session)
    {
        _ = session ?? throw Refusal.NotSignedIn();
        if (http.Request.Path != "/console/config")
        {
            throw Refusal.NotFound();
        }

        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method))
        {
            throw Refusal.MethodNotAllowed();
        }

        return http.Response.WriteAsJsonAsync(
            new ConfigAnswer(
                options.Version, Base(options.Gateway), options.External is { } external ? Base(external) : null, Base(options.Api), $"{http.Request.Scheme}://{http.Request.Host}"),
            http.RequestAborted);
    }

    public Task RefuseAsync(HttpContext http, Refusal refusal) => http.Response.WriteAsJsonAsync(new RefusalAnswer(refusal.Reason, refusal.Message), http.RequestAborted);

    private static string Base(Uri address) => address.AbsoluteUri.TrimEnd('/');

    private sealed record ConfigAnswer(string Version, string Gateway, string? External, string Api, string Console);
}
