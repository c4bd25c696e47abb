using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Modelyard.ApiServer;

/// <summary>Health and version: open to anybody who can connect, as probes and clients expect.</summary>
internal sealed class ServerEndpoints(ObjectStore objects)
{
    // The Kubernetes release whose behaviour this server follows; clients compare it with their own.
    private const string Major = "1";
    private const string Minor = "32";
    private const string Patch = "0";

    private static readonly string Release = typeof(ServerEndpoints).Assembly.GetName().Version!.ToString(3);

    public async Task<bool> TryHandleAsync(HttpContext http, ReadOnlyMemory<string> segments)
    {
        // Anybody may read these, and so nobody may ask for more: it would be recorded as a change, as often as they like.
        if (segments.Span is ["healthz" or "livez" or "readyz", ..] or ["version"]
            && !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method))
        {
            throw StatusErrors.MethodNotAllowed();
        }

        switch (segments.Span)
        {
            case ["healthz" or "livez", ..]:
                await WriteTextAsync(http, "ok");
                return true;
            case ["readyz", ..]:
                // A read that reaches the database proves more than a process that answers.
                _ = await objects.Store.GetAsync(new Storage.ResourceKey("namespaces", "", "default"), http.RequestAborted);
                await WriteTextAsync(http, "ok");
                return true;
            case ["version"]:
                await ResponseWriter.WriteAsync(http, StatusCodes.Ok, Version());
                return true;
            default:
                return false;
        }
    }

    private static JsonObject Version() => new()
    {
        ["major"] = Major,
        ["minor"] = Minor,
        ["gitVersion"] = $"v{Major}.{Minor}.{Patch}+modelyard-{Release}",
        ["gitCommit"] = "",
        ["gitTreeState"] = "clean",
        ["buildDate"] = "1970-01-01T00:00:00Z",
        ["goVersion"] = "none",
        ["compiler"] = "dotnet",
        ["platform"] = System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier.Replace('-', '/'),
    };

    private static Task WriteTextAsync(HttpContext http, string text) =>
        ResponseWriter.WriteBytesAsync(http, StatusCodes.Ok, "text/plain; charset=utf-8", System.Text.Encoding.UTF8.GetBytes(text));
}
