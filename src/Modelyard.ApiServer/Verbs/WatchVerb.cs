using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Storage;

namespace Modelyard.ApiServer;

/// <summary><c>GET</c> with <c>watch</c>: the changes of a collection, as they happen.</summary>
internal sealed class WatchVerb(
    ObjectLister lister, ObjectStore objects, ObjectPresenter presenter, ServerLifetime lifetime, TimeProvider time) : IVerb
{
    private static readonly TimeSpan BookmarkInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ShortestDefault = TimeSpan.FromMinutes(30);

    public async Task HandleAsync(ApiRequest request)
    {
        RefuseInitialEvents(request);
        var filter = ObjectFilter.Of(request);
        var representation = ContentNegotiation.Choose(request.Http.Request);
        var revision = request.Number("resourceVersion") ?? 0;
        await objects.RequireReachedAsync(revision, request.Aborted);

        using var timeout = new CancellationTokenSource(Timeout(request), time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(request.Aborted, timeout.Token, lifetime.Stopping);
        request.Http.Response.StatusCode = StatusCodes.Ok;
        request.Http.Response.ContentType = ResponseWriter.Json;
        await ResponseWriter.BeginAsync(request.Http, ended.Token);
        try
        {
            await StreamAsync(request, new EventStream(request, presenter, representation), filter, revision, ended.Token);
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
            await ResponseWriter.WriteLineAsync(
                request.Http, writer => EventStream.WriteFrame(writer, "ERROR", JsonSerializer.SerializeToNode(StatusMapper.Map(error), ApiJson.Options)!), ended.Token);
        }
    }

    private async Task StreamAsync(ApiRequest request, EventStream events, ObjectFilter filter, long revision, CancellationToken cancellationToken)
    {
        if (revision == 0)
        {
            // No revision given: the client wants to be told first what there is.
            var page = await lister.ListAsync(request.Kind, request.Path.Namespace, filter, 0, 0, null, cancellationToken);
            revision = page.Revision;
            foreach (var document in page.Items)
            {
                await events.WriteAsync("ADDED", document, cancellationToken);
            }
        }

        var query = new WatchQuery(request.Kind.Collection(), revision)
        {
            Namespace = request.Path.Namespace,
            ProgressInterval = request.Flag("allowWatchBookmarks") ? BookmarkInterval : null,
        };
        await foreach (var change in objects.Store.WatchAsync(query, cancellationToken))
        {
            if (change.Type == ChangeType.Progress)
            {
                await events.WriteBookmarkAsync(change.Revision, cancellationToken);
            }
            else if (Translate(request.Kind, filter, change) is var (type, document))
            {
                await events.WriteAsync(type, document, cancellationToken);
            }
        }
    }

    /// <summary>For a watch with selectors an object comes and goes as it starts and stops matching.</summary>
    private static (string Type, JsonObject Document)? Translate(KindDescriptor kind, ObjectFilter filter, StoreChange change)
    {
        var now = change.Type == ChangeType.Deleted ? null : ObjectStore.Decode(kind, change.Document, change.Revision);
        if (filter.IsEverything && now is not null)
        {
            return (change.Type == ChangeType.Created ? "ADDED" : "MODIFIED", now);
        }

        var before = change.Previous.IsEmpty ? null : ObjectStore.Decode(kind, change.Previous, change.Revision);
        var matched = before is not null && filter.Matches(before);
        return (now is not null && filter.Matches(now), matched) switch
        {
            (true, true) => ("MODIFIED", now!),
            (true, false) => ("ADDED", now!),
            (false, true) => ("DELETED", before!),
            _ => null,
        };
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

    /// <summary>The frames of one watch.</summary>
    private sealed class EventStream(ApiRequest request, ObjectPresenter presenter, Representation representation)
    {
        private bool _first = true;

        public static void WriteFrame(Utf8JsonWriter writer, string type, JsonNode shown)
        {
            writer.WriteStartObject();
            writer.WriteString("type"u8, type);
            writer.WritePropertyName("object"u8);
            shown.WriteTo(writer, ApiJson.Options);
            writer.WriteEndObject();
        }

        public Task WriteAsync(string type, JsonObject document, CancellationToken cancellationToken)
        {
            var shown = presenter.ForEvent(request, representation, document, _first);
            _first = false;
            return ResponseWriter.WriteLineAsync(request.Http, writer => WriteFrame(writer, type, shown), cancellationToken);
        }

        public Task WriteBookmarkAsync(long revision, CancellationToken cancellationToken) => WriteAsync(
            "BOOKMARK",
            new JsonObject
            {
                ["kind"] = request.Kind.Kind,
                ["apiVersion"] = request.Kind.ApiVersion,
                ["metadata"] = new JsonObject { ["resourceVersion"] = revision.ToString(CultureInfo.InvariantCulture), ["creationTimestamp"] = null },
            },
            cancellationToken);
    }
}
