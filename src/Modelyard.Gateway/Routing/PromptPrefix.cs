namespace Modelyard.Gateway;

/// <summary>
/// What the prompts of a conversation have in common: its first message, and the second when the first only sets the scene. Calls that begin
/// alike go to the same replica, which has the beginning in its prompt cache.
/// </summary>
internal static class PromptPrefix
{
    private const int MostText = 512;

    /// <summary>Null for a call without a prompt.</summary>
    public static ulong? HashOf(GatewayCall call)
    {
        if (!call.Operation.Generates || call.Body is not { } body || call.Fields.PromptAt.IsNowhere)
        {
            return null;
        }

        var prompt = body.Bytes.Span.Slice(call.Fields.PromptAt.At, call.Fields.PromptAt.Length);
        return Affinity.Of(prompt[..Math.Min(prompt.Length, call.Fields.PromptIsText ? MostText : prompt.Length)]);
    }
}
