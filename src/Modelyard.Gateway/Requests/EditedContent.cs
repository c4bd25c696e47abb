using System.Net;
using System.Net.Http.Headers;

namespace Modelyard.Gateway;

/// <summary>A request body with its edits applied as it is sent, so that nothing is copied or serialised again. Can be sent more than once.</summary>
internal sealed class EditedContent : HttpContent
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly ReadOnlyMemory<byte> _body;
    private readonly BodyEdit[] _edits;

    /// <param name="body">The original.</param>
    /// <param name="edits">By ascending position, not overlapping.</param>
    public EditedContent(ReadOnlyMemory<byte> body, BodyEdit[] edits)
    {
        _body = body;
        _edits = edits;
        Headers.ContentType = Json;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var position = 0;
        foreach (var edit in _edits)
        {
            await stream.WriteAsync(_body[position..edit.At], cancellationToken);
            await stream.WriteAsync(edit.Inserts, cancellationToken);
            position = edit.At + edit.Removes;
        }

        await stream.WriteAsync(_body[position..], cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        foreach (var edit in _edits)
        {
            length += edit.Inserts.Length - edit.Removes;
        }

        return true;
    }
}
