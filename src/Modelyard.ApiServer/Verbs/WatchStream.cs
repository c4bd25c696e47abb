using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Storage;

namespace Modelyard.ApiServer;

/// <summary>The answer to one watch: a line of JSON for each event. What is written is sent by <see cref="FlushAsync"/>.</summary>
internal sealed class WatchStream(ApiRequest request, Representation representation, ObjectPresenter presenter, WatchFrames frames)
{
    private const int EnoughForOnce = 64 * 1024;

    private readonly PipeWriter _pipe = request.Http.Response.BodyWriter;
    private bool _first = true;
    private int _unsent;

    public bool IsFull => _unsent >= EnoughForOnce;

    /// <summary>Reports a change, when it is one to whoever sees only what the filter lets through.</summary>
    public void Write(ObjectFilter filter, StoreChange change)
    {
        if (change.Type == ChangeType.Progress)
        {
            WriteBookmark(change.Revision);
        }
        else if (filter.IsEverything && representation == Representation.Objects)
        {
            Append(frames.Of(request.Kind, change));
        }
        else if (Seen(filter, change) is var (type, item))
        {
            Write(type, item);
        }
    }

    public void Write(string type, ObjectView item)
    {
        var frame = new ArrayBufferWriter<byte>(1024);
        if (representation == Representation.Objects)
        {
            WatchFrames.Write(frame, type, item.WriteTo);
        }
        else
        {
            var shown = presenter.ForEvent(request, representation, item.Document, _first);
            WatchFrames.Write(frame, type, writer => shown.WriteTo(writer, ApiJson.Options));
        }

        _first = false;
        Append(frame.WrittenMemory);
    }

    public void Write(string type, JsonNode content)
    {
        var frame = new ArrayBufferWriter<byte>(256);
        WatchFrames.Write(frame, type, writer => content.WriteTo(writer, ApiJson.Options));
        Append(frame.WrittenMemory);
    }

    public ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken)
    {
        if (_unsent == 0)
        {
            return default;
        }

        _unsent = 0;
        return _pipe.FlushAsync(cancellationToken);
    }

    private void WriteBookmark(long revision) => Write("BOOKMARK", new ObjectView(new JsonObject
    {
        ["kind"] = request.Kind.Kind,
        ["apiVersion"] = request.Kind.ApiVersion,
        ["metadata"] = new JsonObject { ["resourceVersion"] = revision.ToString(CultureInfo.InvariantCulture), ["creationTimestamp"] = null },
    }));

    /// <summary>For a watch with selectors an object comes and goes as it starts and stops matching.</summary>
    private (string Type, ObjectView Item)? Seen(ObjectFilter filter, StoreChange change)
    {
        var now = change.Type == ChangeType.Deleted ? null : new ObjectView(request.Kind, change.Document, change.Revision);
        if (filter.IsEverything && now is not null)
        {
            return (WatchFrames.TypeOf(change), now);
        }

        var before = change.Previous.IsEmpty ? null : new ObjectView(request.Kind, change.Previous, change.Revision);
        var matched = before is not null && filter.Matches(before);
        return (now is not null && filter.Matches(now), matched) switch
        {
            (true, true) => ("MODIFIED", now!),
            (true, false) => ("ADDED", now!),
            (false, true) => ("DELETED", before!),
            _ => null,
        };
    }

    private void Append(ReadOnlyMemory<byte> frame)
    {
        _pipe.Write(frame.Span);
        _unsent += frame.Length;
    }
}
