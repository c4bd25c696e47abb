using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Modelyard.Gateway;

/// <summary>Which URL runs which steps.</summary>
public static class GatewayRoutes
{
    private const string Service = "/serving/{namespace}/{name}";

    /// <summary>Maps every URL of the gateway, and an answer to all others.</summary>
    public static void MapGateway(this IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        T Step<T>()
            where T : notnull => services.GetRequiredService<T>();

        IGatewayStep[] forwarding =
        [
            Step<AssignRequestId>(), Step<Authenticate>(), Step<OpenAccount>(), Step<ReadRequest>(), Step<AuthorizeModel>(), Step<ReserveLimits>(),
            Step<ChooseReplica>(), Step<BeginUsage>(), Step<Forward>(),
        ];
        IGatewayStep[] listing = [Step<AssignRequestId>(), Step<Authenticate>(), Step<ListModels>()];
        IGatewayStep[] showing = [Step<AssignRequestId>(), Step<Authenticate>(), Step<GetModel>()];

        foreach (var prefix in (ReadOnlySpan<string>)["", Service])
        {
            Map(endpoints, HttpMethods.Post, prefix + "/v1/chat/completions", GatewayOperation.ChatCompletions, forwarding);
            Map(endpoints, HttpMethods.Post, prefix + "/v1/completions", GatewayOperation.Completions, forwarding);
            Map(endpoints, HttpMethods.Post, prefix + "/v1/embeddings", GatewayOperation.Embeddings, forwarding);
            Map(endpoints, HttpMethods.Get, prefix + "/v1/models", GatewayOperation.ListModels, listing);
            Map(endpoints, HttpMethods.Get, prefix + "/v1/models/{**model}", GatewayOperation.GetModel, showing);
        }

        endpoints.MapGet("/health", HealthAsync);
        Map(endpoints, null, "/{**path}", GatewayOperation.Unknown, [Step<AssignRequestId>(), new Refuse(allowed: null)]);
    }

    private static void Map(IEndpointRouteBuilder endpoints, string? method, string pattern, GatewayOperation operation, IGatewayStep[] steps)
    {
        var services = endpoints.ServiceProvider;
        var time = services.GetRequiredService<TimeProvider>();
        var settle = services.GetRequiredService<Settle>();
        var logger = services.GetRequiredService<ILogger<GatewayPipeline>>();
        var pipeline = new GatewayPipeline(steps, settle, logger);
        var refusal = method is null ? pipeline : new GatewayPipeline([steps[0], new Refuse(allowed: method)], settle, logger);

        // Mapped for every method, because the framework's own 405 has no body.
        endpoints.Map(pattern, http =>
        {
            var call = new GatewayCall(http, operation, time) { ServiceId = ServiceOf(http), ModelPath = http.GetRouteValue("model") as string ?? "" };
            return (method is null || http.Request.Method == method ? pipeline : refusal).RunAsync(call);
        });
    }

    private static string? ServiceOf(HttpContext http) =>
        http.GetRouteValue("namespace") is string ns && http.GetRouteValue("name") is string name ? $"{ns}/{name}" : null;

    private static Task HealthAsync(HttpContext http)
    {
        var ready = http.RequestServices.GetRequiredService<ModelDirectory>().Current is not null;
        http.Response.StatusCode = ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(ready ? """{"status":"ok"}""" : """{"status":"starting"}""", http.RequestAborted);
    }
}
