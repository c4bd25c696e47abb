namespace Modelyard.Gateway;

/// <summary>One step of answering a call. An error ends the call; null goes on to the next step.</summary>
internal interface IGatewayStep
{
    ValueTask<OpenAIError?> RunAsync(GatewayCall call);
}
