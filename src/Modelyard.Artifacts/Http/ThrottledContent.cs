using System.Net;

namespace Modelyard.Artifacts;

/// <summary>An answer that is read no faster than its source may be read, and whose place is free when it is disposed of.</summary>
internal sealed class ThrottledContent : HttpContent
{
    private readonly HttpContent _inner;
    private readonly SourceThrottle _throttle;
    private readonly SourceThrottle.Place _place;

    internal ThrottledContent(HttpContent inner, SourceThrottle throttle, SourceThrottle.Place place)
    {
        (_inner, _throttle, _place) = (inner, throttle, place);
        foreach (var (name, values) in inner.Headers)
        {
            Headers.TryAddWithoutValidation(name, values);
        }
    }

    protected override async Task<Stream> CreateContentReadStreamAsync() =>
        new ThrottledStream(await _inner.ReadAsStreamAsync(), _throttle);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await using var content = new ThrottledStream(await _inner.ReadAsStreamAsync(cancellationToken), _throttle);
        await content.CopyToAsync(stream, cancellationToken);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override bool TryComputeLength(out long length)
    {
        length = _inner.Headers.ContentLength ?? 0;
        return _inner.Headers.ContentLength is not null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
            _place.Dispose();
        }

        base.Dispose(disposing);
    }
}
