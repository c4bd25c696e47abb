using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Node;

/// <summary>Records what happened to an object as a core/v1 Event. The same thing happening again raises the count of the one Event.</summary>
/// <remarks>The name of an Event follows from its content, so that counting goes on after a restart without remembering anything.</remarks>
internal sealed partial class EventRecorder(IResourceClient client, TimeProvider time, string component, string host, ILogger<EventRecorder> logger)
{
    private const int MaxMessage = 1024;

    public Task NormalAsync(Resource about, string reason, string message, CancellationToken cancellationToken) =>
        RecordAsync(about, "Normal", reason, message, cancellationToken);

    public Task WarningAsync(Resource about, string reason, string message, CancellationToken cancellationToken) =>
        RecordAsync(about, "Warning", reason, message, cancellationToken);

    // An Event that cannot be written must not stop what it tells about.
    private async Task RecordAsync(Resource about, string type, string reason, string message, CancellationToken cancellationToken)
    {
        try
        {
            await WriteAsync(about, type, reason, message.Length <= MaxMessage ? message : message[..MaxMessage], cancellationToken);
        }
        catch (Exception e) when (e is StatusException or HttpRequestException)
        {
            Log.NotRecorded(logger, reason, NamespacedName.Of(about), e.Message);
        }
    }

    private async Task WriteAsync(Resource about, string type, string reason, string message, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var name = Name(about, type, reason, message);
        var space = string.IsNullOrEmpty(about.Metadata.Namespace) ? "default" : about.Metadata.Namespace;
        var key = new NamespacedName(space, name);
        for (var attempt = 0; attempt < 3; attempt++)
        {
            if (await client.TryGetAsync<Event>(key, cancellationToken) is { } existing)
            {
                var change = new JsonObject
                {
                    ["count"] = (existing.Count ?? 1) + 1,
                    ["lastTimestamp"] = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
                };
                await client.PatchAsync<Event>(key, Patch.Merge(change), cancellationToken);
                return;
            }

            try
            {
                await client.CreateAsync(New(about, type, reason, message, key, now), cancellationToken);
                return;
            }
            catch (StatusException e) when (e.IsAlreadyExists)
            {
                // Somebody was quicker; count on theirs.
            }
        }
    }

    private Event New(Resource about, string type, string reason, string message, NamespacedName key, DateTimeOffset now) => new()
    {
        ApiVersion = "v1",
        Kind = "Event",
        Metadata = new ObjectMeta { Name = key.Name, Namespace = key.Namespace },
        InvolvedObject = new ObjectReference
        {
            ApiVersion = about.ApiVersion,
            Kind = about.Kind,
            Namespace = about.Metadata.Namespace,
            Name = about.Metadata.Name,
            Uid = about.Metadata.Uid,
            ResourceVersion = about.Metadata.ResourceVersion,
        },
        Type = type,
        Reason = reason,
        Message = message,
        Count = 1,
        FirstTimestamp = now,
        LastTimestamp = now,
        Source = new EventSource { Component = component, Host = host },
        ReportingComponent = component,
        ReportingInstance = host,
    };

    private string Name(Resource about, string type, string reason, string message)
    {
        var content = string.Join('\n', about.Metadata.Uid, component, type, reason, message);
        return $"{about.Metadata.Name}.{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)).AsSpan(0, 8))}";
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The event {Reason} of {Key} was not recorded: {Problem}")]
        public static partial void NotRecorded(ILogger logger, string reason, NamespacedName key, string problem);
    }
}
