namespace Modelyard.Gateway;

/// <summary>For callers outside there is nothing but the endpoints that are published, and the list of what they reach.</summary>
internal sealed class AdmitFromOutside(ModelResolver resolver) : IGatewayStep
{
    public ValueTask<OpenAIError?> RunAsync(GatewayCall call) => call.IsFromOutside ? ValueTask.FromResult(Run(call)) : default;

    private OpenAIError? Run(GatewayCall call)
    {
        if (resolver.Snapshot(out var snapshot) is { } notSynced)
        {
            return notSynced;
        }

        var isPublished = ModelResolver.EndpointOf(call, snapshot) is { } endpoint
            ? endpoint.IsExternal
            : call.EndpointPath is null && call.ServiceId is null && (call.Operation == GatewayOperation.ListModels || call.Operation == GatewayOperation.GetModel);
        return isPublished ? null : OpenAIErrors.UnknownUrl(call.Http.Request.Method, call.Http.Request.Path.Value ?? "/");
    }
}
