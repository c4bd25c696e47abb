namespace Modelyard.Gateway;

/// <summary>The whole answer to a URL, or to a method, that there is not.</summary>
internal sealed class Refuse(string? allowed) : IGatewayStep
{
    public ValueTask<OpenAIError?> RunAsync(GatewayCall call)
    {
        var request = call.Http.Request;
        var path = request.Path.Value ?? "/";
        return ValueTask.FromResult<OpenAIError?>(
            allowed is null ? OpenAIErrors.UnknownUrl(request.Method, path) : OpenAIErrors.MethodNotAllowed(request.Method, path, allowed));
    }
}
