using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard;

/// <summary>What a browser shows first: which models there are, how they are, and how to call one.</summary>
internal sealed class StartPage(Informer<InferenceService> services, Uri gateway)
{
    private const string Style = """
        :root{color-scheme:light dark;font:15px/1.5 system-ui,sans-serif}
        body{max-width:52rem;margin:4rem auto;padding:0 1.5rem}
        h1{font-size:1.4rem;font-weight:600;margin-bottom:.2rem}
        p{opacity:.75;margin-top:0}
        table{border-collapse:collapse;width:100%;margin:2rem 0}
        th,td{text-align:left;padding:.5rem 1rem .5rem 0;border-bottom:1px solid color-mix(in srgb,currentColor 15%,transparent);vertical-align:top}
        th{font-weight:500;opacity:.6}
        pre{padding:1rem;border-radius:.5rem;background:color-mix(in srgb,currentColor 6%,transparent);overflow:auto}
        """;

    public Task WriteAsync(HttpContext context)
    {
        if (context.Request.Path != "/")
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        context.Response.ContentType = "text/html; charset=utf-8";
        // Nothing here runs script or comes from elsewhere, and the browser is told so.
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(Html(), context.RequestAborted);
    }

    private string Html()
    {
        var rows = new StringBuilder();
        foreach (var service in services.List().OrderBy(s => NamespacedName.Of(s).ToString(), StringComparer.Ordinal))
        {
            var ready = service.Status?.Conditions?.Find(c => c.Type == "Ready");
            rows.Append(
                $"""
                <tr><td>{Encode(service.Metadata.Namespace)}</td><td>{Encode(service.Metadata.Name)}</td>
                <td>{(ready?.Status == "True" ? "Ready" : Encode(ready?.Message ?? "Waiting"))}</td></tr>

                """);
        }

        return $$"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Modelyard</title><style>{{Style}}</style></head>
            <body><h1>Modelyard</h1><p>Models on your own machines, under your own rules.</p>
            <table><thead><tr><th>Project</th><th>Model</th><th>State</th></tr></thead><tbody>
            {{(rows.Length > 0 ? rows : "<tr><td colspan=\"3\">No models yet. Deploy one: modelyard apply -f samples/second-model.yaml</td></tr>")}}
            </tbody></table>
            <p>Ask one, with the key that <code>modelyard env</code> prints:</p>
            <pre>curl {{gateway}}v1/chat/completions \
              -H "Authorization: Bearer $MODELYARD_API_KEY" -H 'Content-Type: application/json' \
              -d '{"model":"{{Demo.Model}}","messages":[{"role":"user","content":"{{Demo.Question}}"}]}'</pre>
            </body></html>
            """;
    }

    private static string Encode(string? text) => WebUtility.HtmlEncode(text ?? "");
}
