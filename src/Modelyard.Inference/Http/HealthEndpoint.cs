using Microsoft.AspNetCore.Http;

namespace Modelyard.Inference;

/// <summary><c>GET /health</c>: 200 when requests are served, 503 while loading and while draining.</summary>
internal sealed class HealthEndpoint(ServerState state)
{
    internal Task HandleAsync(HttpContext context)
    {
        var status = state.Status;
        context.Response.StatusCode = state.IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        return JsonOutput.WriteAsync(
            context.Response,
            json =>
            {
                json.WriteStartObject();
                json.WriteString("status"u8, status);
                json.WriteEndObject();
            },
            context.RequestAborted);
    }
}
