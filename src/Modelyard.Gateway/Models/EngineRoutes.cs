using Modelyard.Api;

namespace Modelyard.Gateway;

/// <summary>What an engine can be asked, as far as that is known without asking it.</summary>
internal static class EngineRoutes
{
    private static readonly GatewayOperation[] OfLlama =
    [
        GatewayOperation.ChatCompletions, GatewayOperation.Completions, GatewayOperation.Embeddings, GatewayOperation.Responses, GatewayOperation.Messages,
        GatewayOperation.CountTokens,
    ];

    /// <summary>Null for an engine whose routes depend on its version and its model.</summary>
    public static IReadOnlyList<GatewayOperation>? Of(EngineSpec? engine) => engine?.Type == EngineType.BuiltInLlama ? OfLlama : null;
}
