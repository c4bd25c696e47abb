using System.Text;
using Microsoft.AspNetCore.Http;

namespace Modelyard.Inference;

/// <summary><c>GET /metrics</c></summary>
internal sealed class MetricsEndpoint(ServerState state, EngineMetrics metrics, string alias)
{
    internal async Task HandleAsync(HttpContext context)
    {
        context.Response.ContentType = MetricsText.ContentType;
        var text = MetricsText.Write(metrics, alias, state.Loaded?.CacheCells ?? 0);
        await context.Response.BodyWriter.WriteAsync(Encoding.UTF8.GetBytes(text), context.RequestAborted);
    }
}
