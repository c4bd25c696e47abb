using Microsoft.Extensions.Options;

namespace Modelyard.Gateway;

/// <summary>Takes the body in and reads the few fields the gateway needs from it.</summary>
internal sealed class ReadRequest(IOptions<GatewayOptions> options) : IGatewayStep
{
    private readonly int _limit = options.Value.MaxRequestBytes;

    public async ValueTask<OpenAIError?> RunAsync(GatewayCall call)
    {
        var request = call.Http.Request;
        if (request.ContentType is { } type && !IsJson(type))
        {
            return OpenAIErrors.UnsupportedContentType(type);
        }

        var encoding = request.Headers.ContentEncoding;
        if (encoding.Count > 0 && !string.Equals(encoding.ToString(), "identity", StringComparison.OrdinalIgnoreCase))
        {
            return OpenAIErrors.UnsupportedContentEncoding(encoding.ToString());
        }

        var body = request.ContentLength > _limit
            ? null
            : await RequestBody.ReadAsync(request.Body, request.ContentLength, _limit, call.Http.RequestAborted);
        if (body is null)
        {
            return OpenAIErrors.RequestTooLarge(_limit);
        }

        call.Body = body;
        var error = RequestFields.Parse(body.Bytes.Span, out var fields);
        call.Fields = fields;
        return error;
    }

    private static bool IsJson(ReadOnlySpan<char> contentType)
    {
        var semicolon = contentType.IndexOf(';');
        var media = (semicolon < 0 ? contentType : contentType[..semicolon]).Trim();
        return media.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || (media.StartsWith("application/", StringComparison.OrdinalIgnoreCase) && media.EndsWith("+json", StringComparison.OrdinalIgnoreCase));
    }
}
