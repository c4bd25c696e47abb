namespace Modelyard.Gateway;

/// <summary>Answers which models the key may use where the call came in: at a service's or an endpoint's own URL, only those that answer there.</summary>
internal sealed class ListModels(ModelResolver resolver) : IGatewayStep
{
    public async ValueTask<OpenAIError?> RunAsync(GatewayCall call)
    {
        if (resolver.Snapshot(out var snapshot) is { } notSynced)
        {
            return notSynced;
        }

        if (resolver.FindReach(call, snapshot, out var reach) is { } unknown)
        {
            return unknown;
        }

        await ModelList.SendAsync(call, ModelList.Write(snapshot, call.Key, reach));
        return null;
    }
}
