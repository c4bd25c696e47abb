using System.Text.Json;
using Modelyard.Api;
using Modelyard.Storage;

namespace Modelyard.ApiServer;

/// <summary><c>GET</c> with <c>watch</c>: the changes of a collection, as they happen.</summary>
internal sealed class WatchVerb(
    ObjectLister lister, ObjectStore objects, ObjectPresenter presenter, WatchFrames frames, ServerLifetime lifetime, TimeProvider time) : IVerb
{
    private static readonly TimeSpan BookmarkInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ShortestDefault = TimeSpan.FromMinutes(30);

    public async Task HandleAsync(ApiRequest request)
    {
        RefuseInitialEvents(request);
        var filter = ObjectFilter.Of(request);
        var representation = ContentNegotiation.Choose(request.Http.Request);
        if (ContentNegotiation.PrefersYaml(request.Http.Request))
        {
            throw StatusErrors.NotAcceptable("application/json, application/json;as=Table;v=v1;g=meta.k8s.io");
        }

        var revision = request.Number("resourceVersion") ?? 0;
        await objects.RequireReachedAsync(revision, request.Aborted);

        using var timeout = new CancellationTokenSource(Timeout(request), time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(request.Aborted, timeout.Token, lifetime.Stopping);
        request.Http.Response.StatusCode = StatusCodes.Ok;
        request.Http.Response.ContentType = ResponseWriter.Json;
        await ResponseWriter.BeginAsync(request.Http, ended.Token);
        var stream = new WatchStream(request, representation, presenter, frames);
        try
        {
            await FollowAsync(request, stream, filter, revision, ended.Token);
        }
        catch (Exception) when (ended.IsCancellationRequested)
        {
            // The client left, its time is up, or the server stops, the store perhaps closed already: a watch simply ends.
        }
        catch (WatchLaggedException)
        {
            // Ending the stream is the signal: the client continues from the last revision it saw.
        }
        catch (StoreException error)
        {
            stream.Write("ERROR", JsonSerializer.SerializeToNode(StatusMapper.Map(error), ApiJson.Options)!);
            await stream.FlushAsync(ended.Token);
        }
    }

    private async Task FollowAsync(ApiRequest request, WatchStream stream, ObjectFilter filter, long revision, CancellationToken cancellationToken)
    {
        if (revision == 0)
        {
            // No revision given: the client wants to be told first what there is.
            var page = await lister.ListAsync(request.Kind, request.Path.Namespace, filter, 0, 0, null, cancellationToken);
            revision = page.Revision;
            foreach (var item in page.Items)
            {
                stream.Write("ADDED", item);
                if (stream.IsFull)
                {
                    await stream.FlushAsync(cancellationToken);
                }
            }
        }

        var query = new WatchQuery(request.Kind.Collection(), revision)
        {
            Namespace = request.Path.Namespace,
            Paced = true,
            ProgressInterval = request.Flag("allowWatchBookmarks") ? BookmarkInterval : null,
        };
        using var left = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var changes = objects.Store.WatchAsync(query, left.Token).GetAsyncEnumerator(left.Token);
        while (await NextAsync(changes, stream, left))
        {
            stream.Write(filter, changes.Current);
        }
    }

    /// <summary>Sends what was written when there is nothing to write with it: a watch that lags catches up in fewer, larger pieces.</summary>
    private static async Task<bool> NextAsync(IAsyncEnumerator<StoreChange> changes, WatchStream stream, CancellationTokenSource left)
    {
        var next = changes.MoveNextAsync();
        if (next.IsCompleted && !stream.IsFull)
        {
            return await next;
        }

        var sent = stream.FlushAsync(left.Token);
        if (sent.IsCompletedSuccessfully)
        {
            await sent;
            return await next;
        }

        var arrival = next.AsTask();
        try
        {
            await sent;
        }
        catch
        {
            // An enumerator cannot be disposed while it moves.
            await left.CancelAsync();
            await ((Task)arrival).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        return await arrival;
    }

    private static TimeSpan Timeout(ApiRequest request) =>
        request.Number("timeoutSeconds") is { } seconds and > 0
            ? TimeSpan.FromSeconds(Math.Min(seconds, 86400))
            : ShortestDefault * (1 + Random.Shared.NextDouble());

    /// <summary>Worded as by a server without the feature: clients that know it then list and watch in the older way.</summary>
    private static void RefuseInitialEvents(ApiRequest request)
    {
        FieldError? error =
            request.Text("sendInitialEvents") is not null
                ? FieldError.Forbidden("sendInitialEvents", "sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled")
                : request.Text("resourceVersionMatch") is { Length: > 0 }
                    ? FieldError.Forbidden("resourceVersionMatch", "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided")
                    : null;
        if (error is { } refused)
        {
            throw new StatusException(System.Net.HttpStatusCode.UnprocessableEntity, StatusReason.Invalid, $"ListOptions.meta.k8s.io \"\" is invalid: {refused}", new StatusDetails
            {
                Group = "meta.k8s.io",
                Kind = "ListOptions",
                Causes = [new StatusCause { Reason = refused.Reason, Message = refused.Message, Field = refused.Field }],
            });
        }
    }
}
