namespace Modelyard.Gateway;

/// <summary>Answers what is known of one model, under the id it was asked for by.</summary>
internal sealed class GetModel(ModelResolver resolver) : IGatewayStep
{
    public async ValueTask<OpenAIError?> RunAsync(GatewayCall call)
    {
        if (resolver.Snapshot(out var snapshot) is { } notSynced)
        {
            return notSynced;
        }

        // Clients escape the slash of namespace/name, and routing leaves an escaped slash as it is.
        var id = Uri.UnescapeDataString(call.ModelPath);
        if (resolver.FindReach(call, snapshot, out var reach) is { } unreachable)
        {
            return unreachable;
        }

        if (resolver.Resolve(call.Key, id, out var model) is { } unknown)
        {
            return unknown;
        }

        if (reach is not null && !reach.Contains(model!))
        {
            return OpenAIErrors.ModelNotFound(id);
        }

        await ModelList.SendAsync(call, ModelList.Write(model!, id));
        return null;
    }
}
