namespace Modelyard.Gateway;

/// <summary>Finds the model that is asked for, by URL or by body, among those the key may use.</summary>
internal sealed class AuthorizeModel(ModelResolver resolver) : IGatewayStep
{
    public ValueTask<OpenAIError?> RunAsync(GatewayCall call)
    {
        var id = call.ServiceId ?? call.Fields.Model;
        if (string.IsNullOrEmpty(id))
        {
            return ValueTask.FromResult<OpenAIError?>(OpenAIErrors.MissingModel());
        }

        var error = resolver.Resolve(call.Key, id, out var model);
        if (model is not null)
        {
            call.Model = model;
        }

        return ValueTask.FromResult(error);
    }
}
