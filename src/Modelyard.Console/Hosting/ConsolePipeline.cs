using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Modelyard.Api;

namespace Modelyard.WebConsole;

/// <summary>
/// What every request goes through: headers that protect the browser → the surface it is for → where it comes from → who is signed in → the
/// surface. A refusal is told in the words of the surface.
/// </summary>
internal sealed partial class ConsolePipeline(
    RequestGuard guard,
    SessionBook sessions,
    ApiSurface api,
    GatewaySurface gateway,
    SessionSurface session,
    SignInSurface signIn,
    WatchSurface watch,
    ConfigSurface config,
    AssetSurface assets,
    ILogger<ConsolePipeline> logger)
{
    public async Task InvokeAsync(HttpContext http)
    {
        SecurityHeaders.Add(http.Response);
        var surface = SurfaceOf(http.Request.Path);
        try
        {
            guard.RequireOwnHost(http.Request);
            if (surface.IsPrivate)
            {
                http.Response.Headers.CacheControl = "no-store";
                guard.RequireOwnOrigin(http.Request);
            }

            await surface.HandleAsync(http, surface.IsPrivate ? await sessions.FindAsync(http) : null);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left to answer.
        }
        catch (RefusedException refused) when (!http.Response.HasStarted)
        {
            await RefuseAsync(http, surface, refused.Refusal);
        }
        catch (StatusException refused) when (!http.Response.HasStarted)
        {
            await RefuseAsync(http, surface, Refusal.Of(refused.Status));
        }
        catch (BadHttpRequestException bad) when (!http.Response.HasStarted)
        {
            await RefuseAsync(http, surface, new Refusal(bad.StatusCode, StatusReason.BadRequest, bad.Message));
        }
        catch (Exception failure) when (!http.Response.HasStarted)
        {
            Log.Failed(logger, http.Request.Method, http.Request.Path, failure);
            await RefuseAsync(http, surface, new Refusal(500, StatusReason.InternalError, "The console had an error while it worked on this. Its log says more."));
        }
        catch (Exception failure)
        {
            // Half an answer is out; only a broken connection can tell the browser so.
            Log.Broken(logger, http.Request.Method, http.Request.Path, failure.Message);
            http.Abort();
        }
    }

    private static Task RefuseAsync(HttpContext http, IConsoleSurface surface, Refusal refusal)
    {
        refusal.AddTo(http.Response);
        return surface.RefuseAsync(http, refusal);
    }

    private IConsoleSurface SurfaceOf(PathString path) => FirstSegment(path) switch
    {
        "k8s" => api,
        "gateway" => gateway,
        "session" or "sessions" => session,
        "sign-in" => signIn,
        "console" => path == "/console/watch" ? watch : config,
        _ => assets,
    };

    private static ReadOnlySpan<char> FirstSegment(PathString path)
    {
        var rest = path.HasValue ? path.Value.AsSpan(1) : default;
        var end = rest.IndexOf('/');
        return end < 0 ? rest : rest[..end];
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
        public static partial void Failed(ILogger logger, string method, PathString path, Exception failure);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Method} {Path} broke off: {Reason}")]
        public static partial void Broken(ILogger logger, string method, PathString path, string reason);
    }
}
