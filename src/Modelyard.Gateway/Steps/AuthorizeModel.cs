namespace Modelyard.Gateway;

/// <summary>Finds the model that is asked for, by URL or by body, among those the key may use.</summary>
internal sealed class AuthorizeModel(ModelResolver resolver) : IGatewayStep
{
    public ValueTask<OpenAIError?> RunAsync(GatewayCall call) => ValueTask.FromResult(Run(call) ?? RequireRoute(call));

    private static OpenAIError? RequireRoute(GatewayCall call) =>
        call.Model.Terms.Routes is { } routes && !routes.Contains(call.Operation)
            ? OpenAIErrors.RouteNotServed(call.Model.QualifiedId, call.Http.Request.Path.Value ?? "/", routes)
            : null;

    private OpenAIError? Run(GatewayCall call)
    {
        if (resolver.Snapshot(out var snapshot) is { } notSynced)
        {
            return notSynced;
        }

        if (resolver.FindEndpoint(call, snapshot) is { } noEndpoint)
        {
            return noEndpoint;
        }

        var id = call.ServiceId ?? call.PathModel?.Id ?? call.Fields.Model;
        if (call.Endpoint is { } endpoint)
        {
            return resolver.ResolveAt(call, endpoint, id);
        }

        if (string.IsNullOrEmpty(id))
        {
            return OpenAIErrors.MissingModel();
        }

        var error = resolver.Resolve(call.Key, id, out var model);
        if (model is not null)
        {
            call.Model = model;
        }

        return error;
    }
}
