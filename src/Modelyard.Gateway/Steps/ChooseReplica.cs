using Microsoft.Extensions.Options;

namespace Modelyard.Gateway;

/// <summary>Picks who shall answer.</summary>
internal sealed class ChooseReplica(IOptions<GatewayOptions> options) : IGatewayStep
{
    public ValueTask<OpenAIError?> RunAsync(GatewayCall call)
    {
        if (ReplicaChooser.Choose(call.Model.Replicas) is not { } replica)
        {
            var retryAfter = options.Value.NotReadyRetryAfter;
            return ValueTask.FromResult<OpenAIError?>(OpenAIErrors.ModelNotReady(call.Model.QualifiedId, call.Model.Awaited, retryAfter));
        }

        call.Occupy(replica);
        return default;
    }
}
