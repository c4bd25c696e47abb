using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Modelyard.Telemetry;

/// <summary>Where Prometheus reads what was measured.</summary>
public static class MetricsEndpoint
{
    /// <summary>Answers <c>GET /metrics</c> with what is measured in the host of <paramref name="services"/>.</summary>
    public static IApplicationBuilder MapMetrics(this IApplicationBuilder app, IServiceProvider services)
    {
        var exporter = services.GetRequiredService<PrometheusExporter>();
        return app.Map("/metrics", metrics => metrics.Run(http => WriteAsync(http, exporter)));
    }

    private static Task WriteAsync(HttpContext http, PrometheusExporter exporter)
    {
        var (request, response) = (http.Request, http.Response);
        if (request.Path.HasValue)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        if (!HttpMethods.IsGet(request.Method))
        {
            response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            response.Headers.Allow = HttpMethods.Get;
            return Task.CompletedTask;
        }

        var format = ExpositionFormats.Negotiate(request.Headers.Accept);
        if (exporter.Scrape(format) is not { } text)
        {
            response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            response.ContentType = "text/plain; charset=utf-8";
            return response.WriteAsync("Nothing is measured yet, or no longer.\n", http.RequestAborted);
        }

        response.ContentType = ExpositionFormats.ContentTypeOf(format);
        response.Headers.Vary = "Accept";
        return response.WriteAsync(text, http.RequestAborted);
    }
}
