namespace Modelyard.Gateway;

/// <summary>Answers which models the key may use; at a service's own URL, only that one.</summary>
internal sealed class ListModels(ModelResolver resolver) : IGatewayStep
{
    public async ValueTask<OpenAIError?> RunAsync(GatewayCall call)
    {
        if (resolver.Snapshot(out var snapshot) is { } notSynced)
        {
            return notSynced;
        }

        ServedModel? only = null;
        if (call.ServiceId is { } id && resolver.Resolve(call.Key, id, out only) is { } unknown)
        {
            return unknown;
        }

        await ModelList.SendAsync(call, ModelList.Write(snapshot, call.Key, only));
        return null;
    }
}
