using Microsoft.Extensions.Primitives;

namespace Modelyard.Gateway;

/// <summary>Names the call. A client's own name for it is kept, so that its logs and ours can be compared.</summary>
internal sealed class AssignRequestId : IGatewayStep
{
    private const int MaxLength = 128;

    public ValueTask<OpenAIError?> RunAsync(GatewayCall call)
    {
        var request = call.Http.Request.Headers;
        call.Identify(Sane(request["X-Request-Id"]) ?? Sane(request["X-Client-Request-Id"]) ?? $"req_{call.Id:N}");
        return default;
    }

    // It goes into logs and headers: nothing that could break a line or be taken for markup.
    private static string? Sane(StringValues header)
    {
        if (header.Count != 1 || header[0] is not { Length: > 0 and <= MaxLength } id)
        {
            return null;
        }

        foreach (var c in id)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.' or ':'))
            {
                return null;
            }
        }

        return id;
    }
}
