using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>
/// What every request goes through, over TLS and in process alike:
/// open endpoints → authenticate → act as another → documents → question or resource → authorize → wait for a turn → verb; any failure → <see cref="Status"/>.
/// What changes something, is refused or takes models out of the house is recorded before it is answered.
/// </summary>
internal sealed partial class ApiPipeline(
    RequestAuthenticator authenticator,
    Impersonation impersonation,
    RequestAuthorizer authorizer,
    RequestsInFlight inFlight,
    ServerEndpoints serverEndpoints,
    DiscoveryEndpoints discovery,
    OpenApiEndpoints openApi,
    ReviewEndpoints reviews,
    EncryptionEndpoints encryption,
    KindCatalog catalog,
    VerbTable verbs,
    AuditTrail trail,
    RefusalLog refusals,
    TimeProvider time,
    ILogger<ApiPipeline> logger)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var audit = RequestAudit.Begin(http, trail, refusals, time);
        try
        {
            await RouteAsync(http, audit);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left to answer.
            await audit.AbandonAsync();
        }
        catch (Exception failure) when (!http.Response.HasStarted)
        {
            var status = StatusMapper.Map(failure);
            if (status.Code >= 500)
            {
                Log.Failed(logger, http.Request.Method, http.Request.Path, status.Code, failure);
            }

            await ResponseWriter.WriteAsync(http, status);
        }
        catch (Exception failure)
        {
            // Half an answer is out; only a broken connection can tell the client so.
            Log.Broken(logger, http.Request.Method, http.Request.Path, failure);
            http.Abort();
        }
    }

    private async Task RouteAsync(HttpContext http, RequestAudit audit)
    {
        var segments = (http.Request.Path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (await serverEndpoints.TryHandleAsync(http, segments))
        {
            return;
        }

        var path = ResourcePath.Parse(segments);
        audit.Address(path);
        using var deadline = RequestDeadline.Begin(http, path, time);
        try
        {
            await AnswerAsync(http, segments, path, audit);
        }
        catch (OperationCanceledException) when (deadline is { HasPassed: true })
        {
            throw StatusErrors.TimedOut();
        }
    }

    private async Task AnswerAsync(HttpContext http, string[] segments, ResourcePath? path, RequestAudit audit)
    {
        var caller = await authenticator.AuthenticateAsync(http) ?? throw StatusErrors.Unauthorized();
        audit.Identify(caller, null);
        var user = await impersonation.ApplyAsync(http, caller);
        audit.Identify(caller, user);
        if (path is null)
        {
            await authorizer.RequireAsync(user, AccessAttributes.OfPath(http.Request.Method, http.Request.Path.Value ?? ""), http.RequestAborted);
        }

        if (await openApi.TryHandleAsync(http, segments) || await encryption.TryHandleAsync(http, segments))
        {
            return;
        }

        if (segments is not (["api", ..] or ["apis", ..]))
        {
            throw StatusErrors.NoSuchPath();
        }

        if (await discovery.TryHandleAsync(http, segments))
        {
            return;
        }

        if (path is null)
        {
            throw StatusErrors.NoSuchPath();
        }

        if (await reviews.TryHandleAsync(http, path, user))
        {
            return;
        }

        var kind = Resolve(path);
        if (kind.DeprecationWarning is { } warning)
        {
            WriteOptions.Tell(http, warning);
        }

        var request = new ApiRequest(http, path, kind, user);
        var (name, verb) = verbs.Find(request) ?? throw StatusErrors.MethodNotAllowed();
        audit.Attempt(name);
        await authorizer.RequireAsync(user, AccessAttributes.Of(request, name), http.RequestAborted);
        using var turn = await inFlight.EnterAsync(request, name);
        await verb.HandleAsync(request);
    }

    private KindDescriptor Resolve(ResourcePath path)
    {
        var kind = catalog.Current.Find(path.Group, path.Version, path.Plural) ?? throw StatusErrors.NoSuchPath();
        var misplaced = kind.IsNamespaced() ? path is { Namespace: null, Name: not null } : path.Namespace is not null;
        return misplaced ? throw StatusErrors.NoSuchPath() : kind;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed with {Code}")]
        public static partial void Failed(ILogger logger, string method, PathString path, int code, Exception failure);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Method} {Path} broke off")]
        public static partial void Broken(ILogger logger, string method, PathString path, Exception failure);
    }
}
