using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Modelyard.Ledger;

namespace Modelyard.Gateway;

/// <summary>Which URL runs which steps.</summary>
public static class GatewayRoutes
{
    // A model by its name in the body, one InferenceService whatever the body says, or an Endpoint and what it splits its calls over.
    private static readonly string[] Prefixes = ["", "/serving/{namespace}/{name}", "/e/{endpoint}"];

    /// <summary>Maps every URL of the gateway, and an answer to all others.</summary>
    public static void MapGateway(this IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        T Step<T>()
            where T : notnull => services.GetRequiredService<T>();

        // Nobody else asks for it: it is what is asked.
        Step<GatewayGauges>();
        IGatewayStep[] entering = [Step<AssignRequestId>(), Step<AdmitFromOutside>(), Step<Authenticate>()];
        var mayInvoke = new RequirePermission(ApiKeyPermissions.Invoke);
        var mayRead = new RequirePermission(ApiKeyPermissions.Read);
        IGatewayStep[] forwarding =
        [
            .. entering, Step<OpenAccount>(), mayInvoke, Step<ReadRequest>(), Step<AuthorizeModel>(), Step<ReserveLimits>(), Step<ReserveBudget>(), Step<AnswerFromCache>(),
            Step<ChooseReplica>(), Step<BeginUsage>(), Step<Forward>(),
        ];
        IGatewayStep[] listing = [.. entering, mayRead, Step<ListModels>()];
        IGatewayStep[] showing = [.. entering, mayRead, Step<GetModel>()];
        IGatewayStep[] asking = [.. entering, mayRead, Step<AuthorizeModel>(), Step<ChooseReplica>(), Step<Forward>()];

        foreach (var prefix in Prefixes)
        {
            foreach (var operation in GatewayOperation.Forwarded)
            {
                Map(endpoints, prefix + operation.ReplicaPath, new GatewayRoute(HttpMethods.Post, operation, forwarding));
            }

            Map(endpoints, prefix + "/v1/models", new GatewayRoute(HttpMethods.Get, GatewayOperation.ListModels, listing));
            Map(
                endpoints,
                prefix + "/v1/models/{**model}",
                new GatewayRoute(HttpMethods.Post, GatewayOperation.Predict, forwarding, ModelPath.OfVerb),
                new GatewayRoute(HttpMethods.Get, GatewayOperation.GetModel, showing));
            Map(
                endpoints,
                prefix + "/v2/models/{**model}",
                new GatewayRoute(HttpMethods.Post, GatewayOperation.Infer, forwarding, ModelPath.OfInferCall),
                new GatewayRoute(HttpMethods.Get, GatewayOperation.ModelMetadata, asking, ModelPath.OfQuestion));
        }

        var unknown = Map(endpoints, "/{**path}");

        // No call, and so not measured as one. Whoever asks for it is inside.
        var hasOutside = HasOutside(services);
        endpoints.MapGet("/health", http => hasOutside && OutsideConnection.IsThatOf(http) ? unknown(http) : HealthAsync(http));
    }

    private static bool HasOutside(IServiceProvider services) => services.GetRequiredService<IOptions<GatewayOptions>>().Value.External is not null;

    private static RequestDelegate Map(IEndpointRouteBuilder endpoints, string pattern, params GatewayRoute[] routes)
    {
        var services = endpoints.ServiceProvider;
        var time = services.GetRequiredService<TimeProvider>();
        var settle = services.GetRequiredService<Settle>();
        var logger = services.GetRequiredService<ILogger<GatewayPipeline>>();
        var pipelines = routes.Select(r => new GatewayPipeline(r.Steps, settle, logger)).ToArray();
        var identify = services.GetRequiredService<AssignRequestId>();
        var admit = services.GetRequiredService<AdmitFromOutside>();
        var hasOutside = HasOutside(services);

        // Mapped for every method, because the framework's own 405 has no body.
        endpoints.Map(pattern, AnswerAsync);
        return AnswerAsync;

        Task AnswerAsync(HttpContext http)
        {
            var model = http.GetRouteValue("model") as string ?? "";
            var isFromOutside = hasOutside && OutsideConnection.IsThatOf(http);
            for (var i = 0; i < routes.Length; i++)
            {
                if (routes[i].Matches(http.Request.Method, model, out var named))
                {
                    return pipelines[i].RunAsync(Call(http, isFromOutside, routes[i].Operation, time, model, named));
                }
            }

            var allowed = string.Join(", ", routes.Where(r => r.Names is null || r.Names(model) is not null).Select(r => r.Method));
            var refusal = new GatewayPipeline([identify, admit, new Refuse(allowed.Length == 0 ? null : allowed)], settle, logger);
            return refusal.RunAsync(Call(http, isFromOutside, routes.Length == 1 ? routes[0].Operation : GatewayOperation.Unknown, time, model, null));
        }
    }

    private static GatewayCall Call(
        HttpContext http, bool isFromOutside, GatewayOperation operation, TimeProvider time, string model, ModelPath? named) => new(http, operation, time)
    {
        IsFromOutside = isFromOutside,
        ServiceId = ServiceOf(http),
        EndpointPath = http.GetRouteValue("endpoint") as string,
        ModelPath = model,
        PathModel = named,
    };

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
